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
  private static func typed(_ root: TestCertificate) -> TypedValues {
    var typed = TypedValues()
    typed.subject = try? NameReading.read(root.typedSubject)
    typed.issuer = typed.subject
    typed.serial = try? SerialReading.read(root.typedSerial)
    typed.validFrom = WrittenDate(root.typedValidFrom)
    return typed
  }

  static let generation = Kinds.kin[0].certificate
  private static let expired = Contoso.root.with { $0.notAfter = "20210301100000Z" }
  /// An unexpired intermediate that the mismatched root has signed.
  private static let child = Contoso.siblingIssuing.with {
    ($0.notAfter, $0.signer) = ("20370809101112Z", Contoso.strayRoot.key)
  }

  private static func hand(_ findings: Findings, with other: TestCertificate) -> Hand {
    Hand(
      [Contoso.root.facts, Contoso.strayRoot.facts, other.facts], signatures: findings.hand.signatures)
  }

  /// A third row.
  private static func copy(
    _ findings: inout Findings, of certificate: TestCertificate, in place: PhysicalStore,
    list: NotedID = .root
  ) {
    findings.listings[list] = .listed(3)
    findings.entries[EntryID(noted: list, number: 3)] = EntryFindings(
      listed: ListedEntry(certificate: certificate.facts, physical: place, source: .practice))
  }

  private static func judged(_ decision: Decision, _ verdict: Verdict = .mismatched) -> JudgedDecision {
    JudgedDecision(verdict: verdict, decision: decision)
  }

  static let cases: [Case] = [
    Case("everything in place", nil) { _ in },
    Case("a renewed one with its owner's agreement", nil, row: Contoso.renewedRoot) { _ in },
    Case("the exported certificate is the noted one", .isNoted) {
      $0.entries[target]?.exported = Contoso.root.facts
    },
    Case("the listed certificate is the noted one", .isNoted) {
      $0.entries[target]?.listed = Contoso.root.facts
    },
    Case("typed values are those of the noted one", .isNoted) {
      $0.entries[target]?.listed = nil
      $0.entries[target]?.typed = typed(Contoso.root)
    },
    Case("it is noted as an intermediate", .isNoted) { findings in
      var other = NotedFindings()
      other.certificate = Contoso.strayRoot.facts
      findings.noted[NotedID(1)] = other
    },
    Case("the matching row is gone", .noMatchStays) { $0.entries[matching]?.isGone = true },
    Case("not all of the store was read, and the match was seen in it", nil) {
      $0.coverage[.root] = Coverage(.trustedRoot, [.registry: .init(entries: 2)])
    },
    Case("not all of the store was read, and no match was seen in it", .storeNotRead) {
      $0.coverage[.root] = Coverage(.trustedRoot, [.registry: .init(entries: 2)])
      $0.entries[matching]?.listed = Contoso.validStrayRoot.facts
    },
    Case("an entry could not be read, and no match was seen", .storeNotRead) {
      $0.coverage[.root] = Coverage(.trustedRoot, [.unknown: .init(entries: 2, unreadable: 1)])
      $0.entries[matching]?.listed = Contoso.validStrayRoot.facts
    },
    Case("all of the store was read, and no match was seen", .noMatchStays) {
      $0.coverage[.root] = .whole(.trustedRoot, entries: 2)
      $0.entries[matching]?.listed = Contoso.validStrayRoot.facts
    },
    Case("not all of the store was read, and the match is gone", .noMatchStays) {
      $0.coverage[.root] = Coverage(.trustedRoot, [.registry: .init(entries: 2)])
      $0.entries[matching]?.isGone = true
    },
    Case("the matching row is not listed any more", .noMatchStays) { $0.entries[matching] = nil },
    Case("the matching row is another mismatched one", .noMatchStays) {
      $0.entries[matching]?.listed = Contoso.validStrayRoot.facts
    },
    Case("the matching row is only of the same display name", .noMatchStays) {
      $0.entries[matching]?.listed = Contoso.otherCARoot.facts
    },
    Case("the matching row's attributes are not known", .noMatchStays) { $0.entries[matching]?.listed = nil },
    Case("partly different", .verdict(.partial)) { $0.entries[target]?.exported = Contoso.partialRoot.facts },
    Case("another authority", .verdict(.otherCA)) {
      $0.entries[target]?.exported = Contoso.otherCARoot.facts
    },
    Case("misplaced", .verdict(.misplaced)) { $0.entries[target]?.exported = Contoso.misplacedRoot.facts },
    Case("a server certificate", .notAnAuthority) {
      $0.entries[target]?.exported = Contoso.strayRoot.with { $0.isAuthority = false }.facts
    },
    Case("phones are told to trust it", .trustedByPhones) {
      $0.phoneTrust = .listed([Contoso.root.thumbprint, Contoso.strayRoot.thumbprint])
    },
    Case("phones are told to trust it, as its export shows", .trustedByPhones) {
      $0.phoneTrust = .listed([Contoso.validStrayRoot.thumbprint])
      $0.entries[target]?.exported = Contoso.validStrayRoot.facts
    },
    Case("phones are told to trust others", nil) { $0.phoneTrust = .listed([Contoso.root.thumbprint]) },
    Case("phones are told to trust nothing", nil) { $0.phoneTrust = .listed([]) },
    Case("phones are told to trust others, and its thumbprint is not known", .thumbprintUnknown) {
      $0.phoneTrust = .listed([Contoso.root.thumbprint])
      $0.entries[target]?.listed = nil
      $0.entries[target]?.exported = nil
      $0.entries[target]?.typed = typed(Contoso.strayRoot)
    },
    Case("nobody looked what phones are told to trust", .warningNotConfirmed(.phoneTrustUnknown)) {
      $0.phoneTrust = .unknown
    },
    Case("nobody looked what phones are told to trust, which was said", nil) {
      $0.phoneTrust = .unknown
      $0.entries[target]?.decision = judged(.remove(acknowledged: all))
    },
    Case("nobody was asked what phones are told to trust", nil) { $0.phoneTrust = .notAsked },
    Case("required", .verdict(.required)) { $0.entries[target]?.exported = Contoso.requiredRoot.facts },
    Case("unrelated", .verdict(.unrelated)) {
      let name = TestCertificate.Name("Tailspin Root")
      $0.entries[target]?.exported = Contoso.strayRoot.with { ($0.subject, $0.issuer) = (name, name) }.facts
    },
    Case("renewed, decided as mismatched", .notMarked) {
      $0.entries[target]?.exported = Contoso.renewedRoot.facts
    },
    Case("kept by Group Policy", .managed(.groupPolicy)) { $0.entries[target]?.listedIn = .groupPolicy },
    Case("kept by Active Directory", .managed(.enterprise)) { $0.entries[target]?.listedIn = .enterprise },
    Case("kept by Windows Update", .managed(.authRoot)) { $0.entries[target]?.listedIn = .authRoot },
    Case("managed, as the admin looked up", .managed(.groupPolicy)) {
      $0.entries[target]?.listedIn = .unknown
      $0.entries[target]?.reportedIn = .groupPolicy
    },
    Case("managed, whatever the admin looked up", .managed(.groupPolicy)) {
      $0.entries[target]?.listedIn = .groupPolicy
      $0.entries[target]?.reportedIn = .registry
    },
    Case("in a place that nobody knows", .originUnknown) { $0.entries[target]?.listedIn = .unknown },
    Case("not decided", .notMarked) { $0.entries[target]?.decision = nil },
    Case("kept", .notMarked) { $0.entries[target]?.decision = judged(.keep(reason: "x")) },
    Case("set aside", .notMarked) { $0.entries[target]?.decision = judged(.setAside) },
    Case("decided on another verdict", .notMarked) {
      $0.entries[target]?.decision = judged(.remove(acknowledged: all), .renewed)
    },
    Case("a row that is not there", .notMarked) { $0.entries[target] = nil },
    Case("a row of which nothing is known", .notMarked) {
      $0.entries[target]?.exported = nil; $0.entries[target]?.listed = nil
    },
    Case("nothing is noted", .verdict(.unrelated)) { $0.noted = [:] },
    Case("the key is not known, which another decision was made on", .notMarked) { findings in
      var noted = NotedFindings()
      noted.typed = typed(Contoso.root)
      findings.noted[.root] = noted
    },
    Case("the key is not known, and nobody agreed", .ownerDidNotAgree) { findings in
      var noted = NotedFindings()
      noted.typed = typed(Contoso.root)
      findings.noted[.root] = noted
      findings.entries[target]?.decision = judged(.remove(acknowledged: all), .undecided)
    },
    Case("the key is not known, and nobody said so", .warningNotConfirmed(.keyUnknown)) { findings in
      var noted = NotedFindings()
      noted.typed = typed(Contoso.root)
      findings.noted[.root] = noted
      findings.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: []), .undecided)
    },
    Case("the validity was not read, and nobody said so", .warningNotConfirmed(.validityUnknown)) {
      $0.entries[target]?.listed = nil
      $0.entries[target]?.exported = nil
      $0.entries[target]?.typed = typed(Contoso.strayRoot)
      $0.entries[target]?.decision = judged(
        .removeAgreed(by: "Robin", acknowledged: [.keyUnknown]), .undecided)
    },
    Case("still valid, and nobody agreed", .ownerDidNotAgree) {
      $0.entries[target]?.exported = Contoso.validStrayRoot.facts
      $0.entries[target]?.decision = judged(.remove(acknowledged: all))
    },
    Case("still valid, and nobody said so", .warningNotConfirmed(.stillValid)) {
      $0.entries[target]?.exported = Contoso.validStrayRoot.facts
      $0.entries[target]?.decision = judged(
        .removeAgreed(by: "Robin", acknowledged: [.keyUnknown, .validityUnknown]))
    },
    Case("expired by a clock that nobody believes, and nobody agreed", .ownerDidNotAgree) {
      $0.clock = .beforeRelease
      $0.entries[target]?.decision = judged(.remove(acknowledged: all))
    },
    Case("expired by a clock that differs, which nobody said", .warningNotConfirmed(.validityUnknown)) {
      $0.clock = .differs(server: Contoso.now)
      $0.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: []))
    },
    Case("expired by a clock that nobody believes, which somebody agreed to", nil) {
      $0.clock = .beforeRelease
      $0.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: [.validityUnknown]))
    },
    Case("something hangs on it, and nobody agreed", .ownerDidNotAgree) {
      $0.hand = hand($0, with: child)
      $0.entries[target]?.decision = judged(.remove(acknowledged: all))
    },
    Case("something hangs on it, and nobody said so", .warningNotConfirmed(.dependantsAtHand)) {
      $0.hand = hand($0, with: child)
      $0.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: []))
    },
    Case("something hangs on it, which somebody agreed to", nil) {
      $0.hand = hand($0, with: child)
      $0.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: [.dependantsAtHand]))
    },
    Case("what hung on it is expired", nil) {
      $0.hand = hand($0, with: child.with { $0.notAfter = "20200809101112Z" })
    },
    Case("another key signed what bears its name as issuer", nil) {
      $0.hand = hand($0, with: child.with { $0.signer = Contoso.root.key })
    },
    Case("the only one of the noted key that is valid", .isTheValidOne, row: Contoso.renewedRoot) {
      $0.noted[.root]?.certificate = expired.facts
      $0.entries[matching]?.listed = expired.facts
    },
    Case("perhaps the only one of the noted key that is valid", .isTheValidOne, row: Contoso.renewedRoot) {
      $0.clock = .beforeRelease
    },
    Case("Group Policy keeps a copy of it", .managed(.groupPolicy)) {
      copy(&$0, of: Contoso.strayRoot, in: .groupPolicy)
    },
    Case("Group Policy keeps a copy of it in the other store", nil) {
      copy(&$0, of: Contoso.strayRoot, in: .groupPolicy, list: NotedID.root.below)
    },
    Case("Group Policy keeps another one", nil) {
      copy(&$0, of: Contoso.validStrayRoot, in: .groupPolicy)
    },
    Case("a copy of it that nothing keeps", nil) { copy(&$0, of: Contoso.strayRoot, in: .registry) },
    Case("Group Policy keeps a copy of it, by the rules of revision 2", nil) {
      $0.rules = 2
      copy(&$0, of: Contoso.strayRoot, in: .groupPolicy)
    },
    Case("still valid, by the rules of revision 2", nil) {
      $0.rules = 2
      $0.entries[target]?.exported = Contoso.validStrayRoot.facts
      $0.entries[target]?.decision = judged(.remove(acknowledged: [.stillValid]))
    },
    Case("another generation, and nobody agreed", .ownerDidNotAgree, row: generation) {
      $0.entries[target]?.decision = judged(.remove(acknowledged: all), .generation)
    },
    Case("another generation with its owner's agreement", nil, row: generation) { _ in },
    Case("another generation, decided on as mismatched", .notMarked, row: generation) {
      $0.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: all))
    },
    Case("an end of validity that cannot be read, and nobody said so", .warningNotConfirmed(.validityUnknown))
    {
      $0.entries[target]?.exported = Contoso.strayRoot.with { $0.notAfter = "20170607" }.facts
      $0.entries[target]?.decision = judged(
        .removeAgreed(by: "Robin", acknowledged: [.keyUnknown, .stillValid]))
    },
    Case("an end of validity that cannot be read, and nobody agreed", .ownerDidNotAgree) {
      $0.entries[target]?.exported = Contoso.strayRoot.with { $0.notAfter = "20170607" }.facts
      $0.entries[target]?.decision = judged(.remove(acknowledged: all))
    },
    Case("an end of validity that cannot be read, which was said", nil) {
      $0.entries[target]?.exported = Contoso.strayRoot.with { $0.notAfter = "20170607" }.facts
      $0.entries[target]?.decision = judged(
        .removeAgreed(by: "Robin", acknowledged: [.validityUnknown]))
    },
    Case("renewed, without its owner", .ownerDidNotAgree, row: Contoso.renewedRoot) {
      $0.entries[target]?.decision = judged(.remove(acknowledged: all), .renewed)
    },
    Case("renewed, with an owner without a name", .ownerDidNotAgree, row: Contoso.renewedRoot) {
      $0.entries[target]?.decision = judged(.removeAgreed(by: "", acknowledged: all), .renewed)
    },
    Case("renewed and valid, which nobody said", .warningNotConfirmed(.stillValid), row: Contoso.renewedRoot)
    {
      $0.entries[target]?.decision = judged(.removeAgreed(by: "Robin", acknowledged: []), .renewed)
    },
    Case("not exported", .notExported) { $0.entries[target]?.proof = nil },
    Case("no restore card", .noRestoreCard) { $0.entries[target]?.restoreCard = nil },
    Case("deleted already", .alreadyDeleted) { $0.entries[target]?.isGone = true },
    Case("tried before, still there", nil) { $0.entries[target]?.isGone = false },
    Case("seen on the server only", nil) {
      $0.entries[target]?.exported = nil
      $0.entries[target]?.proof = .seenOnServer
    },
  ]

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
    findings.entries[id]?.exported =
      twin.with {
        $0.notBefore = "20010101000000Z"; $0.key = [9]
      }.facts
    findings.entries[EntryID(noted: NotedID(2), number: 2)] = EntryFindings(
      listed: ListedEntry(certificate: Contoso.policy.facts, physical: .registry, source: .practice))
    #expect(findings.verdict(id) == .mismatched)
    #expect(Interlock.objection(to: id, in: findings, now: Contoso.now) == .verdict(.mismatched))
  }
}

