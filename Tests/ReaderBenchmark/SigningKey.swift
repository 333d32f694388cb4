// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// A new RSA key of 2048 bits, which signs with SHA-256.
final class SigningKey {
  private let handle: OpaquePointer
  /// SubjectPublicKeyInfo.
  let publicKeyInfo: [UInt8]

  init?() {
    guard let handle = shim_EVP_RSA_gen(2048) else { return nil }
    self.handle = handle
    var memory: UnsafeMutablePointer<UInt8>?
    let count = i2d_PUBKEY(handle, &memory)
    publicKeyInfo = Array(UnsafeBufferPointer(start: memory, count: max(0, Int(count))))
    shim_OPENSSL_free(memory)
  }

  deinit { EVP_PKEY_free(handle) }

  func signature(of octets: [UInt8]) -> [UInt8]? {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(handle)))
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, handle) == 1,
      EVP_DigestSign(context, &signature, &count, octets, octets.count) == 1
    else { return nil }
    return Array(signature[..<count])
  }
}
