// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import TestCertificates
import Testing

@testable import Exploration
@testable import Procedure

/// A second person's approval: what it opens, and when it does not count.
@Suite("An approval")
struct ApprovalTests {
  private static let second = EntryID(noted: .root, number: 2)
  private static let order = "root.18@0/2"

  /// In front of the deletion, on a computer that requires an approval.
  private static func waiting() throws(Refusal) -> Walker {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.record(.approvalRequired(by: "/etc/approvers"))
    try walker.walk(to: order)
    return walker
  }

  private static func approval(
    by name: String = "alex@contoso.com", of certificate: TestCertificate = Contoso.strayRoot,
    server: String = "fe01.contoso.com", line: Int
  ) -> Approval {
    Approval(
      by: name, key: "SHA256:x", server: server, line: line, head: "",
      certificates: [ApprovedCertificate(certificate.facts, in: .trustedRoot)])
  }

  private static func objection(_ walker: Walker) -> Objection? {
    Interlock.objection(to: second, in: walker.session.findings, now: Contoso.now)
  }

  private static let lastFour = Answer.deletionOrdered(lastFour: Contoso.strayRoot.facts.serial.last(4))

  @Test("opens the deletion that it is about, and nothing was open before")
  func opens() throws {
    var walker = try Self.waiting()
    #expect(Self.objection(walker) == .notApproved)
    #expect(
      refusal { () throws(Refusal) in try walker.answer(Self.lastFour) } == .interlock(.notApproved))
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    #expect(Self.objection(walker) == nil)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(
      try Session(walker.session.records, signatures: TestCertificate.signatures).findings
        == walker.session.findings)
  }

  @Test("is not asked for where nobody requires one")
  func notRequired() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("required after the order was given, holds for the next one")
  func requiredLate() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.gone@0/2")
    try walker.record(.approvalRequired(by: "/etc/approvers"))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test(
    "by somebody who works on the session is refused, under any name of theirs",
    arguments: ["Kim", "KIM", "kim@contoso.com", "Robin", "robin@fabrikam.com"])
  func own(name: String) throws {
    var walker = try Self.waiting()
    try walker.record(.handedOver(to: "Robin", reason: "late"))
    let approval = Self.approval(by: name, line: walker.session.records.count)
    #expect(refusal { () throws(Refusal) in try walker.record(.approved(approval)) } == .approvalIsOwn)
  }

  @Test("of another server or another certificate is refused")
  func another() throws {
    var walker = try Self.waiting()
    let line = walker.session.records.count
    for approval in [
      Self.approval(server: "fe02.contoso.com", line: line), Self.approval(of: Contoso.root, line: line),
    ] {
      #expect(
        refusal { () throws(Refusal) in try walker.record(.approved(approval)) } == .approvalIsOfAnother)
    }
  }

  @Test("of a line before the decision is refused, and so is one of a line that is not there yet")
  func outdated() throws {
    var walker = try Self.waiting()
    let given = walker.session.given
    let decided = try #require(given.last { $0.item.question is RowDecision }).sequence
    for line in [decided - 1, walker.session.records.count + 1] {
      #expect(
        refusal { () throws(Refusal) in try walker.record(.approved(Self.approval(line: line))) }
          == .approvalOutdated)
    }
    try walker.record(.approved(Self.approval(line: decided)))
    #expect(Self.objection(walker) == nil)
  }

  @Test("falls with the decision, also when it is made again as before")
  func falls() throws {
    var walker = try Self.waiting()
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    let decision = try #require(walker.session.given.last { $0.item.question is RowDecision })
    try walker.record(.withdrawn(from: decision.sequence, keeps: true))
    try walker.walk(to: Self.order)
    #expect(Self.objection(walker) == .notApproved)
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    #expect(Self.objection(walker) == nil)
  }

  @Test("falls when something comes up that has to be decided on")
  func news() throws {
    var walker = try Self.waiting()
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    try walker.record(.clock(.beforeRelease))
    try walker.answer(.decided(.removeAgreed(by: "Robin", acknowledged: [.validityUnknown])))
    #expect(walker.session.pending?.key == Self.order)
    #expect(Self.objection(walker) == .notApproved)
  }

  @Test("does not count once its signer takes over")
  func successor() throws {
    var walker = try Self.waiting()
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    try walker.record(.handedOver(to: "Alex", reason: "late"))
    #expect(Self.objection(walker) == .approvalDoesNotCount)
    try walker.record(.approved(Self.approval(by: "Ada", line: walker.session.records.count)))
    #expect(Self.objection(walker) == nil)
  }

  @Test("that does not count any more takes the order with it")
  func orderDropped() throws {
    var walker = try Self.waiting()
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    try walker.answer(Self.lastFour)
    #expect(walker.session.pending?.key == "root.19@0/2")
    try walker.record(.handedOver(to: "Alex", reason: "late"))
    #expect(walker.session.pending?.key == Self.order)
    #expect(
      refusal { () throws(Refusal) in try walker.answer(Self.lastFour) } == .interlock(.approvalDoesNotCount))
  }

  @Test("waits until what became of a deletion is reported")
  func report() throws {
    var walker = try Self.waiting()
    let approval = Self.approval(line: walker.session.records.count)
    try walker.record(.approved(approval))
    try walker.walk(to: "root.gone@0/2")
    #expect(refusal { () throws(Refusal) in try walker.record(.approved(approval)) } == .reportFirst)
  }

  @Test("is held against the server of the deed, too")
  func deed() throws {
    var walker = try Self.waiting()
    let rows: DeedCheck.Rows = [
      .trustedRoot: [Contoso.root, Contoso.strayRoot].map {
        ListedEntry(certificate: $0.facts, physical: .registry, source: .practice)
      }
    ]
    func objection(_ walker: Walker) -> DeedObjection? {
      DeedCheck.objection(to: Self.second, in: walker.session.findings, rows: rows, now: Contoso.now)
    }
    #expect(objection(walker) == .rule(.notApproved))
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    #expect(objection(walker) == nil)
  }

  @Test("is needed for command files, which make their own exports")
  func commandFiles() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.record(.approvalRequired(by: "/etc/approvers"))
    try walker.walk(to: "root.12@0/2")
    func objection() -> Objection? {
      Interlock.objectionBesideExport(to: Self.second, in: walker.session.findings, now: Contoso.now)
    }
    #expect(objection() == .notApproved)
    try walker.record(.approved(Self.approval(line: walker.session.records.count)))
    #expect(objection() == nil)
  }
}
