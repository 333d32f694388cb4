// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@Suite("Certificate")
struct CertificateTests {
  private static let plain = TestCertificate.plain

  @Test("states its names, serial number, dates and key")
  func states() {
    let certificate = Self.plain.with { $0.subject = .contoso("Contoso Issuing CA 1") }.certificate
    #expect(certificate.subject.rfc4514 == "CN=Contoso Issuing CA 1,O=Contoso,C=US")
    #expect(certificate.issuer.rfc4514 == "CN=Contoso Root CA,O=Contoso,C=US")
    #expect(certificate.serial.hexadecimal == "610f2a000000000002")
    #expect(certificate.notBefore?.description == "2011-03-01T10:00:00Z")
    #expect(certificate.notAfter?.description == "2031-03-01T10:00:00Z")
    #expect(certificate.publicKey.elementsEqual([0, 0xA1, 0xA2, 0xA3, 0xA4]))
    #expect(certificate.issuerDER.elementsEqual(TestName.contoso("Contoso Root CA").der))
    #expect(certificate.subjectDER.elementsEqual(TestName.contoso("Contoso Issuing CA 1").der))
    #expect(!certificate.isSelfIssued)
    #expect(certificate.isAuthority == nil)
  }

  @Test("a certificate of version 1 and one with GeneralizedTime are read")
  func variants() {
    let old = Self.plain.with {
      $0.hasVersion = false
      $0.notBefore = "19990101000000Z"
      $0.notAfter = "20500101000000Z"
    }.certificate
    #expect(old.notBefore?.description == "1999-01-01T00:00:00Z")
    #expect(old.notAfter?.description == "2050-01-01T00:00:00Z")
    #expect(old.isSelfIssued)
  }

  @Test("names that are the same in other string types are self-issued")
  func selfIssued() {
    #expect(Self.plain.with { $0.issuer = .contoso("CONTOSO root CA", form: .bmp) }.certificate.isSelfIssued)
  }

  @Test("every truncation is refused, and so is every octet more")
  func truncated() {
    let der = Self.plain.with { $0.encodedExtensions = Self.constraints(DER.sequence([0x01, 0x01, 0xFF])) }
      .der
    for count in der.indices {
      #expect(throws: DERError.self) { try Certificate(der: Array(der[..<count])) }
    }
    #expect(throws: DERError.trailingBytes(offset: der.count)) { try Certificate(der: der + [0]) }
  }

