// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Exploration
@testable import Procedure

/// The interlock by itself, on findings that no order of the procedure may lead to.
@Suite("Interlock")
struct InterlockTests {
  static let matching = EntryID(noted: .root, number: 1)
  static let target = EntryID(noted: .root, number: 2)
  static let all = Set(RemovalWarning.allCases)

  /// Everything in place for the deletion of the second row.
  static func ready(_ row: TestCertificate = Contoso.strayRoot) -> Findings {
    var walker = Walker(.roots([Contoso.root, row]))
    do throws(Refusal) { try walker.walk(to: "root.18@0/2") } catch { preconditionFailure("\(error)") }
    return walker.session.findings
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let objection: Objection?
    var row = Contoso.strayRoot
    let change: @Sendable (inout Findings) -> Void

    init(
      _ description: String, _ objection: Objection?, row: TestCertificate = Contoso.strayRoot,
      _ change: @escaping @Sendable (inout Findings) -> Void
    ) {
      testDescription = description
      self.objection = objection
      self.row = row
      self.change = change
    }
  }

  /// A root as somebody types it.
  static func typed(_ root: TestCertificate) -> TypedValues {
    var typed = TypedValues()
    typed.subject = try? NameReading.read(root.typedSubject)
    typed.issuer = typed.subject
    typed.serial = try? SerialReading.read(root.typedSerial)
    typed.validFrom = WrittenDate(root.typedValidFrom)
    return typed
  }

  static let generation = Kinds.kin[0].certificate
  static let expired = Contoso.root.with { $0.notAfter = "20210301100000Z" }
  /// An unexpired intermediate that the mismatched root has signed.
  static let child = Contoso.siblingIssuing.with {
    ($0.notAfter, $0.signer) = ("20370809101112Z", Contoso.strayRoot.key)
  }

  static func hand(_ findings: Findings, with other: TestCertificate) -> Hand {
    Hand(
      [Contoso.root.facts, Contoso.strayRoot.facts, other.facts], signatures: findings.hand.signatures)
  }

  /// A third row.
  static func copy(
    _ findings: inout Findings, of certificate: TestCertificate, in place: PhysicalStore,
    list: NotedID = .root
  ) {
    findings.listings[list] = .listed(3)
    findings.entries[EntryID(noted: list, number: 3)] = EntryFindings(
      listed: ListedEntry(certificate: certificate.facts, physical: place, source: .practice))
  }

  static func judged(_ decision: Decision, _ verdict: Verdict = .mismatched) -> JudgedDecision {
    JudgedDecision(verdict: verdict, decision: decision)
  }

  @Test("objects, and says why", arguments: cases)
  func objects(row: Case) {
    var findings = Self.ready(row.row)
    row.change(&findings)
    #expect(Interlock.objection(to: Self.target, in: findings, now: Contoso.now) == row.objection)
  }

  @Test("has a case for every objection")
  func complete() {
    let names = { (objection: Objection) in String("\(objection)".prefix { $0 != "(" }) }
    #expect(
      Set(Self.cases.compactMap(\.objection).map(names)) == [
        "isNoted", "noMatchStays", "verdict", "managed", "originUnknown", "notMarked", "warningNotConfirmed",
        "ownerDidNotAgree", "notExported", "noRestoreCard", "alreadyDeleted", "notAnAuthority",
        "trustedByPhones", "thumbprintUnknown", "isTheValidOne", "storeNotRead",
      ])
  }

  @Test("asks for what is valid at the moment of the deletion, not at that of the decision")
  func moment() throws {
    let findings = Self.ready()
    let before = try #require(Instant(iso8601: "2017-06-07T12:00:00Z"))
    #expect(Interlock.objection(to: Self.target, in: findings, now: before) == .ownerDidNotAgree)
    #expect(Interlock.objection(to: Self.target, in: findings, now: before.adding(seconds: 1)) == nil)
  }

  @Test("objects to a row that is judged against another noted certificate than the one that listed it")
  func otherNoted() {
    var findings = Self.ready()
    let twin = Contoso.issuing.with { $0.serial = [0x01, 0x22, 0x43, 0x64] }
    for (position, certificate) in [Contoso.issuing, Contoso.policy].enumerated() {
      var noted = NotedFindings()
      noted.certificate = certificate.facts
      findings.noted[NotedID(position + 1)] = noted
    }
    let id = EntryID(noted: NotedID(2), number: 1)
    findings.listings[NotedID(2)] = .listed(2)
    findings.entries[id] = findings.entries[Self.target]
    findings.entries[id]?.setExported(
      twin.with {
        $0.notBefore = "20010101000000Z"; $0.key = [9]
      }.facts)
    findings.entries[EntryID(noted: NotedID(2), number: 2)] = EntryFindings(
      listed: ListedEntry(certificate: Contoso.policy.facts, physical: .registry, source: .practice))
    #expect(findings.verdict(id) == .mismatched)
    #expect(Interlock.objection(to: id, in: findings, now: Contoso.now) == .verdict(.mismatched))
  }
}
