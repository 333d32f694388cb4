// SPDX-License-Identifier: GPL-3.0-or-later

extension Certificate {
  /// The last octets of the key, for a cheap first pass over many certificates. For an RSA key, the end of
  /// the modulus.
  public var keyTrace: UInt64 {
    // The key is the last element of SubjectPublicKeyInfo. The last five octets are those of the usual RSA
    // exponent.
    publicKeyInfo.dropLast(5).suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
