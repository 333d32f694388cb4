// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Exploration
@testable import Procedure

/// What the interlock has to say of one entry, case by case.
extension InterlockTests {
  static let cases: [Case] = [
    Case("everything in place", nil) { _ in },
    Case("a renewed one with its owner's agreement", nil, row: Contoso.renewedRoot) { _ in },
    Case("the exported certificate is the noted one", .isNoted) {
      $0.entries[target]?.setExported(Contoso.root.facts)
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
    Case("the matching row is gone", .noMatchStays) { $0.entries[matching]?.setGone(true) },
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
      $0.entries[matching]?.setGone(true)
    },
    Case("the matching row is not listed any more", .noMatchStays) { $0.entries[matching] = nil },
    Case("the matching row is another mismatched one", .noMatchStays) {
      $0.entries[matching]?.listed = Contoso.validStrayRoot.facts
    },
    Case("the matching row is only of the same display name", .noMatchStays) {
      $0.entries[matching]?.listed = Contoso.otherCARoot.facts
    },
    Case("the matching row's attributes are not known", .noMatchStays) { $0.entries[matching]?.listed = nil },
    Case("partly different", .verdict(.partial)) {
      $0.entries[target]?.setExported(Contoso.partialRoot.facts)
    },
    Case("another authority", .verdict(.otherCA)) {
      $0.entries[target]?.setExported(Contoso.otherCARoot.facts)
    },
    Case("misplaced", .verdict(.misplaced)) { $0.entries[target]?.setExported(Contoso.misplacedRoot.facts) },
    Case("a server certificate", .notAnAuthority) {
      $0.entries[target]?.setExported(Contoso.strayRoot.with { $0.isAuthority = false }.facts)
    },
    Case("phones are told to trust it", .trustedByPhones) {
      $0.phoneTrust = .listed([Contoso.root.thumbprint, Contoso.strayRoot.thumbprint])
    },
    Case("phones are told to trust it, as its export shows", .trustedByPhones) {
      $0.phoneTrust = .listed([Contoso.validStrayRoot.thumbprint])
      $0.entries[target]?.setExported(Contoso.validStrayRoot.facts)
    },
    Case("phones are told to trust others", nil) { $0.phoneTrust = .listed([Contoso.root.thumbprint]) },
    Case("phones are told to trust nothing", nil) { $0.phoneTrust = .listed([]) },
    Case("phones are told to trust others, and its thumbprint is not known", .thumbprintUnknown) {
      $0.phoneTrust = .listed([Contoso.root.thumbprint])
      $0.entries[target]?.listed = nil
      $0.entries[target]?.setExported(nil)
      $0.entries[target]?.typed = typed(Contoso.strayRoot)
    },
    Case("nobody looked what phones are told to trust", .warningNotConfirmed(.phoneTrustUnknown)) {
      $0.phoneTrust = .unknown
    },
    Case("nobody looked what phones are told to trust, which was said", nil) {
      $0.phoneTrust = .unknown
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all)))
    },
    Case("nobody was asked what phones are told to trust", nil) { $0.phoneTrust = .notAsked },
    Case("required", .verdict(.required)) { $0.entries[target]?.setExported(Contoso.requiredRoot.facts) },
    Case("unrelated", .verdict(.unrelated)) {
      let name = TestName.contoso("Tailspin Root")
      $0.entries[target]?.setExported(Contoso.strayRoot.with { ($0.subject, $0.issuer) = (name, name) }.facts)
    },
    Case("renewed, decided as mismatched", .notMarked) {
      $0.entries[target]?.setExported(Contoso.renewedRoot.facts)
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
    Case("not decided", .notMarked) { $0.entries[target]?.setDecision(nil) },
    Case("kept", .notMarked) { $0.entries[target]?.setDecision(judged(.keep(reason: "x"))) },
    Case("set aside", .notMarked) { $0.entries[target]?.setDecision(judged(.setAside)) },
    Case("decided on another verdict", .notMarked) {
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all), .renewed))
    },
    Case("a row that is not there", .notMarked) { $0.entries[target] = nil },
    Case("a row of which nothing is known", .notMarked) {
      $0.entries[target]?.setExported(nil); $0.entries[target]?.listed = nil
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
      findings.entries[target]?.setDecision(judged(.remove(acknowledged: all), .undecided))
    },
    Case("the key is not known, and nobody said so", .warningNotConfirmed(.keyUnknown)) { findings in
      var noted = NotedFindings()
      noted.typed = typed(Contoso.root)
      findings.noted[.root] = noted
      findings.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: []), .undecided))
    },
    Case("the validity was not read, and nobody said so", .warningNotConfirmed(.validityUnknown)) {
      $0.entries[target]?.listed = nil
      $0.entries[target]?.setExported(nil)
      $0.entries[target]?.typed = typed(Contoso.strayRoot)
      $0.entries[target]?.setDecision(
        judged(
          .removeAgreed(by: "Robin", acknowledged: [.keyUnknown]), .undecided))
    },
    Case("still valid, and nobody agreed", .ownerDidNotAgree) {
      $0.entries[target]?.setExported(Contoso.validStrayRoot.facts)
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all)))
    },
    Case("still valid, and nobody said so", .warningNotConfirmed(.stillValid)) {
      $0.entries[target]?.setExported(Contoso.validStrayRoot.facts)
      $0.entries[target]?.setDecision(
        judged(
          .removeAgreed(by: "Robin", acknowledged: [.keyUnknown, .validityUnknown])))
    },
    Case("expired by a clock that nobody believes, and nobody agreed", .ownerDidNotAgree) {
      $0.clock = .beforeRelease
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all)))
    },
    Case("expired by a clock that differs, which nobody said", .warningNotConfirmed(.validityUnknown)) {
      $0.clock = .differs(server: Contoso.now)
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: [])))
    },
    Case("expired by a clock that nobody believes, which somebody agreed to", nil) {
      $0.clock = .beforeRelease
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: [.validityUnknown])))
    },
    Case("something hangs on it, and nobody agreed", .ownerDidNotAgree) {
      $0.hand = hand($0, with: child)
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all)))
    },
    Case("something hangs on it, and nobody said so", .warningNotConfirmed(.dependantsAtHand)) {
      $0.hand = hand($0, with: child)
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: [])))
    },
    Case("something hangs on it, which somebody agreed to", nil) {
      $0.hand = hand($0, with: child)
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: [.dependantsAtHand])))
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
      $0.entries[target]?.setExported(Contoso.validStrayRoot.facts)
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: [.stillValid])))
    },
    Case("another generation, and nobody agreed", .ownerDidNotAgree, row: generation) {
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all), .generation))
    },
    Case("another generation with its owner's agreement", nil, row: generation) { _ in },
    Case("another generation, decided on as mismatched", .notMarked, row: generation) {
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: all)))
    },
    Case("an end of validity that cannot be read, and nobody said so", .warningNotConfirmed(.validityUnknown))
    {
      $0.entries[target]?.setExported(Contoso.strayRoot.with { $0.notAfter = "20170607" }.facts)
      $0.entries[target]?.setDecision(
        judged(
          .removeAgreed(by: "Robin", acknowledged: [.keyUnknown, .stillValid])))
    },
    Case("an end of validity that cannot be read, and nobody agreed", .ownerDidNotAgree) {
      $0.entries[target]?.setExported(Contoso.strayRoot.with { $0.notAfter = "20170607" }.facts)
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all)))
    },
    Case("an end of validity that cannot be read, which was said", nil) {
      $0.entries[target]?.setExported(Contoso.strayRoot.with { $0.notAfter = "20170607" }.facts)
      $0.entries[target]?.setDecision(
        judged(
          .removeAgreed(by: "Robin", acknowledged: [.validityUnknown])))
    },
    Case("renewed, without its owner", .ownerDidNotAgree, row: Contoso.renewedRoot) {
      $0.entries[target]?.setDecision(judged(.remove(acknowledged: all), .renewed))
    },
    Case("renewed, with an owner without a name", .ownerDidNotAgree, row: Contoso.renewedRoot) {
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "", acknowledged: all), .renewed))
    },
    Case("renewed and valid, which nobody said", .warningNotConfirmed(.stillValid), row: Contoso.renewedRoot)
    {
      $0.entries[target]?.setDecision(judged(.removeAgreed(by: "Robin", acknowledged: []), .renewed))
    },
    Case("not exported", .notExported) { $0.entries[target]?.setProof(nil) },
    Case("no restore card", .noRestoreCard) { $0.entries[target]?.removeCard() },
    Case("deleted already", .alreadyDeleted) { $0.entries[target]?.setGone(true) },
    Case("tried before, still there", nil) { $0.entries[target]?.setGone(false) },
    Case("seen on the server only", nil) {
      $0.entries[target]?.setExported(nil)
      $0.entries[target]?.setProof(.seenOnServer)
    },
  ]
}
