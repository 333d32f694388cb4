// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates

@testable import Facts

/// A certificate with a signature that signs nothing.
struct TestCertificate: Sendable {
  var subject = TestName.contoso("Contoso Root CA")
  var issuer = TestName.contoso("Contoso Root CA")
  var serial: [UInt8] = [0x61, 0x0F, 0x2A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02]
  /// A UTCTime with 13 characters, a GeneralizedTime with 15.
  var notBefore = "110301100000Z"
  var notAfter = "310301100000Z"
  var key: [UInt8] = [0xA1, 0xA2, 0xA3, 0xA4]
  /// Without the leading algorithm identifier's tag and length.
  var keyAlgorithm: [UInt8] = DER.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]) + [0x05, 0x00]
  /// The list's content, with the `[3]` and its SEQUENCE added when there is one.
  var extensions: [UInt8]?
  var hasVersion = true
  /// More elements at the end of what is signed.
  var tail: [UInt8] = []

  var toBeSigned: [UInt8] {
    let algorithm = DER.sequence(DER.oid([0x2A, 0x03]))
    let optional = extensions.map { DER.element(0xA3, DER.sequence($0)) } ?? []
    return DER.sequence(
      hasVersion ? DER.element(0xA0, DER.integer([2])) : [], DER.integer(serial), algorithm, issuer.der,
      DER.sequence(Self.time(notBefore), Self.time(notAfter)), subject.der,
      DER.sequence(DER.element(0x30, keyAlgorithm), DER.bits(key)), optional, tail)
  }

  var der: [UInt8] { DER.sequence(toBeSigned, DER.sequence(DER.oid([0x2A, 0x03])), DER.bits([0x5A])) }

  private static func time(_ text: String) -> [UInt8] {
    text.utf8.count >= 15 ? DER.generalizedTime(text) : DER.utcTime(text)
  }

  var certificate: Certificate {
    do { return try Certificate(der: der) } catch { preconditionFailure("\(error)") }
  }

  /// Twenty octets that stand for the SHA-1.
  var thumbprint: Thumbprint {
    var bytes = [UInt8](repeating: 0, count: 20)
    for (index, octet) in der.enumerated() {
      bytes[index % 20] = (bytes[index % 20] &* 31) &+ octet ^ UInt8(truncatingIfNeeded: index)
    }
    guard let thumbprint = Thumbprint(bytes: bytes) else { preconditionFailure("20 octets") }
    return thumbprint
  }

  /// What the certificate states of itself.
  var facts: CertificateFacts { CertificateFacts(certificate: certificate, thumbprint: thumbprint) }

  /// What somebody types who reads its dialog on a server at UTC.
  var typed: CertificateFacts { typed(withThumbprint: false) }

  func typed(withThumbprint: Bool, offsetMinutes: Int = 0) -> CertificateFacts {
    let facts = facts
    let date = facts.certificate?.notBefore?.text(offsetMinutes: offsetMinutes) ?? ""
    return CertificateFacts(
      subject: subject.typed, issuer: issuer.typed, serial: Typing.serial(facts.serial.description),
      validFrom: Typing.date(date), thumbprint: withThumbprint ? thumbprint : nil)
  }

  /// The same with some parts changed.
  func with(_ change: (inout TestCertificate) -> Void) -> TestCertificate {
    var copy = self
    change(&copy)
    return copy
  }
}
