// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
public import Facts

/// Verifies signatures with keys.
///
/// Names, dates and strength are ignored: MD5, SHA-1 and short keys verify, because the question is which key
/// signed, not whether to trust it. Only the key of a certificate is decoded, and what a verifier learns
/// about digests and key types is cached, so use one verifier for many signatures, and one per thread.
public final class SignatureVerifier {
  public typealias Answer = SignatureAnswer

  private let digests = FetchedDigests()
  private lazy var decoder = KeyDecoder()

  public init() {}

  /// Whether the key of `issuer` made the signature of `certificate`.
  public func verify(_ certificate: Certificate, by issuer: Certificate) -> Answer {
    Library.clearErrors()
    defer { Library.clearErrors() }
    guard let signature = CertificateSignature(certificate.signedParts) else { return .invalid }
    if signature.isPlainRSA, let key = RSAKey(issuer.publicKeyInfo) {
      return key.verify(signature, digests)
    }
    guard let key = decoder.key(issuer.publicKeyInfo) else { return .unknown }
    return key.verify(signature, digests)
  }
}
