// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// A separate library context, without the system's configuration.
///
/// The default context obeys openssl.cnf, and a system's policy there can forbid SHA-1 or MD5 signatures.
/// Whether one certificate issued another is a question of identity, not of trust, and old roots count as
/// well.
enum Library {
  struct Context: @unchecked Sendable {
    // Sendable: libcrypto locks its contexts itself, see OSSL_LIB_CTX(3) and openssl-threads(7).
    /// `nil` is the default context.
    let handle: OpaquePointer?
  }

  /// libcrypto's first call. Otherwise it reads openssl.cnf for the default context and builds a list of its
  /// messages: 0.5 ms, a tenth of a short run. Of its errors, only the numbers are used; libssl's messages
  /// are a list of their own.
  ///
  /// Source: OPENSSL_init_crypto(3).
  static let context: Context = {
    let options = OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS
    OPENSSL_init_crypto(UInt64(options), nil)
    return Context(handle: OSSL_LIB_CTX_new())
  }()

  /// Empties the error queue of this thread.
  static func clearErrors() {
    _ = context
    ERR_clear_error()
  }
}