  @Test("no damaged octet makes a trap, and whatever is read can be shown")
  func damaged() {
    let der = Self.plain.with { $0.encodedExtensions = Self.constraints(DER.sequence([0x01, 0x01, 0xFF])) }
      .der
    for index in der.indices {
      for octet: UInt8 in [
        0x00, 0x01, 0x1F, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xA3, 0xFF, der[index] ^ 1, der[index] &+ 1,
      ] {
        var bytes = der
        bytes[index] = octet
        guard let certificate = try? Certificate(der: bytes) else { continue }
        let shown = certificate.subject.rfc4514 + certificate.issuer.rfc4514 + certificate.serial.description
        #expect(!shown.isEmpty)
        #expect(!certificate.publicKey.isEmpty)
        _ = certificate.isAuthority
        _ = certificate.isSelfIssued
      }
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let id: String
    let der: [UInt8]
    let error: DERError?
    var testDescription: String { id }

    init(_ id: String, _ der: [UInt8], _ error: DERError? = nil) {
      self.id = id
      self.der = der
      self.error = error
    }
  }

  static func wrapped(_ body: [UInt8], more: [UInt8] = []) -> [UInt8] {
    DER.sequence(body, DER.sequence(DER.oid([0x2A, 0x03])), DER.bits([0x5A]), more)
  }

  static let bad: [Bad] = [
    Bad("nothing", [], .truncated(offset: 0)),
    Bad("text", Array("-----BEGIN CERTIFICATE-----".utf8), .truncated(offset: 0)),
    Bad("an empty sequence", [0x30, 0x00], .truncated(offset: 2)),
    Bad("indefinite length", [0x30, 0x80] + plain.toBeSigned + [0, 0], .badLength(offset: 0)),
    Bad("no signature", DER.sequence(plain.toBeSigned, DER.sequence())),
    Bad("a fourth part", wrapped(plain.toBeSigned, more: [0x05, 0x00])),
    Bad("no serial number", plain.with { $0.serial = [] }.der),
    Bad(
      "another structure", DER.sequence(DER.integer([1]), DER.sequence(), DER.bits([])),
      .unexpectedTag(offset: 2, expected: 0x30, found: 0x02)),
    Bad(
      "a name that holds no set",
      plain.with {
        $0.subject = TestName(sets: [[TestName.Part(oid: [0x55, 4, 3], tag: 0x1F, content: [1])]])
      }.der),
  ]

  @Test("refuses what is no certificate", arguments: bad)
  func refuses(_ example: Bad) {
    if let error = example.error {
      #expect(throws: error) { try Certificate(der: example.der) }
    } else {
      #expect(throws: DERError.self) { try Certificate(der: example.der) }
    }
  }

  static func constraints(_ value: [UInt8], isCritical: Bool = true) -> [UInt8] {
    DER.sequence(DER.oid([0x55, 0x1D, 0x0F]), DER.element(0x04, [0x03, 0x02, 0x01, 0x06]))
      + DER.sequence(
        DER.oid([0x55, 0x1D, 0x13]), isCritical ? [0x01, 0x01, 0xFF] : [], DER.element(0x04, value))
  }

  struct Authority: Sendable, CustomTestStringConvertible {
    let id: String
    let extensions: [UInt8]?
    let isAuthority: Bool?
    var testDescription: String { id }
  }

  static let authorities: [Authority] = [
    Authority(id: "no extensions", extensions: nil, isAuthority: nil),
    Authority(
      id: "other extensions", extensions: DER.sequence(DER.oid([0x55, 0x1D, 0x0F]), DER.element(0x04, [])),
      isAuthority: nil),
    Authority(
      id: "an authority", extensions: constraints(DER.sequence([0x01, 0x01, 0xFF])), isAuthority: true),
    Authority(
      id: "an authority with a path length",
      extensions: constraints(DER.sequence([0x01, 0x01, 0xFF], [0x02, 0x01, 0x00]), isCritical: false),
      isAuthority: true),
    Authority(id: "none", extensions: constraints(DER.sequence()), isAuthority: false),
    Authority(
      id: "FALSE written out", extensions: constraints(DER.sequence([0x01, 0x01, 0x00])), isAuthority: false),
    Authority(
      id: "an empty BOOLEAN", extensions: constraints(DER.sequence([0x01, 0x00])), isAuthority: false),
    Authority(id: "unreadable", extensions: constraints([0x30]), isAuthority: nil),
  ]

  @Test("says whether it is an authority's", arguments: authorities)
  func authority(_ example: Authority) {
    #expect(
      Self.plain.with { $0.encodedExtensions = example.extensions }.certificate.isAuthority
        == example.isAuthority)
  }

  @Test("is the same exactly when its DER is")
  func same() {
    let one = Self.plain.certificate
    #expect(one == Self.plain.certificate)
    #expect(one.hashValue == Self.plain.certificate.hashValue)
    #expect(one != Self.plain.with { $0.key = [0xA1] }.certificate)
  }

  @Test("one key under two algorithm identifiers is one key")
  func keys() {
    let other = Self.plain.with {
      $0.keyAlgorithm = DER.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 0x0A])
    }.certificate
    #expect(!other.publicKeyInfo.elementsEqual(Self.plain.certificate.publicKeyInfo))
    #expect(other.publicKey.elementsEqual(Self.plain.certificate.publicKey))
  }

  @Test("both ends of the validity belong to it")
  func validity() throws {
    let validity = try #require(Self.plain.certificate.validity)
    #expect(validity.contains(validity.notBefore) && validity.contains(validity.notAfter))
    #expect(!validity.contains(validity.notBefore.adding(seconds: -1)))
    #expect(!validity.contains(validity.notAfter.adding(seconds: 1)))
  }
}
