// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts

/// The procedure as one walk from the beginning, over the answers in effect, to the first item without an
/// answer or to an ending.
///
/// The walk follows the article's order. It keeps no state between runs: going back, resuming and changing an
/// answer are the same walk over other answers.
struct Walkthrough {
  /// The item at which the walk stops.
  struct Pending: Error {
    let item: Item
  }

  private let course: Course
  let path: ServerPath
  private let revision: Int
  let findings: Findings
  private let given: [Session.AcceptedAnswer]
  private let answers: [String: Answer]
  /// The number of answers in `given` that the walk has passed in the order given.
  private var passed = 0
  /// The items that the walk has reached, including the pending one.
  private(set) var items: [Item] = []

  /// - Parameters:
  ///   - revision: the revision of the procedure with which the session began.
  ///   - given: the answers in effect, in the order in which they were given.
  ///   - answers: the same answers by the keys of their items.
  init(
    _ course: Course, path: ServerPath, revision: Int, findings: Findings, given: [Session.AcceptedAnswer],
    answers: [String: Answer]
  ) {
    self.course = course
    self.path = path
    self.revision = revision
    self.findings = findings
    self.given = given
    self.answers = answers
  }

  mutating func walk() throws(Pending) -> Ending {
    switch course {
    case .duplicates: try walkDuplicates()
    case .move: try walkMove()
    }
  }

  private mutating func walkDuplicates() throws(Pending) -> Ending {
    try begin()
    for item in path.checks {
      if try ask(item).content is ProblemFound {
        try ask(Item(OtherCause.stop, Acknowledgement()))
        return .otherCause
      }
    }
    try confirm(path.opening + [Elevation.check])
    try notePath()
    for role in Role.allCases {
      guard let ending = try clear(role) else { continue }
      // What was deleted in the first half must be checked afterward, however the second half ends. Only before a
      // missing certificate is back, nothing is restarted, and no test of a sign-in would prove anything.
      if ending != .neededMissing { try checkWhatWasDone() }
      return ending
    }
    return try close()
  }
}

// MARK: - Asking

extension Walkthrough {
  /// - Parameter isAnew: whether the existing answer no longer counts.
  @discardableResult
  mutating func ask(_ item: Item, isAnew: Bool = false) throws(Pending) -> Answer {
    items.append(item)
    // The walk usually follows the order in which the answers were given, and then no key has to be built.
    if passed < given.count, given[passed].item == item {
      passed += 1
      if !isAnew { return given[passed - 1].answer }
    }
    guard !isAnew, let answer = answers[item.key] else { throw Pending(item: item) }
    return answer
  }

  mutating func confirm(_ steps: [Step], about: Item.About = .session) throws(Pending) {
    for step in steps { try ask(Item(step, Confirmation(about: about))) }
  }
}

// MARK: - The sections

extension Walkthrough {
  mutating func begin() throws(Pending) {
    try ask(Item(StartSection.server, Statement(.server)))
    try ask(Item(StartSection.administrator, Statement(.administrator)))
    try ask(Item(StartSection.timeZone, Statement(.timeZone)))
  }

  /// “Using the Lync Server Deployment Wizard”: steps 6 to 8 for the root, then for each intermediate.
  mutating func notePath() throws(Pending) {
    typealias Section = DeploymentWizardSection
    try confirm(Section.opening)
    var id = NotedID.root
    while true {
      try confirm([Section.select], about: .noted(id))
      try note(id)
      try confirm([Section.close], about: .noted(id))
      guard try ask(Item(Section.another, PathBranch(below: id))) == .pathContinues else { break }
      id = id.below
    }
    try confirm([Section.lookOver])
  }

  private mutating func note(_ id: NotedID) throws(Pending) {
    typealias Section = DeploymentWizardSection
    let fields: [(Step, Field)] = [
      (Section.note, .issuer), (Section.note, .serial), (Section.noteMore, .subject),
      (Section.noteMore, .validFrom), (Section.noteMore, .thumbprint),
    ]
    for (step, field) in fields where findings.noted[id]?.certificate == nil {
      try ask(Item(step, NotedValue(field, of: id)))
    }
  }

  /// One of the two sections in MMC.
  ///
  /// - Returns: the ending, if the procedure must not continue after this section.
  private mutating func clear(_ role: Role) throws(Pending) -> Ending? {
    let ids = findings.path(of: role)
    guard !ids.isEmpty else { return nil }
    let section = StoreSection(role: role)
    try confirm(section.addSnapIn + [section.confirmLocalComputer] + section.openStore)
    for id in ids {
      if let ending = try clear(id, in: section) { return ending }
    }
    return nil
  }

  private mutating func clear(_ id: NotedID, in section: StoreSection) throws(Pending) -> Ending? {
    try ask(Item(section.locate, RowList(of: id)))
    switch findings.listings[id] {
    case .counted(0)?, .listed(0)?:
      return try conclude(id, in: section)
    case .counted(1)?:
      try ask(Item(section.listedOnce, Acknowledgement(about: .noted(id))))
      return nil
    case .counted?, .listed?, nil:
      break
    }
    try checkClock(id, in: section)
    for entry in findings.entries(of: id) { try compare(entry, in: section) }
    try checkClock(id, in: section)
    return try conclude(id, in: section)
  }

