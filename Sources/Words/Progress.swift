// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
public import Procedure
import X509

/// How far a session has come: the number of the pending item, and an estimate of all items.
///
/// The estimate counts the answers that were given, and what the walk would still ask if every further answer
/// was the usual one: one intermediate, one duplicate root, and nothing wrong.
struct Progress: Hashable {
  let number: Int
  let total: Int

  init(of session: Session) {
    var answered: [Place: Int] = [:]
    for one in session.given { answered[Place(one.item), default: 0] += 1 }
    var left = 0
    for (place, count) in Expectation(session).places {
      left += max(0, count - (answered[place] ?? 0))
    }
    number = session.given.count + 1
    total = max(session.given.count + left, number)
  }
}

/// What is shown of it. The position goes up with every answer and never down; the total is what is left besides, and
/// never changes without a word. Answers that were taken back leave both.
public struct ShownProgress {
  /// How many items were come to.
  public private(set) var number = 0
  private var total = 0
  /// The number of the last item that counted, and how many were expected after it.
  private var furthest = (number: 0, left: 0)
  /// Whether the session is at an item before it again.
  public private(set) var isAgain = false
  /// The estimate is not shown more exactly than this.
  private static let steps = 5

  /// The total in fives, because it is an estimate.
  public var roundedTotal: Int { (total + Self.steps - 1) / Self.steps * Self.steps }

  public init(of records: [Record]) {
    guard let first = records.first, var session = try? Session(first: first, signatures: .libcrypto) else {
      return
    }
    move(to: session)
    for record in records.dropFirst() {
      guard (try? session.apply(record)) != nil else { return }
      move(to: session)
    }
  }

  /// - Parameter session: after each of its events.
  public mutating func move(to session: Session) {
    guard session.pending != nil else { return }
    let estimate = Progress(of: session)
    let left = estimate.total - estimate.number
    isAgain = estimate.number < furthest.number && left > furthest.left
    guard !isAgain else { return }
    number += max(0, estimate.number - furthest.number)
    furthest = (estimate.number, left)
    if abs(number + left - total) >= Self.steps || total < number { total = number + left }
  }
}

/// Where items are asked; several values can be asked for at one place.
private struct Place: Hashable {
  let step: Step
  let about: Item.About

  init(_ step: Step, _ about: Item.About = .session) {
    self.step = step
    self.about = about
  }

  init(_ item: Item) { self.init(item.step, item.about) }
}

/// The places of the usual walk, with the number of items at each.
private struct Expectation {
  private(set) var places: [Place: Int] = [:]
  private let findings: Findings
  private let isFilled: Bool
  private let pathEnds: Bool

  init(_ session: Session) {
    findings = session.findings
    let start = session.start
    let isOffered = start.live != nil || start.practice?.isByHand == false || !start.chainFiles.isEmpty
    isFilled = isOffered || session.records.contains { if case .pasted = $0.event { true } else { false } }
    pathEnds = session.given.contains { $0.answer == .pathEnds }
    let path = session.start.path
    add([StartSection.server, StartSection.administrator, StartSection.timeZone])
    guard start.course == .duplicates else {
      add([Checks.phoneTrust] + path.opening + [Elevation.check])
      addPath()
      addMove()
      return
    }
    add(path.checks.map(\.step) + path.opening + [Elevation.check])
    addPath()
    let removes = Role.allCases.map { addStore($0) }
    if removes.contains(true) || findings.hasDeleted { add(ClosingSection.all) }
  }

  private mutating func add(_ steps: [Step], about: Item.About = .session, count: Int = 1) {
    for step in steps { places[Place(step, about)] = count }
  }

  /// The noted places; until the end of the path is known, one intermediate is expected.
  private var ids: [NotedID] {
    let known = Set(findings.noted.keys).union([.root])
    return known.sorted() + (pathEnds || known.count > 1 ? [] : [NotedID.root.below])
  }

