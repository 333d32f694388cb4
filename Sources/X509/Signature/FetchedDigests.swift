// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// Digests by libcrypto's numbers. Each is looked up only once, because a look-up takes as long as computing
/// one.
final class FetchedDigests {
  /// `nil` for digests that libcrypto lacks.
  private var fetched: [Int32: OpaquePointer?] = [:]

  deinit { for digest in fetched.values { EVP_MD_free(digest) } }

  func has(_ number: Int32) -> Bool { handle(number) != nil }

  /// - Returns: `nil` if libcrypto lacks the digest.
  func digest(_ number: Int32, of octets: ArraySlice<UInt8>) -> [UInt8]? {
    guard let handle = handle(number) else { return nil }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let isDone = octets.withUnsafeBytes {
      EVP_Digest($0.baseAddress, $0.count, &digest, &count, handle, nil) == 1
    }
    return isDone ? Array(digest[..<Int(count)]) : nil
  }

  private func handle(_ number: Int32) -> OpaquePointer? {
    if let known = fetched[number] { return known }
    let digest = EVP_MD_fetch(Library.context.handle, OBJ_nid2sn(number), nil)
    fetched[number] = .some(digest)
    return digest
  }
}