// MARK: - Every combination

extension InterlockTests {
  static let rows = [
    Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot, Contoso.renewedRoot, Contoso.partialRoot,
    Contoso.otherCARoot, Contoso.misplacedRoot, Contoso.requiredRoot,
  ]

  @Test("lets through exactly what the rule allows, over all combinations of findings", arguments: rows)
  func combinations(row: TestCertificate) {
    let verdictAllows = [Contoso.strayRoot, Contoso.validStrayRoot, Contoso.renewedRoot].contains(row)
    let verdict = row == Contoso.renewedRoot ? Verdict.renewed : .mismatched
    let isValid = row == Contoso.validStrayRoot || row == Contoso.renewedRoot
    let decisions: [Decision?] = [
      nil, .keep(reason: "x"), .setAside, .remove(acknowledged: []), .remove(acknowledged: Self.all),
      .removeAgreed(by: "", acknowledged: Self.all), .removeAgreed(by: "Robin", acknowledged: []),
      .removeAgreed(by: "Robin", acknowledged: Self.all),
    ]
    var allowed = 0
    let ready = Self.ready()
    for decision in decisions {
      for physical in PhysicalStore.allCases {
        for bits in 0..<16 {
          var findings = ready
          findings.entries[Self.target]?.listed = row.facts
          findings.entries[Self.target]?.exported = bits & 1 == 0 ? nil : row.facts
          findings.entries[Self.target]?.listedIn = physical
          findings.entries[Self.target]?.decision = decision.map { Self.judged($0, verdict) }
          findings.entries[Self.target]?.proof = bits & 2 == 0 ? nil : .seenOnServer
          findings.entries[Self.target]?.restoreCard = bits & 4 == 0 ? nil : "/card.txt"
          findings.entries[Self.matching]?.isGone = bits & 8 == 0 ? nil : true

          let words = decision?.acknowledged ?? []
          let isDecided: Bool
          switch decision {
          case .remove?: isDecided = !isValid
          case .removeAgreed(let owner, _)?:
            isDecided = !isValid || !owner.isEmpty && words.contains(.stillValid)
          case .keep?, .setAside?, nil: isDecided = false
          }
          let expected = verdictAllows && isDecided && physical == .registry && bits & 0b1110 == 0b0110
          let objection = Interlock.objection(to: Self.target, in: findings, now: Contoso.now)
          #expect(
            (objection == nil) == expected, "\(decision as Any) \(physical) \(bits): \(objection as Any)")
          allowed += objection == nil ? 1 : 0
        }
      }
    }
    #expect((allowed > 0) == verdictAllows)
  }
}
