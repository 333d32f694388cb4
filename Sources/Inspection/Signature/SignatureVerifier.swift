// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
public import Facts

/// Holds signatures against keys.
///
/// Names, dates and strength are not looked at: MD5, SHA-1 and short keys verify, because the question is which key it
/// was and not whether to trust it. Of a certificate only the key is decoded, and what a verifier finds out about digests
/// and kinds of keys it keeps: one verifier for many signatures, and one for each thread.
public final class SignatureVerifier {
  public enum Answer: Hashable, Sendable {
    /// The key made the signature, and, where libcrypto has its digest, over just this.
    case valid
    /// It did not, or what was signed was changed since.
    case invalid
    /// libcrypto knows the algorithm of the signature or of the key not at all: nothing is proved.
    case unknown
  }

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
