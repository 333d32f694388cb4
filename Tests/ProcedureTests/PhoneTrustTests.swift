// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

@Suite("What phones are told to trust")
struct PhoneTrustTests {
  static let world = World.roots([Contoso.root, Contoso.strayRoot])
  static let byHand = World.roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed)
  static let second = EntryID(noted: .root, number: 2)

  @Test("is not deleted: it can only be kept or set aside, however it is marked")
  func notDeleted() throws {
    var walker = Walker(Self.world.with { $0.phoneTrust = .listed([Contoso.strayRoot.thumbprint]) })
    try walker.walk(to: "root.decide@0/2:mismatched")
    for decision in [Decision.remove(acknowledged: []), .remove(acknowledged: Set(RemovalWarning.allCases))] {
      #expect(
        refusal { () throws(Refusal) in try walker.answer(.decided(decision)) }
          == .interlock(.trustedByPhones))
    }
    try walker.walk()
    #expect(walker.session.ending == .stoppedForReview)
    #expect(!walker.asked.contains { $0.form == .deletion })
    #expect(
      try Session(walker.session.records, signatures: TestCertificate.signatures).isUnchanged(
        from: walker.session))
  }

  @Test("is found out by the read-back where nobody typed a thumbprint before the list was complete")
  func readBack() throws {
    // The typed row's thumbprint is another certificate's: only the export tells.
    let world = Self.byHand.with { $0.phoneTrust = .listed([Contoso.validStrayRoot.thumbprint]) }
    var walker = Walker(world) { item, _ in
      item.key == "root.11@0/2:thumbprint" ? .value(Contoso.strayRoot.thumbprint.description) : nil
    }
    try walker.walk(to: "root.readback@0/2")
    #expect(
      refusal { () throws(Refusal) in
        try walker.answer(.readBack(Contoso.validStrayRoot.facts, path: "/x.cer"))
      } == .exportIsAnother)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("asks for the thumbprint of a row that may be deleted, and of no other")
  func thumbprintNeeded() throws {
    var walker = Walker(Self.byHand.with { $0.phoneTrust = .listed([Contoso.root.thumbprint]) })
    try walker.walk(to: "root.11@0/1:thumbprint")
    try walker.answer(.skipped(reason: ""))
    try walker.walk(to: "root.11@0/2:thumbprint")
    #expect(
      refusal { () throws(Refusal) in try walker.answer(.skipped(reason: "")) } == .thumbprintNeeded)
    try walker.answer(.value(Contoso.strayRoot.thumbprint.description))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("may be left out with a reason, which is a warning to confirm before a removal")
  func leftOut() throws {
    let policy: Walker.Policy = { item, _ in item.form == .phoneTrust ? .skipped(reason: "no rights") : nil }
    var walker = Walker(Self.world, policy: policy)
    try walker.walk(to: "root.decide@0/2:mismatched")
    #expect(walker.session.findings.phoneTrust == .unknown)
    #expect(
      refusal { () throws(Refusal) in try walker.answer(.decided(.remove(acknowledged: []))) }
        == .interlock(.warningNotConfirmed(.phoneTrustUnknown)))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(
      refusal { () throws(Refusal) in
        var other = Walker(Self.world)
        try other.walk(to: "before.trusted")
        try other.answer(.skipped(reason: ""))
      } == .reasonMissing)
  }

  @Test("is not asked for in a session that began before the question was there, which goes on as it began")
  func firstRevision() throws {
    let start = Start(procedure: 1, program: "old", server: .windowsServer2012)
    var session = try Session(
      first: Record(sequence: 1, at: Contoso.now, event: .started(start)),
      signatures: TestCertificate.signatures)
    while let item = session.pending {
      #expect(item.form != .phoneTrust)
      let answer = Walker.usual(item, session, Self.world)
      try session.apply(session.record(.answered(key: item.key, answer), at: Contoso.now))
    }
    #expect(session.ending == .duplicatesRemoved)
    #expect(session.findings.phoneTrust == .notAsked)
    #expect(try Session(session.records, signatures: TestCertificate.signatures).isUnchanged(from: session))
  }
}
