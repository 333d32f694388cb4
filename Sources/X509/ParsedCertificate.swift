// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts

/// A certificate as parsed by libcrypto. The handle never leaves this target.
final class ParsedCertificate {
  let handle: OpaquePointer

  /// - Throws: libcrypto's objection.
  init(_ certificate: Certificate) throws(MalformedCertificate) {
    Library.clearErrors()
    defer { Library.clearErrors() }
    guard let empty = X509_new_ex(Library.context.handle, nil) else { throw .lastError }
    var handle: OpaquePointer? = empty
    let consumed = certificate.encoded.withUnsafeBufferPointer { buffer -> Int? in
      var position = buffer.baseAddress
      guard d2i_X509(&handle, &position, buffer.count) != nil, let position else { return nil }
      return buffer.baseAddress.map { position - $0 }
    }
    // On failure, d2i_X509 has freed the object and set the pointer to nil.
    guard let consumed, let parsed = handle else { throw .lastError }
    guard consumed == certificate.encoded.count else {
      X509_free(parsed)
      throw .trailingBytes(offset: consumed)
    }
    self.handle = parsed
  }

  deinit { X509_free(handle) }

  /// Whether it may issue certificates: according to its basic constraints or, if it has none, as a
  /// self-signed version 1 certificate or according to its key usage.
  ///
  /// Source: X509_check_ca(3).
  var mayIssue: Bool {
    defer { Library.clearErrors() }
    return X509_check_ca(handle) != 0
  }

  /// The subject key identifier; `nil` if there is none.
  ///
  /// Source: RFC 5280 § 4.2.1.2.
  var subjectKeyIdentifier: [UInt8]? {
    defer { Library.clearErrors() }
    return X509_get0_subject_key_id(handle).map(Self.octets)
  }

  /// The key identifier of the issuer; `nil` if the certificate does not contain it.
  ///
  /// Source: RFC 5280 § 4.2.1.1.
  var authorityKeyIdentifier: [UInt8]? {
    defer { Library.clearErrors() }
    return X509_get0_authority_key_id(handle).map(Self.octets)
  }

  private static func octets(_ string: UnsafePointer<ASN1_OCTET_STRING>) -> [UInt8] {
    Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
  }

  /// The path length constraint; `nil` if there is none.
  ///
  /// Source: RFC 5280 § 4.2.1.9.
  var pathLength: Int? {
    defer { Library.clearErrors() }
    let length = X509_get_pathlen(handle)
    return length >= 0 ? length : nil
  }
}
