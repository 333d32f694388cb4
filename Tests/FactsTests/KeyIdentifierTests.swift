// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates
import Testing

@testable import Facts

@Suite struct KeyIdentifierTests {
  private static func entry(_ kind: UInt8, _ value: [UInt8], isCritical: Bool = false) -> [UInt8] {
    DER.sequence(DER.oid([0x55, 0x1D, kind]), isCritical ? [0x01, 0x01, 0xFF] : [], DER.octets(value))
  }

  private static func subject(_ key: [UInt8]) -> [UInt8] { entry(0x0E, DER.octets(key)) }
  private static func authority(_ members: [UInt8], isCritical: Bool = false) -> [UInt8] {
    entry(0x23, DER.sequence(members), isCritical: isCritical)
  }
  private static func key(_ octets: [UInt8]) -> [UInt8] { DER.element(0x80, octets) }

  private static func claims(_ extensions: [UInt8]...) -> Bool {
    TestCertificate().with { $0.extensions = extensions.flatMap { $0 } }.certificate.claimsOwnKey
  }

  @Test("the same key in both, in either order and among others")
  func same() {
    let other = Self.entry(0x0F, [0x03, 0x02, 0x01, 0x06], isCritical: true)
    #expect(Self.claims(Self.subject([1, 2]), Self.authority(Self.key([1, 2]))))
    #expect(
      Self.claims(other, Self.authority(Self.key([1, 2]), isCritical: true), other, Self.subject([1, 2])))
    let issuer = DER.element(0xA1, [])
    #expect(Self.claims(Self.subject([1, 2]), Self.authority(Self.key([1, 2]) + issuer)))
  }

  @Test("another key, or one that is missing or cannot be read")
  func different() {
    #expect(!Self.claims(Self.subject([1, 2]), Self.authority(Self.key([1, 3]))))
    #expect(!Self.claims(Self.subject([1, 2]), Self.authority(Self.key([1, 2, 3]))))
    #expect(!Self.claims(Self.subject([1, 2])))
    #expect(!Self.claims(Self.authority(Self.key([1, 2]))))
    #expect(!Self.claims(Self.subject([1, 2]), Self.authority(DER.element(0xA1, []))))
    #expect(!Self.claims(Self.entry(0x0E, [0x04, 5, 1, 2]), Self.authority(Self.key([1, 2]))))
    #expect(
      !Self.claims(Self.subject([1, 2]), DER.sequence([0x04, 0x00]), Self.authority(Self.key([1, 2]))))
    #expect(!TestCertificate().certificate.claimsOwnKey)
  }

  @Test("of two the first counts")
  func repeated() {
    let (one, other) = (Self.subject([1]), Self.subject([2]))
    #expect(Self.claims(one, other, Self.authority(Self.key([1]))))
    #expect(!Self.claims(other, one, Self.authority(Self.key([1]))))
  }
}
