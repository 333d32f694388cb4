// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

@Suite("Beside the procedure: command files, restoring")
struct AftermathTests {
  static let target = EntryID(noted: .root, number: 2)

  private static func order(
    _ certificate: TestCertificate = Contoso.strayRoot, id: EntryID = target, lastFour: String? = nil
  ) throws -> Event {
    let facts = certificate.facts
    let entry = CommandOrder.Entry(
      id: id, thumbprint: try #require(facts.thumbprint), file: "x.cer",
      lastFour: lastFour ?? facts.serial.lastFour)
    return .commanded(CommandOrder(head: "h", server: "FE01", folder: "/x", entries: [entry]))
  }

  private static func walker(to key: String) throws -> Walker {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: key)
    return walker
  }

  @Test(
    "command files are taken once an entry is marked, exported or not",
    arguments: ["root.12@0/2", "root.18@0/2"])
  func taken(key: String) throws {
    var walker = try Self.walker(to: key)
    let before = walker.session
    try walker.record(Self.order())
    #expect(walker.session.pending == before.pending)
    #expect(walker.session.findings == before.findings)
    #expect(walker.session.commandOrder(head: "h")?.entries.map(\.id) == [Self.target])
    #expect(walker.session.commandOrder(head: "i") == nil)
  }

  @Test("command files are refused before an entry is marked, and after it is gone")
  func tooEarlyTooLate() throws {
    var early = try Self.walker(to: "root.decide@0/2:mismatched")
    #expect(throws: Refusal.interlock(.notMarked)) { try early.record(Self.order()) }
    var late = try Self.walker(to: "root.20@0")
    #expect(throws: Refusal.interlock(.alreadyDeleted)) { try late.record(Self.order()) }
  }

  @Test("command files never hold the noted certificate, another thumbprint, or a wrong order")
  func wrong() throws {
    var walker = try Self.walker(to: "root.12@0/2")
    let matching = EntryID(noted: .root, number: 1)
    #expect(throws: Refusal.interlock(.isNoted)) {
      try walker.record(Self.order(Contoso.root, id: matching))
    }
    #expect(throws: Refusal.interlock(.isNoted)) { try walker.record(Self.order(Contoso.root)) }
    #expect(throws: Refusal.notOffered) { try walker.record(Self.order(Contoso.renewedRoot)) }
    #expect(throws: Refusal.wrongLastDigits(4)) { try walker.record(Self.order(lastFour: "zzzz")) }
    let none = CommandOrder(head: "h", server: "FE01", folder: "/x", entries: [])
    #expect(throws: Refusal.notOffered) { try walker.record(.commanded(none)) }
  }

  /// A session by hand to the export of its stray root, whose rows have these thumbprints.
  private static func typed(
    _ thumbprints: [String: TestCertificate], rows: [TestCertificate] = [Contoso.root, Contoso.strayRoot]
  ) throws -> Walker {
    var walker = Walker(.roots(rows, path: .typed, rows: .typed)) { item, _ in
      item.form == .value(.thumbprint)
        ? thumbprints[item.key].map { .value($0.thumbprint.description) } : nil
    }
    try walker.walk(to: "root.12@0/2")
    return walker
  }

  @Test("command files need the thumbprint of the certificate that has to stay, noted or of its row")
  func keptIsKnown() throws {
    var unknown = try Self.typed(["root.11@0/2:thumbprint": Contoso.strayRoot])
    #expect(throws: Refusal.keptThumbprintUnknown) { try unknown.record(Self.order()) }
    for key in ["wizard.more@0:thumbprint", "root.11@0/1:thumbprint"] {
      var known = try Self.typed([key: Contoso.root, "root.11@0/2:thumbprint": Contoso.strayRoot])
      #expect(known.session.findings.keptThumbprint(.root) == Contoso.root.thumbprint)
      try known.record(Self.order())
    }
  }

  @Test("command files never go by a thumbprint that is another row's, however it came there")
  func sharedThumbprint() throws {
    // The second row's thumbprint is the third one's, which a file shows only later.
    var walker = Walker(
      .roots([Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot], path: .typed, rows: .typed)
    ) { item, _ in
      switch item.key {
      case "wizard.more@0:thumbprint": .value(Contoso.root.thumbprint.description)
      case "root.11@0/2:thumbprint": .value(Contoso.validStrayRoot.thumbprint.description)
      case "root.11@0/3:serial": .certificate(Contoso.validStrayRoot.facts, .file("x.cer"))
      default: nil
      }
    }
    try walker.walk(to: "root.12@0/2")
    let serial = Contoso.strayRoot.facts.serial.lastFour
    let order = CommandOrder(
      head: "h", server: "FE01", folder: "/x",
      entries: [
        CommandOrder.Entry(
          id: Self.target, thumbprint: Contoso.validStrayRoot.thumbprint, file: "x.cer", lastFour: serial)
      ])
    #expect(throws: Refusal.thumbprintOfRow(3)) { try walker.record(.commanded(order)) }
  }

  private static func outside(
    _ certificate: TestCertificate = Contoso.strayRoot, head: String = "h", file: String = "x.cer",
    store: Store = .trustedRoot, export: TestCertificate? = nil
  ) -> Event {
    .deletedOutside(
      OutsideDeletion(
        thumbprint: certificate.thumbprint, store: store, head: head, certificate: export?.facts,
        export: ExportName(file: file, folder: "C:\\x"), receipt: "receipt.txt"))
  }

  @Test("a deletion is outside the session only when it was ordered once, and no longer is")
  func outside() throws {
    var walker = try Self.walker(to: "root.12@0/2")
    #expect(throws: Refusal.notOffered) { try walker.record(Self.outside()) }
    let marked = walker.session
    try walker.record(Self.order())
    #expect(throws: Refusal.notOffered) { try walker.record(Self.outside()) }
    let ordered = walker.session
    #expect(ordered.ordersLost(since: marked).isEmpty)
    try walker.back()
    #expect(walker.session.ordersLost(since: ordered).map(\.order.head) == ["h"])
    #expect(walker.session.ordersLost(since: ordered).flatMap(\.entries).map(\.id) == [Self.target])
    for event in [
      Self.outside(Contoso.validStrayRoot), Self.outside(head: "i"), Self.outside(file: "y.cer"),
      Self.outside(store: .intermediate), Self.outside(export: Contoso.validStrayRoot),
      .restoredOutside(Contoso.strayRoot.thumbprint, .byWord),
    ] { #expect(throws: Refusal.notOffered) { try walker.record(event) } }
    let before = walker.session
    try walker.record(Self.outside(export: Contoso.strayRoot))
    #expect(walker.session.findings == before.findings)
    #expect(walker.session.pending == before.pending)
    #expect(walker.session.outside.map(\.thumbprint) == [Contoso.strayRoot.thumbprint])
    #expect(throws: Refusal.notOffered) { try walker.record(Self.outside()) }
    try walker.record(.restoredOutside(Contoso.strayRoot.thumbprint, .byWord))
    #expect(walker.session.outside.isEmpty)
    #expect(
      try Session(walker.session.records, signatures: TestCertificate.signatures).isUnchanged(
        from: walker.session))
  }

  @Test("only what is gone can be brought back, and only once")
  func restored() throws {
    var early = try Self.walker(to: "root.18@0/2")
    #expect(throws: Refusal.notOffered) { try early.record(.restored(Self.target, .byWord)) }
    var walker = try Self.walker(to: "root.20@0")
    #expect(walker.session.removed == [Self.target])
    #expect(throws: Refusal.notOffered) {
      try walker.record(.restored(EntryID(noted: .root, number: 1), .byWord))
    }
    try walker.record(.restored(Self.target, .seenIn(file: "x.reg")))
    #expect(walker.session.removed.isEmpty)
    #expect(walker.session.restored == [Self.target: Contoso.now])
    #expect(throws: Refusal.notOffered) { try walker.record(.restored(Self.target, .byWizard)) }
  }
}
