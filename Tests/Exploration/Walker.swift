// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport

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
    let start = Start(
      procedure: world.procedure, program: "test", course: world.course, server: world.kind.windows,
      product: world.kind.product)
    do throws(Refusal) {
      session = try Session(
        first: Record(sequence: 1, at: Contoso.now, event: .started(start)),
        signatures: TestCertificate.signatures)
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
    case (.phoneTrust, _): trust(world)
    case (.value(.server), _): .value("fe01.contoso.com")
    case (.value(.administrator), _): .value("Kim")
    case (.value(.timeZone), _): .value("+00:00")
    case (.value(let field), .noted(let id)): attribute(world.path[id.position], field, world.pathWay, world)
    case (.value(let field), .entry(let id)):
      attribute(world.row(id).certificate, field, world.rowsWay, world)
    case (.branch, .noted(let id)): id.position + 1 < world.path.count ? .pathContinues : .pathEnds
    case (.listing, .noted(let id)): world.listing(id)
    case (.origin, .entry(let id)): .origin(world.row(id).physical)
    case (.decision, .entry(let id)): decision(id, session)
    case (.exportName, .entry(let id)): .exportNamed(file: "\(id.noted)-\(id.number).cer", folder: "C:\\x")
    case (.readBack, .entry(let id)): .readBack(world.row(id).facts, path: "/x.cer")
    case (.restoreCard, _): .restoreCard(path: "/card.txt")
    case (.deletion, .entry(let id)):
      .deletionOrdered(
        lastFour: session.findings.entries[id]?.facts?.serial.last(session.findings.orderDigits(id)) ?? "")
    case (.report, _): .reported(gone: true, byWizard: false, remark: "")
    case (.recount, .noted(let id)): .counted(session.findings.expectedCount(id))
    case (.presence, _): .stays(true, byWizard: false)
    case (.copy, .entry(let id)): .copySeen(world.row(id).certificate.thumbprint, byWizard: false)
    default: preconditionFailure("no usual answer to \(item.key)")
    }
  }

  private static func attribute(
    _ certificate: TestCertificate, _ field: Field, _ way: World.Way, _ world: World
  ) -> Answer {
    way == .typed ? world.typed(certificate, field) : .certificate(certificate.facts, .file("x.cer"))
  }

  private static func trust(_ world: World) -> Answer {
    switch world.phoneTrust {
    case .listed(let thumbprints): .phoneTrust(thumbprints)
    case .leftOut: .skipped(reason: "no rights")
    }
  }

  private static func decision(_ id: EntryID, _ session: Session) -> Answer {
    let rule = InterlockRule(findings: session.findings, id: id, now: Contoso.now)
    guard rule.obstacles.isEmpty else { return .decided(.setAside) }
    let warnings = Set(rule.unsaid)
    return .decided(
      rule.said == .aName
        ? .removeAgreed(by: "Robin", acknowledged: warnings) : .remove(acknowledged: warnings))
  }
}

/// What two sessions have in common that came to the same place: whatever follows, follows in both.
///
/// The findings and the item decide what is taken; which items were answered, and the answers that the walk branches
/// on, decide what is asked. Answers that the wizard gives decide how far “back” goes.
struct Place: Hashable {
  struct Step: Hashable {
    let key: String
    let isProblem: Bool
    let continues: Bool
    let isAutomatic: Bool
  }

  let findings: Findings
  let position: Session.Position
  let steps: [Step]

  init(_ session: Session) {
    findings = session.findings
    position = session.position
    steps = session.given.map { one in
      let isProblem = one.answer.content is ProblemFound
      return Step(
        key: one.item.key, isProblem: isProblem, continues: one.answer == .pathContinues,
        isAutomatic: one.answer.content.isAutomatic)
    }
  }
}

extension Session {
  /// Whether nothing that a refused record could have touched is different.
  func isUnchanged(from other: Session) -> Bool {
    records == other.records && findings == other.findings && position == other.position
      && given == other.given && items == other.items && answered == other.answered
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
