// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts

/// The signature of a certificate, in the form that libcrypto needs.
final class CertificateSignature {
  /// The signed data: an element as encoded.
  let body: ArraySlice<UInt8>
  let algorithm: UnsafeMutablePointer<X509_ALGOR>
  let value: UnsafeMutablePointer<ASN1_BIT_STRING>
  /// libcrypto's number of the digest; `NID_undef` if the algorithm has no separate one (Ed25519,
  /// RSASSA-PSS).
  let digest: Int32
  /// libcrypto's number of the key type; `NID_undef` if it does not know the algorithm.
  private let keyKind: Int32

  /// - Returns: `nil` if the parts are invalid, or name two algorithms.
  init?(_ parts: SignedParts) {
    // RFC 5280 § 4.1.1.2.
    guard parts.algorithm.elementsEqual(parts.signedAlgorithm) else { return nil }
    let algorithm = parts.algorithm.decoded { d2i_X509_ALGOR(nil, $0, $1) }
    let value = parts.value.decoded { d2i_ASN1_BIT_STRING(nil, $0, $1) }
    // The lowest bits of the flags count the unused bits; a signature consists of whole octets.
    guard let algorithm, let value, value.pointee.flags & 0x07 == 0 else {
      X509_ALGOR_free(algorithm)
      ASN1_BIT_STRING_free(value)
      return nil
    }
    var digest = NID_undef
    var keyKind = NID_undef
    _ = OBJ_find_sigid_algs(OBJ_obj2nid(algorithm.pointee.algorithm), &digest, &keyKind)
    body = parts.tbsCertificate
    self.algorithm = algorithm
    self.value = value
    self.digest = digest
    self.keyKind = keyKind
  }

  deinit {
    X509_ALGOR_free(algorithm)
    ASN1_BIT_STRING_free(value)
  }

  var isKnown: Bool { keyKind != NID_undef }

  /// Whether the signature is RSASSA-PKCS1-v1_5.
  var isPlainRSA: Bool { keyKind == NID_rsaEncryption }

  /// The octets of the signature.
  var octets: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: ASN1_STRING_get0_data(value), count: Int(ASN1_STRING_length(value)))
  }
}

extension ArraySlice<UInt8> {
  /// The octets, decoded with one of libcrypto's d2i functions.
  func decoded<Value>(_ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> Value?) -> Value? {
    withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return decode(&position, buffer.count)
    }
  }
}
