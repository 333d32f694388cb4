// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
public import Facts

/// The properties of a server certificate that Lync Server has requirements for, as libcrypto reads them.
public struct ServerCertificate: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    /// The size of the modulus in bits.
    case rsa(bits: Int)
    case ellipticCurve(bits: Int)
    case other
  }

  /// Whether the extended key usage allows server authentication, or is absent and so does not forbid it.
  public let allowsServerAuthentication: Bool
  public let hasRevocationPoints: Bool
  public let key: Key
  /// libcrypto's name for the signature's digest, such as `SHA256`; `nil` if the algorithm has no separate
  /// digest.
  public let digest: String?
  public let isSignedWithPSS: Bool
  /// The DNS names in the subject alternative name.
  public let dnsNames: [String]

  /// - Throws: `MalformedCertificate` if libcrypto does not decode the certificate.
  public init(_ certificate: Certificate) throws(MalformedCertificate) {
    let parsed = try ParsedCertificate(certificate)
    let handle = parsed.handle
    // The first call also fills in the extension flags.
    let usage = X509_get_extended_key_usage(handle)
    let isRestricted = X509_get_extension_flags(handle) & UInt32(EXFLAG_XKUSAGE) != 0
    allowsServerAuthentication = !isRestricted || usage & UInt32(XKU_SSL_SERVER) != 0
    hasRevocationPoints = X509_get_ext_by_NID(handle, NID_crl_distribution_points, -1) >= 0
    isSignedWithPSS = X509_get_signature_nid(handle) == NID_rsassaPss
    key = Self.key(handle)
    digest = Self.digest(handle)
    dnsNames = Self.dnsNames(handle)
    withExtendedLifetime(parsed) {}
  }

  private static func key(_ handle: OpaquePointer) -> Key {
    guard let key = X509_get0_pubkey(handle) else { return .other }
    let bits = Int(EVP_PKEY_get_bits(key))
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS: return .rsa(bits: bits)
    case EVP_PKEY_EC: return .ellipticCurve(bits: bits)
    default: return .other
    }
  }

  private static func digest(_ handle: OpaquePointer) -> String? {
    var digest: Int32 = 0
    guard X509_get_signature_info(handle, &digest, nil, nil, nil) == 1, digest != NID_undef,
      let name = OBJ_nid2sn(digest)
    else { return nil }
    return String(cString: name)
  }

  private static func dnsNames(_ handle: OpaquePointer) -> [String] {
    guard let names = X509_get_ext_d2i(handle, NID_subject_alt_name, nil, nil) else { return [] }
    let stack = OpaquePointer(names)
    defer { GENERAL_NAMES_free(stack) }
    return (0..<max(0, OPENSSL_sk_num(stack))).compactMap { index in
      guard let name = OPENSSL_sk_value(stack, index)?.assumingMemoryBound(to: GENERAL_NAME.self),
        name.pointee.type == GEN_DNS, let text = name.pointee.d.dNSName,
        let bytes = ASN1_STRING_get0_data(text)
      else { return nil }
      return String(
        decoding: UnsafeBufferPointer(start: bytes, count: Int(ASN1_STRING_length(text))), as: UTF8.self)
    }
  }
}
