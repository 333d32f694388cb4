// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// Why probing a server returned no certificates.
public enum ProbeError: Error, Hashable, Sendable {
  /// The name does not have an address.
  case hostNotFound
  /// The name could not be looked up; `reason` is the system's message.
  case lookupFailed(reason: String)
  /// No address accepted the connection; lists all attempts in order, with the system's `errno`.
  case unreachable([Attempt])
  /// It accepted the connection, but no certificates arrived.
  case noCertificates(address: String, Refusal)
  /// It responds, but not with TLS.
  case notTLS(address: String, isHTTP: Bool)
  /// The user canceled.
  case cancelled
  /// libssl cannot start; `reason` is its message.
  case library(reason: String)

  /// An address that did not accept the connection.
  public struct Attempt: Hashable, Sendable {
    public let address: String
    /// `ECONNREFUSED`, `ETIMEDOUT` (ours or the system's), `EHOSTUNREACH` and so on.
    public let number: Int32
  }
}

/// Why a handshake was not completed.
public enum Refusal: Hashable, Sendable {
  /// The server sent an alert (RFC 8446 § 6).
  case alert(UInt8)
  /// The server closed or reset the connection.
  case closed
  /// The server sent nothing, or too little, for too long.
  case silent
  /// The data was not understood; `reason` is libssl's message.
  case notUnderstood(reason: String)

  /// The alert's English name; `nil` if it was not an alert.
  public var alertName: String? {
    guard case .alert(let number) = self else { return nil }
    return SSL_alert_desc_string_long(Int32(number)).map { String(cString: $0) }
  }

  /// Whether servers end a handshake like this when they require a client certificate and get none: with
  /// handshake_failure (40; RFC 5246 § 7.4.6) or certificate_required (116; RFC 8446 § 4.4.2.4), as OpenSSL's
  /// do; with bad_certificate (42) or access_denied (49), which mean nearly the same; or without an alert.
  var isUsualWithoutClientCertificate: Bool {
    switch self {
    case .alert(let number): [40, 42, 49, 116].contains(number)
    case .closed: true
    case .silent, .notUnderstood: false
    }
  }
}
