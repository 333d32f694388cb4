// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestAuthorities
import Testing
import X509

@Suite struct PracticeCertificateTests {
  static let from = Instant(secondsSince1970: 1_298_973_600)

  static func make(
    _ subject: [(label: String, value: String)], serial: [UInt8] = [1],
    to: Instant = from.adding(seconds: 60),
    dnsNames: [String] = []
  ) throws(PracticeError) -> Certificate {
    try PracticeCertificate.make(
      subject: subject, serial: serial, notBefore: from, notAfter: to, key: PracticeKey(), isAuthority: true,
      dnsNames: dnsNames)
  }

  @Test("makes what it was asked for")
  func fields() throws {
    let late = try #require(Instant(iso8601: "2051-01-02T03:04:05Z"))
    let made = try Self.make(
      [
        ("C", "DE"), ("S", "Bayern"), ("DC", "contoso"), ("O", "Contoso, Ltd"), ("E", "a@b.de"),
        ("CN", "Größe"),
      ],
      serial: [0x8F, 0x00, 0x01], to: late, dnsNames: ["a.b", "*.c-d.e"])
    #expect(
      made.subject.rfc4514 == "CN=Größe,emailAddress=a@b.de,O=Contoso\\, Ltd,DC=contoso,ST=Bayern,C=DE")
    #expect(made.issuer == made.subject)
    #expect(made.serial.description == "00 8f 00 01")
    #expect(made.validity == Validity(notBefore: Self.from, notAfter: late))
    #expect(made.isAuthority == true)
    #expect(SignatureVerifier().verify(made, by: made) == .valid)
    #expect(throws: Never.self) { try DecodeCheck.check(made) }
  }

  @Test("makes servers' certificates that their authority verifies")
  func server() throws {
    let root = try Authority("Root")
    let server = try root.server("srv1.contoso.com")
    #expect(server.isAuthority == false)
    #expect(server.issuer == root.certificate.subject)
    #expect(SignatureVerifier().verify(server, by: root.certificate) == .valid)
    #expect(server.der.count < 1024)
  }

  @Test("makes a new key each time")
  func keys() throws {
    let (one, other) = try (Self.make([("CN", "a")]), Self.make([("CN", "a")]))
    #expect(!one.publicKeyInfo.elementsEqual(other.publicKeyInfo))
  }

  @Test("refuses labels, values and names that are none")
  func refusals() {
    #expect(throws: PracticeError.unknownLabel("XY")) { try Self.make([("XY", "a")]) }
    #expect(throws: PracticeError.badValue(label: "C", value: "DEU")) { try Self.make([("C", "DEU")]) }
    #expect(throws: PracticeError.badName("a,IP:10.0.0.1")) {
      try Self.make([("CN", "a")], dnsNames: ["a,IP:10.0.0.1"])
    }
  }
}