  private mutating func addPath() {
    typealias Section = DeploymentWizardSection
    add(Section.opening + [Section.lookOver])
    for id in ids {
      add([Section.select, Section.close, Section.another], about: .noted(id))
      let isKnown = findings.noted[id]?.certificate != nil
      let isTyped = !isKnown && !isFilled
      add([Section.note], about: .noted(id), count: isTyped ? 2 : 1)
      if isTyped { add([Section.noteMore], about: .noted(id), count: 3) }
    }
  }

  /// One misplaced certificate, until the rows are known.
  private mutating func addMove() {
    let section = StoreSection(role: .root)
    add(section.addSnapIn + [section.confirmLocalComputer] + section.openStore)
    add([MoveSection.locate], about: .noted(.root))
    let count = findings.listings[.root]?.count ?? 1
    for number in stride(from: 1, through: count, by: 1) {
      let entry = EntryID(noted: .root, number: number)
      let about = Item.About.entry(entry)
      let isRead = isFilled || findings.entries[entry]?.facts?.certificate != nil
      add([MoveSection.open], about: about)
      add([MoveSection.compare], about: about, count: isRead ? 1 : 5)
      guard findings.decision(entry)?.isRemoval ?? (findings.verdict(entry).map(findings.mayLeave) ?? true)
      else {
        continue
      }
      if findings.entries[entry]?.listedIn ?? .unknown == .unknown, !isFilled {
        add([section.origin], about: about)
      }
      add(
        [MoveSection.decide] + section.beginExport + [section.nameExport] + section.finishExport, about: about
      )
      add([section.readBack, section.restoreCard, MoveSection.importCopy, MoveSection.seen], about: about)
      add([MoveSection.delete, section.confirmWarning, MoveSection.gone], about: about)
    }
    if count > 0 { add([MoveSection.recount], about: .noted(.root)) }
    if count > 0 { add(ClosingSection.all) }
  }

  /// - Returns: whether something is expected to be removed.
  private mutating func addStore(_ role: Role) -> Bool {
    let ids = ids.filter { $0.role == role }
    guard !ids.isEmpty else { return false }
    let section = StoreSection(role: role)
    add(section.addSnapIn + [section.confirmLocalComputer] + section.openStore)
    let removes = ids.map { addRows(of: $0, in: section) }
    return removes.contains(true)
  }

  private mutating func addRows(of id: NotedID, in section: StoreSection) -> Bool {
    add([section.locate], about: .noted(id))
    let count = findings.listings[id]?.count ?? (id == .root ? 2 : 1)
    if count > 1 || isFilled {
      for number in stride(from: 1, through: count, by: 1) {
        let entry = EntryID(noted: id, number: number)
        let about = Item.About.entry(entry)
        let isRead = isFilled || findings.entries[entry]?.facts?.certificate != nil
        add(section.open, about: about)
        add([section.compare], about: about, count: isRead ? 1 : 5)
      }
    }
    guard count > 1 else {
      add([section.listedOnce], about: .noted(id))
      return false
    }
    let removed = (1...count).map { EntryID(noted: id, number: $0) }.filter { isRemoved($0, of: count) }
    for entry in removed { addRemoval(of: entry, in: section) }
    if !removed.isEmpty { add([section.recount, section.stays], about: .noted(id)) }
    return !removed.isEmpty
  }

  /// Until it is known, the last row is taken for the duplicate.
  private func isRemoved(_ entry: EntryID, of count: Int) -> Bool {
    if findings.entries[entry]?.isGone == true { return true }
    if let decision = findings.decision(entry) { return decision.isRemoval }
    guard let verdict = findings.verdict(entry) else { return entry.number == count }
    return verdict.allowsRemoval
  }

  private mutating func addRemoval(of entry: EntryID, in section: StoreSection) {
    let about = Item.About.entry(entry)
    if findings.entries[entry]?.listedIn ?? .unknown == .unknown, !isFilled {
      add([section.origin], about: about)
    }
    add([section.decide] + section.beginExport + [section.nameExport] + section.finishExport, about: about)
    add([section.readBack, section.restoreCard, section.delete], about: about)
    add([section.confirmWarning, section.gone], about: about)
  }
}
