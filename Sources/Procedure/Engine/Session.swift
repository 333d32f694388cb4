// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts

/// A run through the procedure: the fold of its records.
///
/// It is pure: it neither asks nor writes. `position` says what to answer next, and `apply` accepts or
/// refuses a record.
public struct Session: Sendable {
  /// The position of a session. Only `apply` changes it.
  public enum Position: Hashable, Sendable {
    /// This item is to be answered next. Any record except a second start may follow.
    case asking(Item)
    /// Nothing is left to answer. Back, remarks, parking and resuming may follow.
    ///
    /// Back reopens the session, because an error in the last answer must not decide how it ends. It leads
    /// exactly to the state before that answer, so everything that was true there is true again. Deletions
    /// stay recorded, because `withdrawable` refuses to go back past a report.
    case ended(Ending)
  }

  /// An answer in effect, and the item that it answers.
  public struct AcceptedAnswer: Hashable, Sendable {
    public let sequence: Int
    public let at: Instant
    public let item: Item
    public let answer: Answer
  }

  public let start: Start
  public private(set) var records: [Record]
  public private(set) var position: Position
  /// Everything that the answers in effect say, combined.
  public private(set) var findings: Findings
  /// The answers in effect, in order.
  public private(set) var given: [AcceptedAnswer] = []
  /// Answers that a correction withdrew and that may be repeated unchanged, by the keys of their items.
  public private(set) var kept: [String: Answer] = [:]
  /// The sequence numbers of the answers that were repeated: nobody gave them a second time.
  public private(set) var repeated: Set<Int> = []
  /// The answers in effect by the keys of their items.
  private var answers: [String: Answer] = [:]
  /// The items that the walk has reached, including the pending one.
  public private(set) var items: [Item] = []
  /// The item of every answer ever given, including withdrawn ones, by sequence number.
  public private(set) var answered: [Int: Item] = [:]
  /// The cost of all walks so far, in answers passed and entries judged.
  private var effort = 0
  private let mostEffort: Int
  private let path: ServerPath

  /// Every answer causes a walk over all others, so a file of a few megabytes could keep a processor busy for
  /// hours. A thousand answers, including all rows of a store, cost half a million; 4,000 answers exhaust the
  /// limit.
  static let mostEffort = 8_000_000

  /// Begins a session with its first record.
  ///
  /// - Parameter signatures: verifies signatures among the available certificates.
  /// - Throws: `Refusal.misplacedStart`, `.outOfSequence` or `.newerFormat`.
  public init(first record: Record, signatures: SignatureCheck) throws(Refusal) {
    try self.init(first: record, signatures: signatures, mostEffort: Self.mostEffort, path: nil)
  }

  /// - Parameter path: the path through the procedure, if not that of the server.
  init(
    first record: Record, signatures: SignatureCheck, mostEffort: Int = Self.mostEffort,
    path: ServerPath? = nil
  ) throws(Refusal) {
    guard case .started(let start) = record.event else { throw .misplacedStart }
    guard record.sequence == 1 else { throw .outOfSequence(expected: 1, found: record.sequence) }
    guard start.format <= Start.format, start.procedure <= Start.procedureRevision else {
      throw .newerFormat(start.format)
    }
    self.start = start
    self.path = path ?? start.path
    findings = Findings(start.course, rules: start.procedure, signatures: signatures)
    self.mostEffort = mostEffort
    records = [record]
    position = .ended(.listedOnce)
    walk()
  }

  /// Folds a whole journal.
  public init(_ records: [Record], signatures: SignatureCheck) throws(Refusal) {
    guard let first = records.first else { throw .misplacedStart }
    try self.init(first: first, signatures: signatures)
    for record in records.dropFirst() { try apply(record) }
  }

  /// The next record of the journal.
  public func record(_ event: Event, at now: Instant) -> Record {
    Record(sequence: records.count + 1, at: now, event: event)
  }

