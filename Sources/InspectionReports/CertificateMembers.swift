// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
import Facts
import JSON
import Stores

extension CertificateMembers {
  /// Everything a report tells of a certificate that is there.
  static func of(_ certificate: Certificate) -> [JSONValue.Member] {
    names(certificate.subject, certificate.issuer, certificate.serial) + [
      member("validFrom", certificate.notBefore?.description),
      member("validTo", certificate.notAfter?.description),
      member("sha1", certificate.thumbprint.description),
      member("sha256", Hexadecimal.text(certificate.sha256)),
    ]
  }

  private static func member(_ name: String, _ value: String?) -> JSONValue.Member {
    JSONValue.Member(name, JSONValue(value))
  }
}
