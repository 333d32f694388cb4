// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Procedure
import TestCertificates
import TestSupport

/// Visits every state that a menu of answers leads to, breadth first over all events, and holds each against the
/// rules. It keeps of a state what it needs to know it again; whole sessions wait only until they are visited.
struct Explorer {
  let menu: Menu
  /// Of how many ends of branches one is folded anew from the lines of its journal; with 1, every state is.
  let foldsEvery: Int

  private(set) var states = 0
  private(set) var transitions = 0
  private(set) var refusals = 0
  private(set) var folds = 0
  private(set) var endings: Set<Ending> = []
  private(set) var rules: StateRules
  private(set) var violations: [String] = []
  /// No run lists more of what is wrong.
  private let enough: Int

  var known: [Int: Int32] = [:]
  /// The state from which each was first reached, and how many were reached from it.
  private var parents: [Int32] = []
  var marks: [Int] = []
  var edges: [(from: Int32, to: Int32)] = []
  private var ends: [Int32] = []
  private var queue: [Session] = []

  init(_ menu: Menu, foldsEvery: Int, enough: Int) {
    self.menu = menu
    self.enough = enough
    self.foldsEvery = foldsEvery
    rules = StateRules(menu)
  }

  mutating func explore() {
    _ = arrive(Walker(menu.world).session, from: -1)
    var next = 0
    var leaves = 0
    while next < queue.count, violations.count + rules.violations.count < enough, !Task.isCancelled {
      let session = queue[next]
      queue[next] = Self.spent
      let count = states
      visit(session, Int32(next))
      if count == states {
        leaves += 1
        if leaves % foldsEvery == 0 || session.ending != nil && foldsEvery == 1 { fold(session, Int32(next)) }
      }
      next += 1
    }
    violations += rules.violations
    if !Task.isCancelled { checkWayOut() }
  }

  private static let spent = Walker(World()).session

  /// - Returns: the number of the state.
  private mutating func arrive(_ session: Session, from parent: Int32) -> Int32 {
    let mark = Place(session).hashValue
    if let number = known[mark] { return number }
    let number = Int32(states)
    known[mark] = number
    states += 1
    parents.append(parent)
    marks.append(mark)
    queue.append(session)
    rules.check(session)
    if let ending = session.ending {
      ends.append(number)
      if endings.insert(ending).inserted { fold(session, number) }
    }
    return number
  }

  mutating func require(_ condition: Bool, _ session: Session, _ rule: @autoclosure () -> String) {
    guard !condition else { return }
    violations.append("\(rule()) (\(session.pending?.key ?? "the end"))")
  }
}

// MARK: - Events

extension Explorer {
  private mutating func visit(_ session: Session, _ number: Int32) {
    if let item = session.pending {
      var isDeadEnd = true
      let usual = Walker.usual(item, session, menu.world)
      for answer in menu.answers(item, session) {
        transitions += 1
        let event = Event.answered(key: item.key, answer)
        guard let next = take(event, session) else {
          require(
            answer != usual || menu.strays || isWaiting(session), session, "what is so is not taken")
          continue
        }
        isDeadEnd = false
        rules.checkLast(next)
        edges.append((number, arrive(next, from: number)))
      }
      require(!isDeadEnd || isWaiting(session), session, "no answer is taken")
    }
    for event in menu.news(session) { hear(event, session, number) }
    checkBack(session, number)
    checkCorrection(session, number)
    checkWhatChangesNothing(session)
  }

  /// Whether nothing can be ordered until somebody else has approved it.
  private func isWaiting(_ session: Session) -> Bool {
    guard let order = session.pending?.question as? DeletionOrder else { return false }
    switch Interlock.objection(to: order.entry, in: session.findings, now: Contoso.now) {
    case .notApproved?, .approvalDoesNotCount?: return true
    default: return false
    }
  }

  /// What comes up beside the answers is taken wherever nobody waits to hear what became of a deletion; that the session
  /// is to go on by newer rules waits there with everybody.
  private mutating func hear(_ event: Event, _ session: Session, _ number: Int32) {
    transitions += 1
    let isResumption =
      switch event {
      case .resumed, .handedOver, .approvalRequired: true
      default: false
      }
    let isReport = session.pending?.form == .report
    guard let next = take(event, session) else {
      require(isReport && !isResumption, session, "\(event) is refused")
      return
    }
    require(isResumption || !isReport, session, "\(event) before a report")
    require(!isReport || next.pending == session.pending, session, "\(event) leads past a report")
    require(Self.gone(next) == Self.gone(session), session, "\(event) tells of a deletion")
    edges.append((number, arrive(next, from: number)))
  }

