// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known about one certificate: always the four attributes that the procedure compares, and more when
/// the certificate itself is available.
public struct CertificateFacts: Hashable, Sendable {
  public let subject: DistinguishedName
  public let issuer: DistinguishedName
  public let serial: SerialNumber
  public let validFrom: ValidFrom
  /// Valid to as typed or listed, where it is known without the certificate. It shows which certificate is
  /// meant, and no verdict rests on it.
  public let validTo: WrittenDate?
  public let thumbprint: Thumbprint?
  /// The certificate itself; `nil` when the facts were typed.
  public let certificate: Certificate?

  /// Facts that were typed from a dialog.
  public init(
    subject: DistinguishedName, issuer: DistinguishedName, serial: SerialNumber, validFrom: ValidFrom,
    validTo: WrittenDate? = nil, thumbprint: Thumbprint? = nil
  ) {
    self.subject = subject
    self.issuer = issuer
    self.serial = serial
    self.validFrom = validFrom
    self.validTo = validTo
    self.thumbprint = thumbprint
    certificate = nil
  }

  /// Facts taken from a certificate.
  ///
  /// - Parameter thumbprint: the SHA-1 of its DER, computed by the caller.
  public init(certificate: Certificate, thumbprint: Thumbprint) {
    subject = certificate.subject
    issuer = certificate.issuer
    serial = certificate.serial
    validFrom = certificate.validFrom
    validTo = nil
    self.thumbprint = thumbprint
    self.certificate = certificate
  }

  /// The columns “Issued To” and “Issued By”.
  public var issuedTo: String { subject.displayLine }
  public var issuedBy: String { issuer.displayLine }
}

extension CertificateFacts {
  /// Whether it is its own issuer, as every root is (RFC 5280 § 6.1).
  public var isSelfIssued: Bool { subject.isSame(as: issuer) }
}
