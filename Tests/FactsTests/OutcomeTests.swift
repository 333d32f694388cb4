// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@Suite("Outcome")
struct OutcomeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let verdicts: [Verdict]
    let outcome: Outcome
    var testDescription: String { verdicts.map(\.rawValue).joined(separator: ", ") }
  }

  static let cases: [Case] = [
    Case(verdicts: [], outcome: .notInStore),
    Case(
      verdicts: [.otherCA, .sibling, .crossSigned, .misplaced, .required, .unrelated], outcome: .notInStore),
    Case(verdicts: [.matched], outcome: .listedOnce),
    Case(verdicts: [.matched, .otherCA, .required, .sibling], outcome: .listedOnce),
    Case(verdicts: [.matched, .matched], outcome: .listedTwice),
    Case(verdicts: [.matched, .matched, .matched, .unrelated], outcome: .listedTwice),
    Case(verdicts: [.mismatched], outcome: .noneMatches),
    Case(verdicts: [.renewed, .partial], outcome: .noneMatches),
    Case(verdicts: [.mismatched, .mismatched, .otherCA], outcome: .noneMatches),
    Case(verdicts: [.partial], outcome: .noneMatches),
    Case(verdicts: [.matched, .mismatched], outcome: .duplicates),
    Case(verdicts: [.renewed, .matched], outcome: .duplicates),
    Case(verdicts: [.matched, .partial], outcome: .duplicates),
    Case(verdicts: [.matched, .matched, .mismatched, .otherCA], outcome: .duplicates),
  ]

  @Test("says what the store holds of a noted certificate", arguments: cases)
  func outcome(_ example: Case) {
    #expect(Outcome(verdicts: example.verdicts, isWhole: true) == example.outcome)
    #expect(Outcome(verdicts: example.verdicts.reversed(), isWhole: true) == example.outcome)
  }

  @Test("of a store that was not read whole, concludes nothing from what was not seen", arguments: cases)
  func inPart(_ example: Case) {
    let isSeen = example.verdicts.contains(.matched)
    #expect(Outcome(verdicts: example.verdicts, isWhole: false) == (isSeen ? example.outcome : .unknown))
  }

  @Test("forbids a removal wherever the noted certificate was not seen, and is in order where it is alone")
  func conclusions() {
    #expect(Outcome.allCases.filter { !$0.forbidsRemoval } == [.duplicates])
    #expect(Outcome.allCases.filter(\.isInOrder) == [.listedOnce, .listedTwice])
  }

  @Test("for every three verdicts, a removal needs a matched one and another that bears the name")
  func removal() {
    for one in Verdict.allCases {
      for two in Verdict.allCases {
        for three in Verdict.allCases {
          let all = [one, two, three]
          let mayRemove = all.contains(.matched) && all.contains { $0.bearsNotedName && $0 != .matched }
          for isWhole in [true, false] {
            #expect(Outcome(verdicts: all, isWhole: isWhole).forbidsRemoval == !mayRemove)
          }
        }
      }
    }
  }
}

@Suite("Verdict")
struct VerdictTests {
  @Test("only what has the full noted name, and is not the noted certificate, may be removed")
  func removal() {
    #expect(Verdict.allCases.filter(\.allowsRemoval) == [.mismatched, .renewed, .generation, .undecided])
  }

  @Test("what may be removed bears the noted name and needs no review first")
  func consistent() {
    for verdict in Verdict.allCases where verdict.allowsRemoval {
      #expect(verdict.bearsNotedName && !verdict.needsReview)
    }
    #expect(Verdict.allCases.filter(\.needsReview) == [.partial, .crossSigned, .misplaced])
  }
}

@Suite("RequiredRoot")
struct RequiredRootTests {
  static let names = [
    "Microsoft Root Authority", "Thawte Timestamping CA", "Microsoft Root Certificate Authority",
    "Microsoft Root Certificate Authority 2010", "microsoft  root certificate AUTHORITY 2011",
  ]

  @Test("is known by its name alone, however it is written", arguments: names)
  func includes(_ name: String) {
    for form in [TestName.Form.utf8, .printable, .bmp] {
      let certificate = JudgementTests.named(TestName(.init("DC", "com", .ia5), .init("CN", name, form)))
      #expect(RequiredRoot.includes(certificate.facts))
      #expect(RequiredRoot.includes(certificate.typed))
    }
  }

  @Test("is no other root with a like name")
  func others() {
    for name in ["Microsoft Root Certificate Authority 2012", "Contoso Root CA", "Microsoft"] {
      #expect(!RequiredRoot.includes(JudgementTests.named(.contoso(name)).facts))
    }
  }
}

@Suite("Stores")
struct StorePlaceTests {
  @Test("a role and its store belong together")
  func roles() {
    for role in Role.allCases { #expect(role.store.role == role) }
    #expect(Store(rawValue: "ROOT") == .trustedRoot && Store(rawValue: "CA") == .intermediate)
  }

  @Test("copies that something brings back are managed")
  func managed() {
    #expect(PhysicalStore.allCases.filter(\.isManaged) == [.authRoot, .groupPolicy, .enterprise])
  }
}
