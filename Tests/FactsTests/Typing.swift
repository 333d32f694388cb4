// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates

@testable import Facts

/// What tests type; a text that is refused is a mistake in the test.
enum Typing {
  static func name(_ text: String) -> DistinguishedName {
    do { return try NameReading.read(text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func serial(_ text: String) -> SerialNumber {
    do { return try SerialReading.read(text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func date(_ text: String) -> ValidFrom { .written(WrittenDate(text)) }

  static func instant(_ text: String) -> Instant {
    guard let instant = Instant(iso8601: text) else { preconditionFailure(text) }
    return instant
  }
}

extension TestName {
  /// As a certificate states it.
  var name: DistinguishedName { DistinguishedName(checkedDER: der) }

  /// As somebody copies it from the Details tab.
  var typed: DistinguishedName { Typing.name(name.detailLines.joined(separator: "\r\n")) }
}

extension TestCertificate {
  /// A root, and what most tests here change.
  static let plain = TestCertificate(
    .contoso("Contoso Root CA"), serial: [0x61, 0x0F, 0x2A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02],
    from: "110301100000Z", to: "310301100000Z", key: [0xA1, 0xA2, 0xA3, 0xA4], isAuthority: nil)

  /// What somebody types who reads its dialog on a server at UTC.
  var typed: CertificateFacts { typed(withThumbprint: false) }

  func typed(withThumbprint: Bool, offsetMinutes: Int = 0) -> CertificateFacts {
    let facts = facts
    let date = facts.certificate?.notBefore?.text(offsetMinutes: offsetMinutes) ?? ""
    return CertificateFacts(
      subject: subject.typed, issuer: issuer.typed, serial: Typing.serial(facts.serial.description),
      validFrom: Typing.date(date), thumbprint: withThumbprint ? thumbprint : nil)
  }
}
