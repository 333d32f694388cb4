// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
public import Facts

/// Why libcrypto rejects a certificate that `Certificate` accepted.
public enum MalformedCertificate: Error, Hashable, Sendable {
  /// libcrypto's numbers for the library and the reason (`openssl errstr` explains them).
  case refused(library: Int32, reason: Int32)
  /// The structure ends at `offset`, but the data does not.
  case trailingBytes(offset: Int)

  /// The newest entry of libcrypto's error queue.
  static var lastError: MalformedCertificate {
    let code = ERR_peek_last_error()
    return .refused(library: ERR_GET_LIB(code), reason: ERR_GET_REASON(code))
  }
}

/// `Certificate` decodes only what the procedure compares; this check uses a full decoder. It is run for
/// certificates that are noted, or that may be deleted.
public enum DecodeCheck {
  /// - Throws: `MalformedCertificate` unless libcrypto decodes the certificate from the first octet to the
  ///   last.
  public static func check(_ certificate: Certificate) throws(MalformedCertificate) {
    _ = try ParsedCertificate(certificate)
  }
}
