// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Facts

extension Certificate {
  /// The SHA-1 of the DER, always computed, never taken from a property of the certificate.
  public var thumbprint: Thumbprint {
    guard let thumbprint = Thumbprint(bytes: Digest.sha1(encoded)) else {
      preconditionFailure("a SHA-1 has 20 octets")
    }
    return thumbprint
  }

  /// The SHA-256 of the DER: 32 octets.
  public var sha256: [UInt8] { Digest.sha256(encoded) }
}

extension CertificateFacts {
  /// The facts that a certificate contains.
  public init(_ certificate: Certificate) {
    self.init(certificate: certificate, thumbprint: certificate.thumbprint)
  }
}
