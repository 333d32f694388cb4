// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Who signed what.
public enum Signature {
  /// Whether the key of `issuer` verifies the signature of `certificate`.
  ///
  /// Names, dates and strength are not looked at: MD5, SHA-1 and short keys verify, because the question is
  /// which key it was and not whether to trust it. `false` also for algorithms that libcrypto's default
  /// provider lacks (MD2, MD4).
  public static func isValid(of certificate: Certificate, by issuer: Certificate) -> Bool {
    guard let child = try? ParsedCertificate(certificate), let parent = try? ParsedCertificate(issuer) else {
      return false
    }
    return child.isSigned(by: parent)
  }
}

extension Certificate {
  /// Whether the subject is the issuer and its own key verifies the signature: what makes a root.
  public var isSelfSigned: Bool { isSelfIssued && Signature.isValid(of: self, by: self) }
}