  /// The session after an event, which was read back from its line in the journal; `nil` when it is refused, which has
  /// to leave everything as it was.
  mutating func take(_ event: Event, _ session: Session) -> Session? {
    let record = session.record(event, at: Contoso.now)
    var next = session
    do throws(Refusal) { try next.apply(record) } catch {
      refusals += 1
      require(next.isUnchanged(from: session), session, "a refusal changes something")
      return nil
    }
    require(Self.reread(record) == record, session, "the journal says something else")
    return next
  }

  private static func reread(_ record: Record) -> Record? {
    let previous = JournalLine.firstPrevious
    let line = JournalLine.encode(record, previous: previous).bytes.dropLast()
    return try? JournalLine.decode(line, previous: previous).get().record
  }

  /// Remarks, parking and resuming, and what never fits.
  private mutating func checkWhatChangesNothing(_ session: Session) {
    let key = session.pending?.key ?? "the end"
    var copy = session
    for event in [Event.remarked(key: key, text: "x"), .parked(.interrupted), .resumed(program: "test")] {
      guard let next = take(event, copy) else {
        require(false, session, "\(event) is refused")
        return
      }
      require(next.isParked == (event == .parked(.interrupted)), session, "parked")
      copy = next
    }
    let isSame =
      copy.findings == session.findings && copy.position == session.position && copy.given == session.given
    require(isSame && copy.items == session.items, session, "a remark changes something")
    // An answer to another item, a second start, a number that is not the last answer's.
    for event in [
      Event.answered(key: "root.19@9/9", .confirmed), .started(session.start),
      .withdrawn(from: session.records.count + 1),
    ] { require(take(event, session) == nil, session, "\(event) is taken") }
    if let last = session.given.last, last.item.key != session.pending?.key {
      require(take(.answered(key: last.item.key, last.answer), session) == nil, session, "answered twice")
    }
  }
}

// MARK: - Resuming and ending

extension Explorer {
  /// Folds the journal of a state from its lines, and holds every state on the way to it against its first visit.
  private mutating func fold(_ session: Session, _ number: Int32) {
    folds += 1
    var way = [number]
    while let last = way.last, parents[Int(last)] >= 0 { way.append(parents[Int(last)]) }
    way.reverse()
    var previous = JournalLine.firstPrevious
    var folded: Session?
    for (record, state) in zip(session.records, way) {
      let line = JournalLine.encode(record, previous: previous)
      guard let read = try? JournalLine.decode(line.bytes.dropLast(), previous: previous).get() else {
        require(false, session, "a line is not understood")
        return
      }
      previous = read.hash
      do throws(Refusal) {
        if folded == nil {
          folded = try Session(first: read.record, signatures: TestCertificate.signatures)
        } else {
          try folded?.apply(read.record)
        }
      } catch {
        require(false, session, "the fold is refused: \(error)")
        return
      }
      let isSame = folded.map { Place($0).hashValue } == marks[Int(state)]
      require(isSame, session, "the fold is another state at line \(read.record.sequence)")
    }
    let isWhole = folded?.isUnchanged(from: session) == true && way.count == session.records.count
    require(isWhole, session, "the fold is not the live session")
  }

  /// From every state some ending can be reached.
  private mutating func checkWayOut() {
    guard violations.isEmpty else { return }
    var sources = [[Int32]](repeating: [], count: states)
    for edge in edges { sources[Int(edge.to)].append(edge.from) }
    var reaches = [Bool](repeating: false, count: states)
    var open = ends
    for end in ends { reaches[Int(end)] = true }
    while let state = open.popLast() {
      for source in sources[Int(state)] where !reaches[Int(source)] {
        reaches[Int(source)] = true
        open.append(source)
      }
    }
    let lost = reaches.count { !$0 }
    if lost > 0 { violations.append("\(lost) states from which no ending can be reached") }
  }
}

extension Event {
  /// Whether it changes what holds without being an answer.
  var isNews: Bool {
    switch self {
    case .atHand, .clock, .rowFound, .approvalRequired, .approved, .handedOver, .resumed(_, .some, _): true
    default: false
    }
  }
}
