// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import JSON

/// What names a certificate in JSON: the same members in every report.
public enum CertificateMembers {
  /// - Parameter facts: may come from a text that does not contain the certificate.
  public static func names(_ facts: CertificateFacts) -> [JSONValue.Member] {
    names(facts.subject, facts.issuer, facts.serial)
  }

  public static func names(
    _ subject: DistinguishedName, _ issuer: DistinguishedName, _ serial: SerialNumber
  ) -> [JSONValue.Member] {
    [
      JSONValue.Member("subject", JSONValue(subject.rfc4514)),
      JSONValue.Member("issuer", JSONValue(issuer.rfc4514)),
      JSONValue.Member("issuedTo", JSONValue(subject.simpleDisplayName)),
      JSONValue.Member("issuedBy", JSONValue(issuer.simpleDisplayName)),
      JSONValue.Member("serial", JSONValue(serial.hexadecimal)),
    ]
  }
}