  /// Applies a record, or refuses it and leaves the session unchanged.
  public mutating func apply(_ record: Record) throws(Refusal) {
    let expected = records.count + 1
    guard record.sequence == expected else {
      throw .outOfSequence(expected: expected, found: record.sequence)
    }
    switch record.event {
    case .started: throw .misplacedStart
    case .answered(let key, let answer): try take(answer, key: key, record)
    case .contacted: break
    case .withdrawn(let sequence, let keeps): try withdraw(from: sequence, keeps: keeps)
    case .rowFound(let id): try addRow(id, record)
    case .commanded(let order): try findings.check(order, at: record.at)
    case .restored(let id, _): guard removed.contains(id) else { throw .notOffered }
    case .deletedOutside(let one): try check(one)
    case .restoredOutside(let thumbprint, _):
      guard outside.contains(where: { $0.thumbprint == thumbprint }) else { throw .notOffered }
    case .atHand, .clock:
      // Between an order and its report, nothing may change the course, and nothing reopens an ended session.
      guard let pending else { throw .notNow(expected: nil) }
      guard !pending.isReport else { throw .reportFirst }
      try checkEffort()
      findings.hear(record)
      walk()
    case .approved(let approval):
      guard let pending else { throw .notNow(expected: nil) }
      guard !pending.isReport else { throw .reportFirst }
      try check(approval)
      findings.hear(record)
    case .approvalRequired, .handedOver:
      try checkEffort()
      findings.hear(record)
      // An order may have lost its approval.
      if findings.needsApproval { walk() }
    case .resumed(_, let procedure, _):
      guard procedure ?? 0 <= Start.procedureRevision else { throw .newerFormat(start.format) }
      try checkEffort()
      findings.hear(record)
      walk()
    case .remarked, .pasted, .labelled, .rechecked, .ran, .parked: break
    }
    records.append(record)
  }

  /// Records other than answers may cost the same amount again: when no more answers are accepted, the
  /// session can still be resumed and read.
  private func checkEffort() throws(Refusal) {
    guard effort / 2 < mostEffort else { throw .sessionTooLong }
  }

  private mutating func take(_ answer: Answer, key: String, _ record: Record) throws(Refusal) {
    guard case .asking(let item) = position, item.key == key else { throw .notNow(expected: pending?.key) }
    // The result of a deletion is always accepted.
    guard effort < mostEffort || item.isReport else { throw .sessionTooLong }
    if start.procedure >= Start.slipsRevision {
      try findings.refuseSlip(answer, to: item, at: record.at)
      var next = findings
      try next.accept(answer, to: item, at: record.at)
      try next.refuseRepeatedSerial(answer, after: item)
      findings = next
    } else {
      try findings.accept(answer, to: item, at: record.at)
    }
    given.append(AcceptedAnswer(sequence: record.sequence, at: record.at, item: item, answer: answer))
    answered[record.sequence] = item
    answers[key] = answer
    if kept.removeValue(forKey: key) == answer { repeated.insert(record.sequence) }
    walk()
  }

  private mutating func walk() {
    effort += given.count + findings.entries.count * findings.noted.count
    var agenda = Walkthrough(
      start.course, path: path, revision: start.procedure, findings: findings, given: given, answers: answers)
    do throws(Walkthrough.Pending) {
      position = .ended(try agenda.walk())
    } catch {
      position = .asking(error.item)
    }
    items = agenda.items
  }

  /// The item to be answered next; `nil` when the session has ended.
  public var pending: Item? {
    if case .asking(let item) = position { return item }
    return nil
  }

  public var ending: Ending? {
    if case .ended(let ending) = position { return ending }
    return nil
  }

  /// The server's languages, as last specified.
  public var labels: (windows: String, lync: String)? {
    for record in records.reversed() {
      if case .labelled(let windows, let lync) = record.event { return (windows, lync) }
    }
    return nil
  }

  /// The identity of a live server, from all contacts; contacts with a different computer are ignored.
  public var identity: ServerIdentity {
    records.reduce(.unknown) { known, record in
      if case .contacted(let identity) = record.event { return known.learning(from: identity) }
      return known
    }
  }

