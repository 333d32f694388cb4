// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import JSON
import Stores

/// A certificate in JSON: the same members in every report.
enum CertificateMembers {
  static func of(_ certificate: Certificate) -> [JSONValue.Member] {
    names(certificate.subject, certificate.issuer, certificate.serial) + [
      member("validFrom", certificate.notBefore?.description),
      member("validTo", certificate.notAfter?.description),
      member("sha1", certificate.thumbprint.description),
      member("sha256", Hexadecimal.text(certificate.sha256)),
    ]
  }

  /// What a text tells, too, that only describes the certificate.
  static func names(_ facts: CertificateFacts) -> [JSONValue.Member] {
    names(facts.subject, facts.issuer, facts.serial)
  }

  private static func names(
    _ subject: DistinguishedName, _ issuer: DistinguishedName, _ serial: SerialNumber
  ) -> [JSONValue.Member] {
    [
      member("subject", subject.rfc4514), member("issuer", issuer.rfc4514),
      member("issuedTo", subject.simpleDisplayName), member("issuedBy", issuer.simpleDisplayName),
      member("serial", serial.hexadecimal),
    ]
  }

  private static func member(_ name: String, _ value: String?) -> JSONValue.Member {
    JSONValue.Member(name, JSONValue(value))
  }
}
