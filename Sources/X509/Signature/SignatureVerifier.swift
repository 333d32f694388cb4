// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
public import Facts

/// Holds signatures against keys.
///
/// Names, dates and strength are not looked at: MD5, SHA-1 and short keys verify, because the question is which key it
/// was and not whether to trust it. Of a certificate only the key is decoded, and what a verifier finds out about digests
/// and kinds of keys it keeps: one verifier for many signatures, and one for each thread.
public final class SignatureVerifier {
  public typealias Answer = SignatureAnswer

  private let digests = FetchedDigests()
  private lazy var decoder = KeyDecoder()

  public init() {}

  /// Whether the key of `issuer` made the signature of `certificate`.
  public func verify(_ certificate: Certificate, by issuer: Certificate) -> Answer {
    defer { ERR_clear_error() }
    guard let signature = CertificateSignature(certificate.signedParts) else { return .invalid }
    if signature.isPlainRSA, let key = RSAKey(issuer.publicKeyInfo) {
      return key.verify(signature, digests)
    }
    guard let key = decoder.key(issuer.publicKeyInfo) else { return .unknown }
    return key.verify(signature, digests)
  }
}
