// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import TestCertificates
import Testing

@testable import Exploration
@testable import Procedure

/// The move of a misplaced certificate, and what may not be moved.
@Suite("Move")
struct MoveTests {
  private static let target = EntryID(noted: .root, number: 1)

  private static func world(_ certificate: TestCertificate = Told.partner) -> World {
    World(course: .move, path: [Contoso.root, Contoso.issuing], rows: [[.init(certificate)]])
  }

  /// Everything in place for the deletion from Trusted Root.
  private static func ready() throws -> Findings {
    var walker = Walker(world())
    try walker.walk(to: "move.delete@0/1")
    return walker.session.findings
  }

  @Test("exports, writes the restore card, imports, is seen in Intermediate, and only then deletes")
  func order() throws {
    var walker = Walker(Self.world())
    try walker.walk()
    let steps = walker.asked.filter { $0.about == .entry(Self.target) }.map(\.step.id)
    #expect(
      steps == [
        "move.open", "move.compare", "move.decide", "root.12", "root.13", "root.14", "root.15", "root.16",
        "root.17", "root.readback", "root.card", "move.import", "move.seen", "move.delete", "root.19",
        "move.gone",
      ])
    #expect(walker.session.ending == .misplacedMoved)
  }

  @Test("asks for no check of the article's and for no list but that of the misplaced")
  func steps() throws {
    var walker = Walker(Self.world())
    try walker.walk()
    let foreign: Set = ["before.pin", "root.8", "root.11", "root.18", "ca.6", "ca.8", "root.20"]
    #expect(walker.asked.allSatisfy { !foreign.contains($0.step.id) })
    #expect(walker.asked.contains { $0.step.id == "before.trusted" })
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let objection: Objection?
    let change: @Sendable (inout Findings) -> Void

    init(
      _ description: String, _ objection: Objection?, _ change: @escaping @Sendable (inout Findings) -> Void
    ) {
      (testDescription, self.objection, self.change) = (description, objection, change)
    }
  }

  private static let cases: [Case] = [
    Case("everything in place", nil) { _ in },
    Case("not seen in Intermediate", .notSeenInIntermediate) { $0.entries[target]?.removal?.copy = nil },
    Case("another one seen in Intermediate", .notSeenInIntermediate) {
      $0.entries[target]?.removal?.copy = Removal.Copy(
        thumbprint: Contoso.strayIssuing.thumbprint, isSeenByWizard: true)
    },
    Case("its export is another one than the one in Intermediate", .notSeenInIntermediate) {
      $0.entries[target]?.setExported(Told.partner.with { $0.key = [0x61, 0x62] }.facts)
    },
    Case("it is a root", .isRoot) { $0.entries[target]?.setExported(Contoso.strayRoot.facts) },
    Case("only what was typed says that it is a root", .isRoot) { findings in
      findings.entries[target]?.typed = InterlockTests.typed(Contoso.otherCARoot)
    },
    Case("it is on the path", .isNoted) { $0.entries[target]?.setExported(Contoso.issuing.facts) },
    Case("it has a name of the path", .hasNotedName) {
      $0.entries[target]?.setExported(Contoso.misplacedRoot.facts)
    },
    Case("it has the key of the noted root", .verdict(.alias)) {
      $0.entries[target]?.setExported(Told.partner.with { $0.key = Contoso.root.key }.facts)
    },
    Case("it is a server certificate", .notAnAuthority) {
      $0.entries[target]?.setExported(Told.partner.with { $0.isAuthority = false }.facts)
    },
    Case("phones are told to trust it", .trustedByPhones) {
      $0.phoneTrust = .listed([Told.partner.thumbprint])
    },
    Case("Group Policy put it there", .managed(.groupPolicy)) {
      $0.entries[target]?.listedIn = .groupPolicy
    },
    Case("nobody knows where it is from", .originUnknown) { $0.entries[target]?.listedIn = .unknown },
    Case("nobody agreed", .ownerDidNotAgree) {
      $0.entries[target]?.removal?.decision = JudgedDecision(
        verdict: .misplaced, decision: .remove(acknowledged: InterlockTests.all))
    },
    Case("nobody marked it", .notMarked) { $0.entries[target]?.removal = nil },
    Case("it was not exported", .notExported) { $0.entries[target]?.setProof(nil) },
    Case("it has no restore card", .noRestoreCard) { $0.entries[target]?.removeCard() },
    Case("it is gone", .alreadyDeleted) { $0.entries[target]?.setGone(true) },
  ]

  @Test("objects, and says why", arguments: cases)
  func objects(example: Case) throws {
    var findings = try Self.ready()
    example.change(&findings)
    #expect(Interlock.objection(to: Self.target, in: findings, now: Contoso.now) == example.objection)
  }

  /// What an admin does with one row, and how the session ends.
  static let endings: [(decision: Decision?, ending: Ending)] = [
    (.removeAgreed(by: "Robin", acknowledged: InterlockTests.all), .misplacedMoved),
    (.keep(reason: "x"), .misplacedKept), (.setAside, .stoppedForReview), (nil, .noneMisplaced),
  ]

  @Test("ends by what was decided", arguments: endings)
  func ends(decision: Decision?, ending: Ending) throws {
    let world = decision == nil ? World(course: .move) : Self.world()
    let reached = try Walker.ending(world) { item, _ in
      item.step == MoveSection.decide ? decision.map(Answer.decided) : nil
    }
    #expect(reached == ending)
  }

  @Test("takes only the thumbprint of the very certificate, and only after the restore card")
  func copy() throws {
    var walker = Walker(Self.world())
    try walker.walk(to: "move.seen@0/1")
    #expect(throws: Refusal.copyIsAnother) {
      try walker.answer(.copySeen(Contoso.issuing.thumbprint, byWizard: true))
    }
    var findings = walker.session.findings
    findings.entries[Self.target]?.removeCard()
    #expect(throws: Refusal.notOffered) {
      try IntermediateCopy(of: Self.target).accept(
        .copySeen(Told.partner.thumbprint, byWizard: true), at: MoveSection.seen, into: &findings,
        now: Contoso.now)
    }
  }

  @Test("wants the thumbprint of a typed row: Intermediate has to show the same")
  func thumbprint() throws {
    var walker = Walker(Self.world().with { $0.rowsWay = .typed })
    try walker.walk(to: "move.compare@0/1:thumbprint")
    #expect(throws: Refusal.thumbprintNeeded) { try walker.answer(.skipped(reason: "")) }
    try walker.answer(.value(Told.partner.thumbprint.description))
    #expect(walker.session.pending?.step == StoreSection(role: .root).origin)
  }

  @Test("by command file, only what is decided, and by its thumbprint")
  func commands() throws {
    var walker = Walker(Self.world())
    try walker.walk(to: "move.decide@0/1:misplaced")
    let order = Self.order(Told.partner.thumbprint)
    #expect(throws: Refusal.interlock(.notMarked)) { try walker.record(.commanded(order)) }
    try walker.walk(to: "root.12@0/1")
    #expect(throws: Refusal.interlock(.isNoted)) {
      try walker.record(.commanded(Self.order(Contoso.root.thumbprint)))
    }
    // Neither export nor import is needed before: the file does both, and then deletes.
    try walker.record(.commanded(order))
    #expect(walker.session.records.last?.event == .commanded(order))
  }

  @Test("by command file, also where the path was noted without its thumbprints")
  func commandsWithoutThumbprints() throws {
    var walker = Walker(Self.world().with { $0.pathWay = .typed })
    try walker.walk(to: "root.12@0/1")
    #expect(walker.session.findings.keptThumbprint(.root) == nil)
    let order = Self.order(Told.partner.thumbprint)
    try walker.record(.commanded(order))
    #expect(walker.session.records.last?.event == .commanded(order))
  }

  private static func order(_ thumbprint: Thumbprint) -> CommandOrder {
    CommandOrder(
      head: "x", server: "fe01", folder: "/x",
      entries: [
        CommandOrder.Entry(
          id: target, thumbprint: thumbprint, file: "x.cer", lastFour: Told.partner.facts.serial.lastFour)
      ])
  }

  @Test("an older program does not take it for a deletion of duplicates")
  func revision() {
    #expect(Start(program: "test", course: .move, server: .windowsServer2012).procedure >= 6)
  }
}
