// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// The client side of one handshake, without a socket: octets go in and come out.
///
/// It looks and does not protect: it accepts every version, key, signature and server, and verifies nothing.
/// All of that is set on a separate context, so that the system's openssl.cnf cannot forbid what old servers
/// use, and nothing else in the process gets weaker.
final class TLSClient {
  enum Step {
    case done
    /// Waits for data from the server.
    case waiting
    case failed(Refusal)
  }

  /// What the server sent, as raw octets.
  struct Heard {
    var certificates: [[UInt8]] = []
    /// `nil` if it did not request a client certificate.
    var authorities: [[UInt8]]?
    /// The last alert that ends a connection.
    var alert: UInt8?
  }

  private(set) var heard = Heard()
  private let context: OpaquePointer
  private let connection: OpaquePointer
  /// Data from the server; owned by `connection`, like `outgoing`.
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer

  /// The longest Certificate message that is accepted, in octets: libssl's own limit is 100 KiB, which is too
  /// little for a server that sends every certificate it has.
  private static let longestCertificateMessage = 1 << 20

  /// Everything that libssl can do with certificates, old ciphers last.
  private static let ciphers = "ALL:!aNULL:!PSK:!SRP:@SECLEVEL=0"
  private static let ciphers13 =
    "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256"
  private static let signatureAlgorithms =
    "ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:ed448"
    + ":rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512"
    + ":rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512"
    + ":RSA+SHA256:RSA+SHA384:RSA+SHA512:ECDSA+SHA1:RSA+SHA1:DSA+SHA256:DSA+SHA1"
  /// Schannel of 2008 has the three NIST curves.
  private static let groups = "X25519:P-256:P-384:P-521"

  /// - Parameter serverName: the requested name (RFC 6066 § 3).
  /// - Throws: `ProbeError.library`.
  init(serverName: String?) throws(ProbeError) {
    Library.clearErrors()
    defer { Library.clearErrors() }
    guard let context = SSL_CTX_new_ex(Library.context.handle, nil, TLS_client_method()) else {
      throw .lastOfLibrary
    }
    self.context = context
    guard Self.prepare(context), let connection = SSL_new(context) else {
      let error = ProbeError.lastOfLibrary
      SSL_CTX_free(context)
      throw error
    }
    self.connection = connection
    let ends = (BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()))
    guard let incoming = ends.0, let outgoing = ends.1,
      serverName.map({ shim_SSL_set_server_name(connection, $0) == 1 }) ?? true
    else {
      let error = ProbeError.lastOfLibrary
      BIO_free(ends.0)
      BIO_free(ends.1)
      SSL_free(connection)
      SSL_CTX_free(context)
      throw error
    }
    self.incoming = incoming
    self.outgoing = outgoing
    SSL_set_bio(connection, incoming, outgoing)
    SSL_set_connect_state(connection)
    // Unretained: the connection ends before this object does.
    shim_SSL_listen(connection, listen, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    SSL_free(connection)
    SSL_CTX_free(context)
  }

  /// Overrides everything that the system's configuration may have set.
  private static func prepare(_ context: OpaquePointer) -> Bool {
    SSL_CTX_clear_options(context, .max)
    SSL_CTX_set_options(context, shim_SSL_options_for_looking())
    SSL_CTX_set_security_level(context, 0)
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
    // Building a chain from a hundred certificates takes time, and its result would be ignored.
    SSL_CTX_set_cert_verify_callback(context, { _, _ in 1 }, nil)
    shim_SSL_CTX_forget_sessions(context)
    shim_SSL_CTX_set_longest_certificate_message(context, longestCertificateMessage)
    return shim_SSL_CTX_set_protocols(context, TLSVersion.tls10.rawValue, TLSVersion.tls13.rawValue) == 1
      && SSL_CTX_set_cipher_list(context, ciphers) == 1
      && SSL_CTX_set_ciphersuites(context, ciphers13) == 1
      && shim_SSL_CTX_set_signature_algorithms(context, signatureAlgorithms) == 1
      && shim_SSL_CTX_set_groups(context, groups) == 1
  }
}

