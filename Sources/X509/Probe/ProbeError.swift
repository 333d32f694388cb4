// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// Why a look at a server brought no certificates.
public enum ProbeError: Error, Hashable, Sendable {
  /// The name has no address.
  case hostNotFound
  /// The name could not be looked up; `reason` is the system's word for it.
  case lookupFailed(reason: String)
  /// No address took the connection; all that were tried, in turn, with the system's `errno`.
  case unreachable([Attempt])
  /// It took the connection, and then no certificates came.
  case noCertificates(address: String, Refusal)
  /// It speaks, but not TLS.
  case notTLS(address: String, isHTTP: Bool)
  /// Somebody wants to stop.
  case cancelled
  /// libssl cannot begin; `reason` is its own word for it.
  case library(reason: String)

  /// One address that took no connection.
  public struct Attempt: Hashable, Sendable {
    public let address: String
    /// `ECONNREFUSED`, `ETIMEDOUT` (ours or the system's), `EHOSTUNREACH` and so on.
    public let number: Int32
  }
}

/// Why a handshake came to no end.
public enum Refusal: Hashable, Sendable {
  /// The server said so (RFC 8446 § 6).
  case alert(UInt8)
  /// The server closed or reset the connection.
  case closed
  /// Nothing came for too long, or too little.
  case silent
  /// What came is not understood; `reason` is libssl's own word for it.
  case notUnderstood(reason: String)

  /// The alert's name in English; `nil` when it was none.
  public var alertName: String? {
    guard case .alert(let number) = self else { return nil }
    return SSL_alert_desc_string_long(Int32(number)).map { String(cString: $0) }
  }

  /// Whether servers break off like this when they insist on a client certificate and got none: with
  /// handshake_failure (40; RFC 5246 § 7.4.6) or certificate_required (116; RFC 8446 § 4.4.2.4), as OpenSSL's do; with
  /// bad_certificate (42) or access_denied (49), which say nearly the same; or without a word.
  var isUsualWithoutClientCertificate: Bool {
    switch self {
    case .alert(let number): [40, 42, 49, 116].contains(number)
    case .closed: true
    case .silent, .notUnderstood: false
    }
  }
}
