// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// One-shot digests of bytes in memory, computed by libcrypto.
public enum Digest {
  /// SHA-1: 20 octets. Identifies certificates as Windows does (Thumbprint); not used for security.
  ///
  /// Source: FIPS 180-4.
  public static func sha1(_ bytes: ArraySlice<UInt8>) -> [UInt8] { compute(shim_SHA1, bytes, size: 20) }
  public static func sha1(_ bytes: [UInt8]) -> [UInt8] { sha1(bytes[...]) }

  /// SHA-256: 32 octets.
  ///
  /// Source: FIPS 180-4.
  public static func sha256(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    compute(shim_SHA256, bytes, size: 32)
  }
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] { sha256(bytes[...]) }

  private static func compute(
    _ digest: (UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?) -> Void, _ bytes: ArraySlice<UInt8>,
    size: Int
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      bytes.withUnsafeBytes { digest($0.baseAddress, $0.count, buffer.baseAddress) }
      count = size
    }
  }
}