// MARK: - The conversation

extension TLSClient {
  /// Takes data received from the server.
  func take(_ octets: [UInt8]) { BIO_write(incoming, octets, Int32(octets.count)) }

  /// The data to send to the server.
  func takeOutgoing() -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: BIO_ctrl_pending(outgoing))
    guard !octets.isEmpty else { return [] }
    let count = BIO_read(outgoing, &octets, Int32(octets.count))
    return Array(octets.prefix(max(0, Int(count))))
  }

  /// Continues the handshake.
  func shakeHands() -> Step {
    Library.clearErrors()
    defer { Library.clearErrors() }
    return step(after: SSL_do_handshake(connection))
  }

  /// Announces that we will send nothing more.
  func sayGoodbye() {
    Library.clearErrors()
    defer { Library.clearErrors() }
    SSL_shutdown(connection)
  }

  /// Reads the rest of the server's data, and discards it.
  func hearOut() -> Step {
    Library.clearErrors()
    defer { Library.clearErrors() }
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = SSL_read(connection, &block, Int32(block.count))
      if count <= 0 { return step(after: count) }
    }
  }

  private func step(after result: Int32) -> Step {
    switch SSL_get_error(connection, result) {
    case SSL_ERROR_NONE, SSL_ERROR_ZERO_RETURN: return .done
    case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .waiting
    default: break
    }
    if let alert = heard.alert { return .failed(.alert(alert)) }
    return .failed(.notUnderstood(reason: ProbeError.lastReason))
  }
}

// MARK: - Results

extension TLSClient {
  var version: TLSVersion? { TLSVersion(rawValue: SSL_version(connection)) }

  /// Known after the server's first message.
  var cipher: String? {
    guard let cipher = SSL_get_current_cipher(connection) ?? SSL_get_pending_cipher(connection) else {
      return nil
    }
    return SSL_CIPHER_standard_name(cipher).map { String(cString: $0) }
  }

  /// Records a handshake message or an alert as received, before libssl judges it.
  fileprivate func note(_ kind: Int32, version number: Int32, _ octets: UnsafeRawBufferPointer) {
    // Before the server's first message, the number is the lowest version or a wildcard.
    let version = TLSVersion(rawValue: number)
    switch kind {
    case SSL3_RT_ALERT:
      guard octets.count == 2 else { return }
      // In TLS 1.3 the level has no meaning (RFC 8446 § 6). 0 is close_notify, 90 user_canceled.
      if octets[0] == 2 || (version == .tls13 && ![0, 90].contains(octets[1])) { heard.alert = octets[1] }
    case SSL3_RT_HANDSHAKE:
      guard octets.count >= 4, let version else { return }
      let body = Array(octets.dropFirst(4))
      switch octets[0] {
      case HandshakeMessages.Kind.certificate where heard.certificates.isEmpty:
        heard.certificates = HandshakeMessages.certificates(body, version: version)
      case HandshakeMessages.Kind.certificateRequest where heard.authorities == nil:
        heard.authorities = HandshakeMessages.authorities(body, version: version)
      default: break
      }
    default: break
    }
  }
}

private func listen(
  _ isOurs: Int32, _ version: Int32, _ kind: Int32, _ octets: UnsafeRawPointer?, _ count: Int,
  _ connection: OpaquePointer?, _ argument: UnsafeMutableRawPointer?
) {
  guard isOurs == 0, let octets, let argument else { return }
  let client = Unmanaged<TLSClient>.fromOpaque(argument).takeUnretainedValue()
  client.note(kind, version: version, UnsafeRawBufferPointer(start: octets, count: count))
}

extension ProbeError {
  /// libssl's message for the last error; for an error of libcrypto, its number (`openssl errstr` explains
  /// it).
  fileprivate static var lastReason: String {
    let error = ERR_peek_last_error()
    return ERR_reason_error_string(error).map { String(cString: $0) }
      ?? "error:" + String(error, radix: 16, uppercase: true)
  }

  fileprivate static var lastOfLibrary: ProbeError { .library(reason: lastReason) }
}
