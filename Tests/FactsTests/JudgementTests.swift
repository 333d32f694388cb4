// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@Suite("Judgement")
struct JudgementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let entry: TestCertificate
    let store: Store
    let noted: [TestCertificate]
    /// When entry, noted certificate or both are typed, and when both are known.
    let typed: Verdict
    let known: Verdict
    var testDescription: String { id }

    init(
      _ id: String, _ entry: TestCertificate, in store: Store = .trustedRoot,
      against noted: TestCertificate...,
      typed: Verdict, known: Verdict
    ) {
      self.id = id
      self.entry = entry
      self.store = store
      self.noted = noted
      self.typed = typed
      self.known = known
    }

    init(
      _ id: String, _ entry: TestCertificate, in store: Store = .trustedRoot,
      against noted: TestCertificate...,
      always verdict: Verdict
    ) {
      self.id = id
      self.entry = entry
      self.store = store
      self.noted = noted
      typed = verdict
      known = verdict
    }
  }

  static let root = TestCertificate.plain
  static let otherKey: [UInt8] = [0xB1, 0xB2, 0xB3]
  static let otherSerial: [UInt8] = [0x72, 0x3B, 0x11, 0x09, 0x5D, 0x00, 0x40, 0x00, 0x01]
  /// Everything but the name differs: what the article is about.
  static let stray = root.with {
    $0.serial = otherSerial
    $0.notBefore = "050601080000Z"
    $0.key = otherKey
  }
  static let issuing = root.with {
    $0.subject = .contoso("Contoso Issuing CA 1")
    $0.serial = [0x61, 0x77, 0x01, 0x00, 0x00, 0x00, 0x05]
    $0.key = [0xC1, 0xC2]
  }
  static func named(_ subject: TestName, _ base: TestCertificate = stray) -> TestCertificate {
    base.with {
      $0.subject = subject
      $0.issuer = subject
    }
  }

  static let sameName: [Case] = [
    Case("the certificate itself", root, against: root, always: .matched),
    Case("an intermediate itself", issuing, in: .intermediate, against: issuing, always: .matched),
    Case("the second of two noted", issuing, in: .intermediate, against: root, issuing, always: .matched),
    Case("serial, valid from and key differ", stray, against: root, typed: .undecided, known: .mismatched),
    Case(
      "the same with an intermediate",
      issuing.with {
        $0.serial = otherSerial; $0.notBefore = "050601080000Z"; $0.key = otherKey
      },
      in: .intermediate, against: issuing, typed: .undecided, known: .mismatched),
    Case(
      "the same where string types and case differ",
      stray.with { $0.subject = .contoso("CONTOSO ROOT CA", form: .bmp) },
      against: root, typed: .undecided, known: .mismatched),
    Case(
      "renewed with its key", stray.with { $0.key = root.key }, against: root, typed: .undecided,
      known: .renewed),
    Case(
      "renewed with its key and its valid from", root.with { $0.serial = otherSerial }, against: root,
      typed: .partial, known: .renewed),
    Case(
      "renewed with its key under another algorithm identifier",
      stray.with {
        $0.key = root.key; $0.keyAlgorithm = DER.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x0A])
      },
      against: root, typed: .undecided, known: .renewed),
    Case(
      "only the serial number differs",
      root.with {
        $0.serial = otherSerial; $0.key = otherKey
      }, against: root, always: .partial),
    Case("only valid from differs", stray.with { $0.serial = root.serial }, against: root, always: .partial),
    Case(
      "only valid from differs, one key",
      stray.with {
        $0.serial = root.serial; $0.key = root.key
      }, against: root, always: .partial),
    Case(
      "neither differs, yet it is another certificate", root.with { $0.key = otherKey }, against: root,
      typed: .matched, known: .partial),
    Case(
      "zeros in front of the serial number", stray.with { $0.serial = [0] + root.serial }, against: root,
      always: .partial),
    // Serial numbers that look misread; certificates themselves are never misread.
    Case(
      "a byte-reversed serial number", stray.with { $0.serial = root.serial.reversed() }, against: root,
      typed: .partial, known: .mismatched),
    Case(
      "a serial number cut off", stray.with { $0.serial = Array(root.serial.prefix(5)) }, against: root,
      typed: .partial, known: .mismatched),
    Case(
      "a serial number without its middle", stray.with { $0.serial = [0x61, 0x0F, 0x00, 0x02] },
      against: root,
      typed: .partial, known: .mismatched),
    Case(
      "a serial number in decimal", stray.with { $0.serial = [0x12, 0x34, 0x56] },
      against: root.with { $0.serial = [0x01, 0xE2, 0x40] },
      typed: .partial, known: .mismatched),
    Case(
      "one digit differs", stray.with { $0.serial = root.serial.dropLast() + [0x03] }, against: root,
      typed: .undecided, known: .mismatched),
  ]

  static let otherNames: [Case] = [
    Case(
      "another organization", named(TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Root CA"))),
      against: root, always: .otherCA),
    Case(
      "another organization, display name in other case",
      named(TestName(.init("O", "Fabrikam"), .init("CN", "CONTOSO Root CA"))),
      against: root, always: .otherCA),
    Case(
      "GlobalSign R3 and R6",
      named(
        TestName(.init("OU", "GlobalSign Root CA - R3"), .init("O", "GlobalSign"), .init("CN", "GlobalSign"))),
      against: named(
        TestName(.init("OU", "GlobalSign Root CA - R6"), .init("O", "GlobalSign"), .init("CN", "GlobalSign")),
        root),
      always: .otherCA),
    Case(
      "an intermediate of another organization",
      issuing.with {
        $0.subject = TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Issuing CA 1")); $0.key = otherKey
      },
      in: .intermediate,
      against: issuing, always: .otherCA),
    Case(
      "the noted key under another name", issuing.with { $0.subject = .contoso("Contoso Issuing CA X3") },
      in: .intermediate, against: issuing, typed: .sibling, known: .alias),
    Case(
      "the noted key under a name that is displayed alike",
      issuing.with { $0.subject = TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Issuing CA 1")) },
      in: .intermediate, against: issuing, typed: .otherCA, known: .alias),
    Case(
      "another subject of the same issuer",
      issuing.with {
        $0.subject = .contoso("Contoso Issuing CA 2"); $0.key = otherKey
      },
      in: .intermediate, against: issuing, always: .sibling),
    Case(
      "the same subject of another issuer", issuing.with { $0.issuer = .contoso("Fabrikam Root CA") },
      in: .intermediate, against: issuing, always: .crossSigned),
    Case(
      "an intermediate of others", named(.contoso("Fabrikam CA")), in: .intermediate, against: issuing,
      always: .unrelated),
    Case("another root", named(.contoso("Fabrikam Root CA")), against: root, always: .unrelated),
    Case("nothing noted", root, always: .unrelated),
    Case("a root in Intermediate", root, in: .intermediate, against: issuing, always: .sibling),
    Case("an intermediate in Trusted Root", issuing, against: root, always: .misplaced),
    Case(
      "the noted intermediate in Trusted Root", issuing.with { $0.issuer = .contoso("Fabrikam Root CA") },
      against: root, always: .misplaced),
    Case(
      "a required root",
      named(
        TestName(.init("OU", "Copyright (c) 1997 Microsoft Corp."), .init("CN", "Microsoft Root Authority"))),
      against: root, always: .required),
  ]

  static let precedence: [Case] = [
    Case(
      "matched before required", named(.contoso("Microsoft Root Authority"), root),
      against: named(.contoso("Microsoft Root Authority"), root), always: .matched),
    Case(
      "matched before misplaced", issuing, against: issuing, always: .matched),
    Case(
      "required before misplaced",
      issuing.with { $0.subject = .contoso("Microsoft Root Certificate Authority 2011") },
      against: root, always: .required),
    Case(
      "required before mismatched", named(.contoso("Microsoft Root Authority")),
      against: named(.contoso("Microsoft Root Authority"), root), always: .required),
    Case(
      "required before other CA", named(TestName(.init("CN", "Thawte Timestamping CA"))),
      against: named(TestName(.init("O", "Contoso"), .init("CN", "Thawte Timestamping CA")), root),
      always: .required),
    Case(
      "misplaced before other CA",
      issuing.with { $0.subject = TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Root CA")) },
      against: root, always: .misplaced),
    Case(
      "a noted name before misplaced",
      issuing.with {
        $0.serial = otherSerial; $0.notBefore = "050601080000Z"; $0.key = otherKey
      }, against: issuing, typed: .undecided, known: .mismatched),
    Case(
      "required is only for Trusted Root", named(.contoso("Microsoft Root Authority")), in: .intermediate,
      against: named(.contoso("Microsoft Root Authority"), root), typed: .undecided, known: .mismatched),
    Case(
      "a noted name before another CA", stray,
      against: named(TestName(.init("O", "Fabrikam"), .init("CN", "Contoso Root CA")), root), root,
      typed: .undecided, known: .mismatched),
    Case(
      "other CA before sibling",
      issuing.with {
        $0.subject = TestName(.init("CN", "Contoso Issuing CA 1")); $0.key = otherKey
      },
      in: .intermediate,
      against: issuing, always: .otherCA),
    Case(
      "cross-signed before sibling", issuing.with { $0.issuer = .contoso("Fabrikam Root CA") },
      in: .intermediate,
      against: issuing.with {
        $0.subject = .contoso("Fabrikam CA"); $0.issuer = .contoso("Fabrikam Root CA")
      }, issuing,
      always: .crossSigned),
    Case(
      "renewed before partial within one comparison", root.with { $0.serial = otherSerial }, against: root,
      typed: .partial, known: .renewed),
    Case(
      "of two noted certificates of one name the one that forbids a removal decides",
      stray.with { $0.key = root.key }, against: root,
      root.with {
        $0.serial = otherSerial; $0.key = [0xD1]
      },
      always: .partial),
    Case(
      "matched by the second although mismatched to the first", stray, against: root, stray, always: .matched),
  ]

  /// How much is known of the entry and of the noted certificates.
  enum Sources: CaseIterable, Sendable {
    case typedTyped, typedKnown, knownTyped, knownKnown
  }

  @Test("gives its verdict", arguments: sameName + otherNames + precedence, Sources.allCases)
  func verdict(_ example: Case, _ sources: Sources) {
    let entry =
      switch sources {
      case .typedTyped, .typedKnown: example.entry.typed
      case .knownTyped, .knownKnown: example.entry.facts
      }
    let noted =
      switch sources {
      case .typedTyped, .knownTyped: example.noted.map(\.typed)
      case .typedKnown, .knownKnown: example.noted.map(\.facts)
      }
    let judgement = Judgement(entry, in: example.store, against: noted, offsetMinutes: 0)
    #expect(judgement.verdict == (sources == .knownKnown ? example.known : example.typed))
    #expect((judgement.noted == nil) == (judgement.comparison == nil))
    #expect((judgement.noted == nil) == [.required, .misplaced, .unrelated].contains(judgement.verdict))
  }
}