  /// Whether the last record parked the session.
  public var isParked: Bool {
    if case .parked? = records.last?.event { return true }
    return false
  }
}

// MARK: - Back and corrections

extension Session {
  /// The sequence number from which “back” withdraws: that of the last answer that the wizard did not give
  /// itself.
  ///
  /// - Throws: `Refusal.nothingToWithdraw`; `.deletionStands` if that answer, or a later one by the wizard,
  ///   reports that a certificate is gone; `.reportFirst` between the order to delete and its report.
  public func withdrawable() throws(Refusal) -> Int {
    guard let last = given.last(where: { !$0.answer.content.isAutomatic }) else { throw .nothingToWithdraw }
    try checkWithdrawal(from: last.sequence)
    return last.sequence
  }

  /// The answers that can be corrected, in order: none precedes a report that a certificate is gone.
  public var correctable: [AcceptedAnswer] {
    given.filter { one in
      guard !one.answer.content.isAutomatic else { return false }
      return (try? checkWithdrawal(from: one.sequence)) != nil
    }
  }

  private func checkWithdrawal(from sequence: Int) throws(Refusal) {
    if given.contains(where: { $0.sequence >= sequence && $0.answer.isDeletion }) { throw .deletionStands }
    if pending?.isReport == true { throw .reportFirst }
  }

  private mutating func withdraw(from sequence: Int, keeps: Bool) throws(Refusal) {
    if keeps {
      guard given.contains(where: { $0.sequence == sequence }) else { throw .nothingToWithdraw }
      try checkWithdrawal(from: sequence)
    } else {
      guard try withdrawable() == sequence else { throw .nothingToWithdraw }
    }
    guard effort < mostEffort else { throw .sessionTooLong }
    if keeps {
      let isOfPath = given.first { $0.sequence == sequence }?.item.question is NotedValue
      for one in given where one.sequence > sequence && one.item.question.mayKeep(one.answer) {
        // A look at the path was a look at the values that are corrected now.
        if isOfPath, one.item.step == DeploymentWizardSection.lookOver { continue }
        kept[one.item.key] = one.answer
        // A list was counted with the rows that were found in it afterward.
        let list = (one.item.question as? RowList).flatMap { findings.listings[$0.noted] }
        if case .counted(let count)? = list { kept[one.item.key] = .counted(count) }
      }
    }
    try hold(given.filter { $0.sequence < sequence })
  }

  /// Resets the session to the state that these answers produce.
  private mutating func hold(_ held: [AcceptedAnswer]) throws(Refusal) {
    findings = try replay(held[...])
    given = held
    answers = Dictionary(held.map { ($0.item.key, $0.answer) }) { _, later in later }
    // Accepting an answer again costs several times as much as passing it.
    effort += 8 * held.count + records.count
    walk()
  }

  /// Adds a row that was missed in the count. How many rows are left, and whether the right one is among
  /// them, is asked again.
  private mutating func addRow(_ id: EntryID, _ record: Record) throws(Refusal) {
    guard findings.nextRow(id.noted) == id, pending?.isReport != true else { throw .notOffered }
    // If the certificate that must stay is lost, nothing else is deleted.
    guard !findings.problems.contains(where: { $0.question is MatchPresence }) else { throw .notOffered }
    guard effort < mostEffort else { throw .sessionTooLong }
    try hold(given.filter { !$0.item.isAskedAfterDeletion(from: id.noted) })
    findings.hear(record)
    walk()
  }

  /// The findings from these answers and from all other information, each applied as of its time. They were
  /// accepted in this order before, with the same knowledge, so accepting them again cannot fail.
  private func replay(_ held: ArraySlice<AcceptedAnswer>) throws(Refusal) -> Findings {
    var replayed = Findings(start.course, rules: start.procedure, signatures: findings.hand.signatures)
    var rest = held
    for record in records {
      if let one = rest.first, one.sequence == record.sequence {
        rest.removeFirst()
        try replayed.accept(one.answer, to: one.item, at: one.at)
      } else {
        replayed.hear(record)
      }
    }
    return replayed
  }
}
