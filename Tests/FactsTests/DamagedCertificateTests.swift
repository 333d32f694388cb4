// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates
import Testing

@testable import Facts

@Suite("A certificate of which a part cannot be read")
struct DamagedCertificateTests {
  private static let plain = TestCertificate.plain
  static let start = Instant(secondsSince1970: 1_298_973_600)
  static let end = Instant(secondsSince1970: 1_930_125_600)

  struct Example: Sendable, CustomTestStringConvertible {
    let id: String
    let certificate: TestCertificate
    let unreadable: [Certificate.UnreadablePart]
    var testDescription: String { id }

    init(
      _ id: String, _ unreadable: [Certificate.UnreadablePart], _ change: (inout TestCertificate) -> Void
    ) {
      self.id = id
      self.unreadable = unreadable
      certificate = plain.with(change)
    }
  }

  static let examples: [Example] = [
    Example("a month 13", [.notBefore]) { $0.notBefore = "111301100000Z" },
    Example("a 30th of February", [.notBefore]) { $0.notBefore = "110230100000Z" },
    Example("no end", [.notAfter]) { $0.notAfter = "" },
    Example("letters for a date", [.notAfter]) { $0.notAfter = "never, never" },
    Example("neither", [.notBefore, .notAfter]) { ($0.notBefore, $0.notAfter) = ("", "") },
    Example("a list of extensions that is none", [.extensions]) { $0.tail = DER.element(0xA3, []) },
    Example("two lists of extensions", [.extensions]) {
      $0.tail = DER.element(0xA3, DER.sequence() + DER.sequence())
    },
    Example("extensions that are longer than the certificate", [.extensions]) {
      $0.tail = [0xA3, 0x82, 0x10, 0x00]
    },
    Example("all of it", [.notBefore, .notAfter, .extensions]) {
      ($0.notBefore, $0.notAfter, $0.tail) = ("x", "y", [0xA3, 0x7F])
    },
  ]

  @Test("has its names, its serial number and its key", arguments: examples)
  func states(_ example: Example) {
    let certificate = example.certificate.certificate
    let whole = Self.plain.certificate
    #expect(certificate.subject == whole.subject)
    #expect(certificate.issuer == whole.issuer)
    #expect(certificate.serial == whole.serial)
    #expect(certificate.publicKey.elementsEqual(whole.publicKey))
    #expect(certificate.der == example.certificate.der)
    #expect(certificate.unreadableParts == example.unreadable)
    #expect(certificate.hasUnreadableParts)
    #expect(certificate.isSelfIssued)
    #expect(certificate.isAuthority == nil)
  }

  @Test("states each date that can be read, and no validity unless both can", arguments: examples)
  func dates(_ example: Example) {
    let certificate = example.certificate.certificate
    let (isStart, isEnd) = (
      !example.unreadable.contains(.notBefore), !example.unreadable.contains(.notAfter)
    )
    #expect(certificate.notBefore == (isStart ? Self.start : nil))
    #expect(certificate.notAfter == (isEnd ? Self.end : nil))
    #expect(
      certificate.validity
        == (isStart && isEnd ? Validity(notBefore: Self.start, notAfter: Self.end) : nil))
    #expect(certificate.validFrom == (isStart ? .exact(Self.start) : .unreadable))
  }

  @Test("a validity of one date, or of three, states none")
  func counts() {
    for dates in [DER.utcTime("110301100000Z"), [UInt8](), DER.utcTime("110301100000Z") + [0x17, 0x7F]] {
      let body = DER.sequence(
        DER.integer(Self.plain.serial), DER.sequence(DER.oid([0x2A, 0x03])), Self.plain.issuer.der,
        DER.sequence(dates), Self.plain.subject.der,
        DER.sequence(DER.element(0x30, Self.plain.keyAlgorithm), DER.bits([1])))
      let certificate = try? Certificate(
        der: DER.sequence(body, DER.sequence(DER.oid([0x2A, 0x03])), DER.bits([0x5A])))
      #expect(certificate?.unreadableParts == [.notBefore, .notAfter])
    }
  }

  @Test("nothing is missing from a whole one")
  func whole() {
    #expect(!Self.plain.certificate.hasUnreadableParts)
    #expect(Self.plain.certificate.unreadableParts.isEmpty)
  }

  @Test("a date that cannot be read is not the same as another and not different from it")
  func relation() {
    let others: [ValidFrom] = [
      .unreadable, .exact(Self.start), .written(WrittenDate("3/1/2011 10:00 AM")),
    ]
    for other in others {
      for offset in [nil, 0, 60] {
        #expect(ValidFromRelation(.unreadable, other, offsetMinutes: offset) == .unclear)
        #expect(ValidFromRelation(other, .unreadable, offsetMinutes: offset) == .unclear)
      }
    }
  }

  @Test("it is never a reason to delete, and a noted one still matches itself")
  func judgement() {
    let noted = Self.plain.facts
    let strangers = [
      Self.plain.with { ($0.serial, $0.key, $0.notBefore) = ([9, 9], [1], "x") },
      Self.plain.with { ($0.serial, $0.key, $0.notBefore) = ([9, 9], [1], "110230100000Z") },
    ]
    for stranger in strangers {
      let entry = stranger.facts
      #expect(Judgement(entry, in: .trustedRoot, against: [noted], offsetMinutes: 0).verdict == .partial)
      #expect(Judgement(noted, in: .trustedRoot, against: [entry], offsetMinutes: 0).verdict == .partial)
      #expect(Judgement(entry, in: .trustedRoot, against: [entry], offsetMinutes: 0).verdict == .matched)
      let typed = CertificateFacts(
        subject: entry.subject, issuer: entry.issuer, serial: entry.serial,
        validFrom: .written(WrittenDate("3/1/2011 10:00 AM")), thumbprint: entry.thumbprint)
      // Its thumbprint and its serial number say which it is, whatever its date says.
      #expect(Judgement(entry, in: .trustedRoot, against: [typed], offsetMinutes: 0).verdict == .matched)
    }
  }
}
