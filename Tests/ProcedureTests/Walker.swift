// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates

@testable import Procedure

/// An admin who answers everything as the world is, unless a test's policy says otherwise.
struct Walker {
  /// What to answer in place of the usual; `nil` leaves it to the world.
  typealias Policy = (Item, Session) -> Answer?

  let world: World
  var policy: Policy
  private(set) var session: Session
  /// Every item that was asked, in order; loops show a step several times.
  private(set) var asked: [Item] = []

  init(_ world: World, policy: @escaping Policy = { _, _ in nil }) {
    self.world = world
    self.policy = policy
    let start = Start(program: "test", server: world.windows)
    do throws(Refusal) {
      session = try Session(first: Record(sequence: 1, at: Contoso.now, event: .started(start)))
    } catch {
      preconditionFailure("a fresh start is taken: \(error)")
    }
  }

  /// Goes on until an item fits, or to the end.
  ///
  /// - Returns: the item, not answered yet.
  @discardableResult
  mutating func walk(until isWanted: (Item) -> Bool = { _ in false }) throws(Refusal) -> Item? {
    var steps = 0
    while let item = session.pending {
      if isWanted(item) { return item }
      try answer(policy(item, session) ?? Self.usual(item, session, world))
      steps += 1
      precondition(steps < 2000, "the procedure does not end")
    }
    return nil
  }

  @discardableResult
  mutating func walk(to key: String) throws(Refusal) -> Item? { try walk { $0.key == key } }

  /// Answers the pending item.
  mutating func answer(_ answer: Answer, at now: Instant = Contoso.now) throws(Refusal) {
    guard let item = session.pending else { throw .notNow(expected: nil) }
    try session.apply(session.record(.answered(key: item.key, answer), at: now))
    asked.append(item)
  }

  mutating func record(_ event: Event) throws(Refusal) {
    try session.apply(session.record(event, at: Contoso.now))
  }

  mutating func back() throws(Refusal) { try record(.withdrawn(from: session.withdrawable())) }

  /// The ending of a world under a policy.
  static func ending(_ world: World, policy: @escaping Policy = { _, _ in nil }) throws(Refusal) -> Ending? {
    var walker = Walker(world, policy: policy)
    try walker.walk()
    return walker.session.ending
  }
}

// MARK: - The usual answers

extension Walker {
  static func usual(_ item: Item, _ session: Session, _ world: World) -> Answer {
    switch (item.form, item.about) {
    case (.confirmation, _), (.acknowledgement, _), (.check, _): .confirmed
    case (.phoneTrust, _): .phoneTrust(world.phoneTrust)
    case (.value(.server), _): .value("fe01.contoso.com")
    case (.value(.administrator), _): .value("Kim")
    case (.value(.timeZone), _): .value("+00:00")
    case (.value(let field), .noted(let id)): attribute(world.path[id.position], field, world.pathWay)
    case (.value(let field), .entry(let id)): attribute(world.row(id).certificate, field, world.rowsWay)
    case (.branch, .noted(let id)): id.position + 1 < world.path.count ? .pathContinues : .pathEnds
    case (.listing, .noted(let id)): world.listing(id)
    case (.origin, .entry(let id)): .origin(world.row(id).physical)
    case (.decision(let verdict), .entry(let id)): decision(id, verdict, session)
    case (.exportName, .entry(let id)): .exportNamed(file: "\(id.noted)-\(id.number).cer", folder: "C:\\x")
    case (.readBack, .entry(let id)): .readBack(world.row(id).certificate.facts, path: "/x.cer")
    case (.restoreCard, _): .restoreCard(path: "/card.txt")
    case (.deletion, .entry(let id)):
      .deletionOrdered(lastFour: session.findings.entries[id]?.facts?.serial.lastFour ?? "")
    case (.report, _): .reported(gone: true, byWizard: false, remark: "")
    case (.recount, .noted(let id)): .counted(session.findings.expectedCount(id))
    default: preconditionFailure("no usual answer to \(item.key)")
    }
  }

  private static func attribute(_ certificate: TestCertificate, _ field: Field, _ way: World.Way) -> Answer {
    way == .typed ? World.typed(certificate, field) : .certificate(certificate.facts, .file("x.cer"))
  }

  private static func decision(_ id: EntryID, _ verdict: Verdict, _ session: Session) -> Answer {
    guard session.findings.isRemovable(id) else { return .decided(.setAside) }
    let warnings = session.findings.warnings(id, now: Contoso.now)
    return .decided(
      verdict == .renewed
        ? .removeRenewed(owner: "Robin", acknowledged: warnings) : .remove(acknowledged: warnings))
  }
}

/// What two sessions have in common that came to the same place.
struct Place: Hashable {
  let findings: Findings
  let position: Session.Position

  init(_ session: Session) {
    findings = session.findings
    position = session.position
  }
}

extension Session {
  /// Whether nothing that a refused record could have touched is different.
  func isUnchanged(from other: Session) -> Bool {
    records == other.records && Place(self) == Place(other) && given == other.given && items == other.items
      && answered == other.answered
  }
}

/// The refusal that an act ends in; `nil` when it is taken.
func refusal(_ act: () throws(Refusal) -> Void) -> Refusal? {
  do throws(Refusal) {
    try act()
    return nil
  } catch {
    return error
  }
}
