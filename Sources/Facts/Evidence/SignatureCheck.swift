// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether one certificate's key made another certificate's signature.
public enum SignatureAnswer: Hashable, Sendable {
  /// The key made the signature and, where the digest can be computed, over exactly this content.
  case valid
  /// The key did not make it, or the signed content has changed since.
  case invalid
  /// The algorithm of the signature or the key is unknown: nothing is proved.
  case unknown
}

/// Verifies signatures for the rules. This target contains no cryptography, so the caller supplies it. The
/// answer depends only on the octets of the two certificates, so all checks are considered equal.
public struct SignatureCheck: Sendable {
  private let verify: @Sendable (_ certificate: Certificate, _ issuer: Certificate) -> SignatureAnswer

  public init(
    _ verify: @escaping @Sendable (_ certificate: Certificate, _ issuer: Certificate) -> SignatureAnswer
  ) {
    self.verify = verify
  }

  /// Always answers `.unknown`.
  public static let none = SignatureCheck { _, _ in .unknown }

  func callAsFunction(_ certificate: Certificate, by issuer: Certificate) -> SignatureAnswer {
    verify(certificate, issuer)
  }
}

extension SignatureCheck: Hashable {
  public static func == (one: SignatureCheck, other: SignatureCheck) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
