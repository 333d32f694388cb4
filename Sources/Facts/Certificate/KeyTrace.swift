// SPDX-License-Identifier: GPL-3.0-or-later

extension Certificate {
  /// The last octets of the key, for a first, cheap look at many certificates. Of an RSA key they are the end of the modulus.
  public var keyTrace: UInt64 {
    // The key is the last element of SubjectPublicKeyInfo. Five octets are those of the usual exponent.
    publicKeyInfo.dropLast(5).suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
