// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts

/// An RSA key that verifies RSASSA-PKCS1-v1_5 signatures, which almost all roots use.
///
/// It uses libcrypto's own type for such keys, deprecated since 3.0: the replacement takes twice as long per
/// signature, more than half of it to find out what to do.
final class RSAKey {
  /// 1.2.840.113549.1.1.1, rsaEncryption (RFC 3279 § 2.3.1).
  private static let identifier: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]

  private let handle: OpaquePointer

  /// - Parameter info: SubjectPublicKeyInfo as encoded.
  /// - Returns: `nil` if it does not contain such a key.
  init?(_ info: ArraySlice<UInt8>) {
    let octets = Array(info)
    guard let range = try? Self.key(in: octets),
      let handle = octets[range].decoded({ d2i_RSAPublicKey(nil, $0, $1) })
    else { return nil }
    self.handle = handle
  }

  deinit { RSA_free(handle) }

  /// The range of the key, after the octet that counts unused bits.
  private static func key(in info: [UInt8]) throws(DERError) -> Range<Int>? {
    var outer = DERReader(info)
    var parts = outer.inside(try outer.next(DERReader.Tag.sequence))
    var algorithm = parts.inside(try parts.next(DERReader.Tag.sequence))
    let name = try algorithm.next(DERReader.Tag.objectIdentifier)
    let key = try parts.next(DERReader.Tag.bitString).content
    guard info[name.content].elementsEqual(identifier), info[key].first == 0 else { return nil }
    return key.dropFirst()
  }

  func verify(_ signature: CertificateSignature, _ digests: FetchedDigests) -> SignatureVerifier.Answer {
    // libcrypto does not calculate with a longer modulus.
    guard RSA_bits(handle) <= OPENSSL_RSA_MAX_MODULUS_BITS else { return .unknown }
    let digest = digests.digest(signature.digest, of: signature.body)
    if let digest, isValid(signature, over: digest) { return .valid }
    return opens(signature, to: digest) ? .valid : .invalid
  }

  private func isValid(_ signature: CertificateSignature, over digest: [UInt8]) -> Bool {
    let octets = signature.octets
    return RSA_verify(
      signature.digest, digest, UInt32(digest.count), octets.baseAddress, UInt32(octets.count), handle) == 1
  }

  /// Whether this key opens the signature to its digest.
  ///
  /// For signatures that `RSA_verify` rejects. The parameters of the digest's algorithm are NULL, but must be
  /// accepted when absent (RFC 8017 § 9.2, appendix B.1): CCA India 2015 SPL, a root that Microsoft
  /// distributes, is signed that way. libcrypto lacks MD2, with which VeriSign's roots of 1996 are signed,
  /// which Windows Update distributes.
  ///
  /// - Parameter digest: `nil` if it cannot be computed. A signature by another key does not open at all (RFC
  ///   8017 § 8.2.2), so this identifies the signer even then, but not whether the signed data is unchanged.
  private func opens(_ signature: CertificateSignature, to digest: [UInt8]?) -> Bool {
    let octets = signature.octets
    var opened = [UInt8](repeating: 0, count: Int(RSA_size(handle)))
    let count = RSA_public_decrypt(
      Int32(octets.count), octets.baseAddress, &opened, handle, RSA_PKCS1_PADDING)
    guard count > 0, let info = DigestInfo(opened[..<Int(count)]) else { return false }
    return info.algorithm == signature.digest && (digest == nil || info.digest == digest)
  }
}

/// The content of an opened RSASSA-PKCS1-v1_5 signature.
///
/// Source: RFC 8017 § 9.2.
private struct DigestInfo {
  /// libcrypto's number of the digest algorithm.
  let algorithm: Int32
  let digest: [UInt8]

  /// - Returns: `nil` unless the octets are exactly its DER: additional octets would
  ///   make forged signatures possible.
  init?(_ octets: ArraySlice<UInt8>) {
    guard let info = octets.decoded({ d2i_X509_SIG(nil, $0, $1) }) else { return nil }
    defer { X509_SIG_free(info) }
    var memory: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509_SIG(info, &memory)
    defer { shim_OPENSSL_free(memory) }
    guard count == octets.count, UnsafeBufferPointer(start: memory, count: octets.count).elementsEqual(octets)
    else { return nil }
    var identifier: UnsafePointer<X509_ALGOR>?
    var value: UnsafePointer<ASN1_OCTET_STRING>?
    X509_SIG_get0(info, &identifier, &value)
    var object: OpaquePointer?
    var parameters = V_ASN1_UNDEF
    X509_ALGOR_get0(&object, &parameters, nil, identifier)
    guard parameters == V_ASN1_UNDEF || parameters == V_ASN1_NULL else { return nil }
    algorithm = OBJ_obj2nid(object)
    digest = Array(
      UnsafeBufferPointer(start: ASN1_STRING_get0_data(value), count: Int(ASN1_STRING_length(value))))
  }
}
