// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestAuthorities
import Testing
import X509

@Suite("Verdicts and outcomes of a survey")
struct VerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let store: Store
    let verdict: Verdict
    let outcome: Outcome
    /// Whether somebody has to do something, or to look.
    let isOpen: Bool
    let make: @Sendable (SignedStores) throws -> Certificate
    var testDescription: String { id }

    init(
      _ id: String, _ store: Store, _ verdict: Verdict, _ outcome: Outcome, isOpen: Bool? = nil,
      make: @escaping @Sendable (SignedStores) throws -> Certificate
    ) {
      (self.id, self.store, self.verdict, self.outcome, self.make) = (id, store, verdict, outcome, make)
      self.isOpen = isOpen ?? (verdict.allowsRemoval || verdict.needsReview)
    }
  }

  static let cases: [Case] = [
    Case("a stray root", .trustedRoot, .mismatched, .duplicates) {
      try $0.root.again(serial: 7, years: -5).certificate
    },
    Case("a root renewed with its key", .trustedRoot, .renewed, .duplicates) {
      try $0.root.again(key: $0.root.key, serial: 7, years: 2).certificate
    },
    Case("a renewal with the same Valid from", .trustedRoot, .renewed, .duplicates) {
      try $0.root.again(key: $0.root.key, serial: 7).certificate
    },
    Case("a root with the same serial number", .trustedRoot, .partial, .duplicates) {
      try $0.root.again(serial: 1, years: 2).certificate
    },
    Case("a root with the same Valid from", .trustedRoot, .partial, .duplicates) {
      try $0.root.again(serial: 7).certificate
    },
    Case("a root with the same serial number and Valid from", .trustedRoot, .partial, .duplicates) {
      try $0.root.again(serial: 1).certificate
    },
    Case("a root of another organization", .trustedRoot, .otherCA, .listedOnce) { _ in
      try Authority("Contoso Root CA", of: "Fabrikam").certificate
    },
    Case("the intermediate among the roots", .trustedRoot, .matched, .listedOnce, isOpen: true) {
      $0.issuing.certificate
    },
    Case("a stray intermediate among the roots", .trustedRoot, .mismatched, .listedOnce, isOpen: true) {
      try $0.issuing.again(by: $0.root.again(serial: 8), serial: 7, years: -5).certificate
    },
    Case("the root's key under another name", .trustedRoot, .alias, .listedOnce, isOpen: false) {
      try Authority("Contoso Root CA X1", key: $0.root.key).certificate
    },
    Case("the root by another authority, among the roots", .trustedRoot, .crossSigned, .listedOnce) {
      try $0.root.again(key: $0.root.key, by: Authority("Fabrikam Root CA"), serial: 7).certificate
    },
    Case("a link to the root from another key of its name", .trustedRoot, .link, .duplicates, isOpen: true) {
      try $0.root.again(key: $0.root.key, by: $0.root.again(serial: 8), serial: 7).certificate
    },
    Case("a root whose key the noted one has signed", .trustedRoot, .link, .duplicates, isOpen: true) {
      try $0.root.again(by: $0.root, serial: 7, years: 2).certificate
    },
    Case("the server's among the roots", .trustedRoot, .misplaced, .listedOnce) { $0.server },
    Case("a stranger's among the roots", .trustedRoot, .misplaced, .listedOnce) { _ in
      try Authority("Issuing", of: "Fabrikam", by: Authority("Root", of: "Fabrikam")).certificate
    },
    Case("a root of Windows", .trustedRoot, .required, .listedOnce) { _ in
      try Authority("MICROSOFT  Root Authority", of: "Fabrikam").certificate
    },
    Case("a stranger", .trustedRoot, .unrelated, .listedOnce) { _ in
      try Authority("Fabrikam Root CA", of: "Fabrikam").certificate
    },
    Case("an intermediate with another key of the same root", .intermediate, .generation, .duplicates) {
      try $0.issuing.again(by: $0.root, serial: 7, years: -5).certificate
    },
    Case("a stray intermediate of the stray root", .intermediate, .mismatched, .duplicates) {
      try $0.issuing.again(by: $0.root.again(serial: 8), serial: 7, years: -5).certificate
    },
    Case("an intermediate renewed with its key", .intermediate, .renewed, .duplicates) {
      try $0.issuing.again(key: $0.issuing.key, by: $0.root, serial: 7, years: 1).certificate
    },
    Case("the same with the same serial number", .intermediate, .generation, .duplicates) {
      try $0.issuing.again(by: $0.root, serial: 2, years: 1).certificate
    },
    Case("another intermediate of the root", .intermediate, .sibling, .listedOnce) {
      try Authority("Contoso Issuing CA 2", by: $0.root).certificate
    },
    Case("the root among the intermediates", .intermediate, .matched, .listedOnce, isOpen: false) {
      $0.root.certificate
    },
    Case("the root by another authority", .intermediate, .crossSigned, .listedOnce) {
      try $0.root.again(key: $0.root.key, by: Authority("Fabrikam Root CA"), serial: 7).certificate
    },
    Case("a stray root among the intermediates", .intermediate, .mismatched, .listedOnce, isOpen: true) {
      try $0.root.again(serial: 7, years: -5).certificate
    },
    Case("the root's key under another name", .intermediate, .alias, .listedOnce, isOpen: false) {
      try Authority("Contoso Root CA X1", key: $0.root.key).certificate
    },
    Case("a link to the root in its place", .intermediate, .link, .listedOnce, isOpen: false) {
      try $0.root.again(key: $0.root.key, by: $0.root.again(serial: 8), serial: 7).certificate
    },
    Case("the intermediate by another root", .intermediate, .crossSigned, .listedOnce) {
      try $0.issuing.again(key: $0.issuing.key, by: Authority("Fabrikam Root CA"), serial: 7).certificate
    },
    Case("an intermediate of another organization", .intermediate, .otherCA, .listedOnce) {
      try Authority("Contoso Issuing CA", of: "Fabrikam", by: $0.root).certificate
    },
    Case("the server's among the intermediates", .intermediate, .unrelated, .listedOnce) { $0.server },
    Case("a root of Windows among the intermediates", .intermediate, .unrelated, .listedOnce) { _ in
      try Authority("Microsoft Root Authority", of: "Fabrikam").certificate
    },
  ]

  @Test("judges every kind of entry, and the noted certificate beside it", arguments: cases)
  func verdicts(_ example: Case) throws {
    let world = try SignedStores()
    let certificate = try example.make(world)
    let isRoot = example.store == .trustedRoot
    for all in [false, true] {
      let survey = try world.survey(
        root: isRoot ? [certificate] : [], ca: isRoot ? [] : [certificate], all: all)
      let isListed = all || example.verdict != .unrelated
      #expect(survey.entry(certificate, in: example.store)?.verdict == (isListed ? example.verdict : nil))
      #expect(survey.outcomes == (isRoot ? [example.outcome, .listedOnce] : [.listedOnce, example.outcome]))
      #expect(survey.unrelatedCount == (example.verdict == .unrelated ? 1 : 0))
      #expect(survey.isClean == !example.isOpen)
      #expect(survey.entry(world.root.certificate, in: .trustedRoot)?.verdict == .matched)
      #expect(survey.entry(world.issuing.certificate, in: .intermediate)?.verdict == .matched)
    }
  }

  // MARK: - Outcomes

  @Test("says that nothing matches, and that nothing is there")
  func outcomes() throws {
    let world = try SignedStores()
    let path = try CertificationPath(from: world.chain)
    let stray = try world.root.again(serial: 7, years: -5).certificate
    func outcomes(_ handed: [StoreEntry]) -> [Outcome] {
      StoreInspection(path: path, handed: handed, coverage: .whole, now: Authority.now).outcomes
    }
    #expect(outcomes([]) == [.notInStore, .notInStore])
    #expect(outcomes(.root([stray])) == [.noneMatches, .notInStore])
    #expect(outcomes(.ca([world.root.certificate])) == [.notInStore, .notInStore])
    let root = world.root.certificate
    #expect(outcomes(.root([root]) + .root([root], .groupPolicy))[0] == .listedTwice)
    #expect(outcomes(.root([root]) + .root([stray], .groupPolicy))[0] == .duplicates)
  }

  @Test("concludes nothing from a store that was not read, or was read without the noted certificate in it")
  func coverage() throws {
    let world = try SignedStores()
    let path = try CertificationPath(from: world.chain)
    let stray = try world.root.again(serial: 7, years: -5).certificate
    let part = Coverage(.trustedRoot, [.registry: .init(entries: 1), .authRoot: .init(entries: 0)])
    let damaged = Coverage(.trustedRoot, [.unknown: .init(entries: 1, unreadable: 1)])
    let right = world.root.certificate
    let rows: [(roots: [Certificate], Coverage?, Outcome)] = [
      ([], nil, .unknown), ([], part, .unknown), ([stray], part, .unknown), ([stray], damaged, .unknown),
      ([right], part, .listedOnce), ([right, stray], part, .duplicates),
      ([right, stray], damaged, .duplicates),
      ([stray], .whole(.trustedRoot, entries: 1), .noneMatches),
      ([], .whole(.trustedRoot, entries: 0), .notInStore),
    ]
    for (roots, coverage, outcome) in rows {
      let intermediate = world.issuing.certificate
      let survey = StoreInspection(
        path: path, handed: .root(roots) + .ca([intermediate]),
        coverage: [.trustedRoot: coverage, .intermediate: .whole(.intermediate, entries: 1)].compactMapValues(
          \.self),
        now: Authority.now)
      #expect(survey.outcomes == [outcome, .listedOnce])
      #expect(survey.isClean == (outcome == .listedOnce))
      #expect(survey.openOutcomes == (outcome == .listedOnce ? [] : [outcome]))
    }
  }

  @Test("of two certificates that share a place, the server needs one")
  func sharedPlace() throws {
    let world = try SignedStores()
    let renewal = try world.root.again(key: world.root.key, serial: 7, years: 2).certificate
    let survey = try world.survey(chain: world.chain + [renewal])
    #expect(survey.outcomes == [.listedOnce, .notInStore, .listedOnce])
    #expect(survey.openOutcomes.isEmpty)
    #expect(survey.isClean)
  }

  @Test("counts same-key renewals that are both noted for themselves")
  func renewals() throws {
    let world = try SignedStores()
    let renewal = try world.root.again(key: world.root.key, serial: 7, years: 2).certificate
    let stray = try world.root.again(serial: 8, years: -5).certificate
    let chain = world.chain + [renewal]
    #expect(
      try world.survey(root: [renewal], chain: chain).outcomes == [.listedOnce, .listedOnce, .listedOnce])
    #expect(try world.survey(chain: chain).outcomes == [.listedOnce, .notInStore, .listedOnce])
    #expect(
      try world.survey(root: [stray], chain: chain).outcomes == [.duplicates, .noneMatches, .listedOnce])
    #expect(
      try world.survey(root: [stray, renewal], chain: chain).outcomes == [
        .duplicates, .duplicates, .listedOnce,
      ])
  }

  @Test("takes the top of a path without its root for an intermediate")
  func rootMissing() throws {
    let world = try SignedStores()
    let stray = try world.issuing.again(by: world.root.again(serial: 8), serial: 7, years: -5).certificate
    let survey = try world.survey(ca: [stray], chain: [world.issuing.certificate, world.server])
    #expect(survey.missingIssuer?.isSame(as: world.root.certificate.subject) == true)
    #expect(survey.noted.map(\.role) == [.intermediate])
    #expect(survey.entry(stray)?.verdict == .mismatched)
    #expect(survey.outcomes == [.duplicates])
  }
}
