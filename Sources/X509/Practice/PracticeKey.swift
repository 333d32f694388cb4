// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// Why no practice certificate could be created.
public enum PracticeError: Error, Hashable, Sendable {
  /// A label that is not an attribute type.
  case unknownLabel(String)
  /// A value that its attribute type does not accept, such as a country of three letters.
  case badValue(label: String, value: String)
  /// A DNS name with octets that are not allowed in such names.
  case badName(String)
  /// libcrypto's number for the reason.
  case failed(reason: Int32)

  static var lastError: PracticeError { .failed(reason: ERR_GET_REASON(ERR_peek_last_error())) }
}

/// A new random key on the curve P-256. It is never written anywhere.
public final class PracticeKey {
  let handle: OpaquePointer

  public init() throws(PracticeError) {
    Library.clearErrors()
    guard let key = shim_EVP_EC_gen("P-256") else { throw .lastError }
    handle = key
  }

  deinit { EVP_PKEY_free(handle) }
}
