// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
public import Facts

/// Certificates for the practice server and for tests: version 3, signed with ECDSA and SHA-256.
///
/// Extensions: basic constraints and key usage (critical), key identifiers of subject and authority, and for
/// a server its purpose and DNS names.
public enum PracticeCertificate {
  /// Creates a certificate.
  ///
  /// - Parameters:
  ///   - subject: attributes in encoding order (country first, common name last); labels as in RFC 4514 or
  ///     Windows, or object identifiers in dotted decimal.
  ///   - serial: the octets of the number, first octet first, without sign.
  ///   - notBefore: the start of validity; `notAfter` is its end.
  ///   - key: the key of the subject.
  ///   - issuer: the authority's certificate and key; `nil` makes the certificate self-signed.
  ///   - isAuthority: the value in the basic constraints.
  ///   - dnsNames: letters, digits, `-`, `.`, `_` and `*`.
  public static func make(
    subject: [(label: String, value: String)], serial: [UInt8], notBefore: Instant, notAfter: Instant,
    key: PracticeKey, issuer: (certificate: Certificate, key: PracticeKey)? = nil, isAuthority: Bool,
    dnsNames: [String] = []
  ) throws(PracticeError) -> Certificate {
    Library.clearErrors()
    defer { Library.clearErrors() }
    guard let draft = X509_new() else { throw .lastError }
    defer { X509_free(draft) }
    var authority: OpaquePointer?
    defer { X509_free(authority) }
    if let issuer {
      authority = parsed(issuer.certificate.der)
      guard authority != nil else { throw .lastError }
    }

    try require(X509_set_version(draft, 2))
    try setSerial(serial, of: draft)
    try setTime(notBefore) { X509_set1_notBefore(draft, $0) }
    try setTime(notAfter) { X509_set1_notAfter(draft, $0) }
    try setSubject(subject, of: draft)
    try require(X509_set_issuer_name(draft, X509_get_subject_name(authority ?? draft)))
    try require(X509_set_pubkey(draft, key.handle))
    for (identifier, value) in try extensions(isAuthority: isAuthority, dnsNames: dnsNames) {
      try addExtension(identifier, value, to: draft, authority: authority ?? draft)
    }
    guard X509_sign(draft, (issuer?.key ?? key).handle, EVP_sha256()) > 0 else { throw .lastError }
    return try encoded(draft)
  }

  private static func extensions(
    isAuthority: Bool, dnsNames: [String]
  ) throws(PracticeError) -> [(Int32, String)] {
    var list = [
      (NID_basic_constraints, "critical,CA:\(isAuthority ? "TRUE" : "FALSE")"),
      (NID_key_usage, isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature"),
      (NID_subject_key_identifier, "hash"),
      (NID_authority_key_identifier, "keyid"),
    ]
    if !isAuthority { list.append((NID_ext_key_usage, "serverAuth")) }
    // The list below is in a small language of libcrypto: a comma in a name would begin another entry.
    for name in dnsNames {
      let isPlain = name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
      guard isPlain, !name.isEmpty else { throw .badName(name) }
    }
    if !dnsNames.isEmpty {
      list.append((NID_subject_alt_name, dnsNames.map { "DNS:\($0)" }.joined(separator: ",")))
    }
    return list
  }
}

// MARK: - One C object each

extension PracticeCertificate {
  private static func require(_ result: Int32) throws(PracticeError) {
    guard result == 1 else { throw .lastError }
  }

  private static func parsed(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return d2i_X509(nil, &position, buffer.count)
    }
  }

  private static func setSerial(_ bytes: [UInt8], of draft: OpaquePointer) throws(PracticeError) {
    guard let number = BN_bin2bn(bytes, Int32(bytes.count), nil) else { throw .lastError }
    defer { BN_free(number) }
    guard let serial = BN_to_ASN1_INTEGER(number, nil) else { throw .lastError }
    defer { ASN1_INTEGER_free(serial) }
    try require(X509_set_serialNumber(draft, serial))
  }

  private static func setTime(
    _ instant: Instant, _ set: (UnsafePointer<ASN1_TIME>) -> Int32
  ) throws(PracticeError) {
    guard let time = ASN1_TIME_set(nil, instant.secondsSince1970) else { throw .lastError }
    defer { ASN1_TIME_free(time) }
    try require(set(time))
  }

  private static func setSubject(
    _ attributes: [(label: String, value: String)], of draft: OpaquePointer
  ) throws(PracticeError) {
    guard let name = X509_NAME_new() else { throw .lastError }
    defer { X509_NAME_free(name) }
    for (label, value) in attributes {
      guard let type = AttributeType(label: label) else { throw .unknownLabel(label) }
      let octets = Array(value.utf8)
      let isAdded = X509_NAME_add_entry_by_txt(
        name, type.dotted, MBSTRING_FLAG, octets, Int32(octets.count), -1, 0)
      guard isAdded == 1 else { throw .badValue(label: label, value: value) }
    }
    try require(X509_set_subject_name(draft, name))
  }

  private static func addExtension(
    _ identifier: Int32, _ value: String, to draft: OpaquePointer, authority: OpaquePointer
  ) throws(PracticeError) {
    var context = X509V3_CTX()
    X509V3_set_ctx(&context, authority, draft, nil, nil, 0)
    guard let made = X509V3_EXT_conf_nid(nil, &context, identifier, value) else { throw .lastError }
    defer { X509_EXTENSION_free(made) }
    try require(X509_add_ext(draft, made, -1))
  }

  private static func encoded(_ draft: OpaquePointer) throws(PracticeError) -> Certificate {
    var memory: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(draft, &memory)
    defer { shim_OPENSSL_free(memory) }
    guard count > 0, let memory else { throw .lastError }
    do {
      return try Certificate(der: Array(UnsafeBufferPointer(start: memory, count: Int(count))))
    } catch {
      throw .lastError
    }
  }
}