  /// No conclusion may rest on an offset that a row disproves.
  private mutating func checkClock(_ id: NotedID, in section: StoreSection) throws(Pending) {
    guard revision >= Start.slipsRevision else { return }
    let item = Item(section.clock, OffsetCorrection(id))
    if items.contains(item) { return }
    if findings.isOffsetDisproved || answers[item.key] != nil { try ask(item) }
  }

  private mutating func conclude(_ id: NotedID, in section: StoreSection) throws(Pending) -> Ending? {
    let outcome = findings.outcome(id)
    switch outcome {
    case .noneMatches: return try stop(section.noneMatches, .noneMatches, about: id)
    case .notInStore: return try stop(section.notInStore, .notInStore, about: id)
    case .unknown: return try stop(section.notRead, .storeNotRead, about: id)
    case .duplicates, .listedOnce, .listedTwice: break
    }
    for entry in findings.entries(of: id) { try decide(entry, in: section) }
    switch outcome {
    case .listedOnce: try ask(Item(section.listedOnce, Acknowledgement(about: .noted(id))))
    case .listedTwice: try ask(Item(section.listedTwice, Acknowledgement(about: .noted(id))))
    case .duplicates, .noneMatches, .notInStore, .unknown: break
    }
    let marked = findings.entries(of: id).filter { findings.decision($0)?.isRemoval == true }
    for entry in marked { try remove(entry, in: section) }
    guard !marked.isEmpty || isLookedFor(id, in: section) else { return nil }
    try ask(Item(section.recount, RowRecount(of: id)))
    guard revision >= 3 else { return nil }
    guard try !isThere(id, section.stays) else { return nil }
    // Nothing else is deleted until it is back.
    guard revision >= 4 else { return try stop(section.lost, .problemRemains, about: id) }
    return try isThere(id, section.lost) ? nil : .neededMissing
  }

  /// Whether somebody looked for the certificate that has to stay: what they saw counts, whatever is decided anew since.
  private func isLookedFor(_ id: NotedID, in section: StoreSection) -> Bool {
    revision >= 4 && answers[Item(section.stays, MatchPresence(of: id)).key] != nil
  }

  private mutating func isThere(_ id: NotedID, _ step: Step) throws(Pending) -> Bool {
    try ask(Item(step, MatchPresence(of: id))).read(as: MatchReported.self)?.isThere != false
  }

  private mutating func stop(_ step: Step, _ ending: Ending, about id: NotedID) throws(Pending) -> Ending {
    try ask(Item(step, Acknowledgement(about: .noted(id))))
    return ending
  }

  /// Steps 9 to 11.
  private mutating func compare(_ id: EntryID, in section: StoreSection) throws(Pending) {
    try confirm(section.open, about: .entry(id))
    guard findings.entries[id]?.listed == nil else {
      try confirm([section.compare], about: .entry(id))
      return
    }
    let fields: [Field] = [.serial, .validFrom, .issuer, .subject, .thumbprint]
    for field in fields where findings.entries[id]?.given == nil {
      try ask(Item(section.compare, RowValue(field, of: id)))
    }
  }

  private mutating func decide(_ id: EntryID, in section: StoreSection) throws(Pending) {
    guard let judged = findings.judgement(id), let verdict = findings.decidedVerdict(id) else { return }
    let isGone = findings.entries[id]?.isGone == true
    let mayBeRemoved = isGone || verdict.allowsRemoval && judged.noted == id.noted
    guard mayBeRemoved || judged.judgement.needsReview else { return }
    if mayBeRemoved, findings.entries[id]?.listedIn == .unknown {
      try ask(Item(section.origin, RowOrigin(of: id)))
    }
    try ask(Item(section.decide, RowDecision(of: id, verdict)), isAnew: findings.decision(id) == nil)
  }

  /// Steps 12 to 19, with the added read-back and restore card.
  private mutating func remove(_ id: EntryID, in section: StoreSection) throws(Pending) {
    try export(id, in: section)
    let isOrdered = findings.entries[id]?.removal?.isOrdered == true
    try ask(Item(section.delete, DeletionOrder(of: id)), isAnew: !isOrdered)
    try ask(Item(section.confirmWarning, DeletionWarning(of: id)))
    try ask(Item(section.gone, DeletionReport(of: id)))
  }

  /// Steps 12 to 17, and what makes sure that the certificate can be restored.
  mutating func export(_ id: EntryID, in section: StoreSection) throws(Pending) {
    let about = Item.About.entry(id)
    try confirm(section.beginExport, about: about)
    try ask(Item(section.nameExport, ExportNaming(of: id)))
    try confirm(section.finishExport, about: about)
    try ask(Item(section.readBack, ReadBack(of: id)))
    let repetition = findings.entries[id]?.removal?.decision.repetition ?? .notNeeded
    if repetition != .notNeeded, let verdict = findings.decidedVerdict(id) {
      try ask(Item(section.again, RowDecision(of: id, verdict)), isAnew: repetition == .awaited)
    }
    try ask(Item(section.restoreCard, RestoreCardWriting(of: id)))
  }

  private mutating func close() throws(Pending) -> Ending {
    try checkWhatWasDone()
    return Ending(findings)
  }

  mutating func checkWhatWasDone() throws(Pending) {
    guard findings.hasDeleted else { return }
    for step in ClosingSection.all { try ask(Item(step, Check())) }
  }
}
