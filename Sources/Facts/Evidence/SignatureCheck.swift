// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether one certificate's key made another one's signature.
public enum SignatureAnswer: Hashable, Sendable {
  /// The key made the signature, and, where its digest can be computed, over just this.
  case valid
  /// It did not, or what was signed was changed since.
  case invalid
  /// The algorithm of the signature or of the key is not known: nothing is proved.
  case unknown
}

/// What verifies signatures for those who judge: cryptography is not known here, and whoever judges brings it along. The
/// answer depends on the octets of the two certificates alone, so that any two checks are alike.
public struct SignatureCheck: Sendable {
  private let verify: @Sendable (_ certificate: Certificate, _ issuer: Certificate) -> SignatureAnswer

  public init(
    _ verify: @escaping @Sendable (_ certificate: Certificate, _ issuer: Certificate) -> SignatureAnswer
  ) {
    self.verify = verify
  }

  /// Proves nothing.
  public static let none = SignatureCheck { _, _ in .unknown }

  func callAsFunction(_ certificate: Certificate, by issuer: Certificate) -> SignatureAnswer {
    verify(certificate, issuer)
  }
}

extension SignatureCheck: Hashable {
  public static func == (one: SignatureCheck, other: SignatureCheck) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
