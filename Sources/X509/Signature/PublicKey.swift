// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL
import Facts

/// A public key of any kind.
final class PublicKey {
  private let handle: OpaquePointer

  init(takingOwnershipOf handle: OpaquePointer) { self.handle = handle }

  deinit { EVP_PKEY_free(handle) }

  func verify(_ signature: CertificateSignature, _ digests: FetchedDigests) -> SignatureVerifier.Answer {
    // The signed octets are used unchanged: a decoded ASN1_TYPE is not encoded again.
    guard let body = signature.body.decoded({ d2i_ASN1_TYPE(nil, $0, $1) }) else { return .invalid }
    defer { ASN1_TYPE_free(body) }
    let code = ASN1_item_verify_ex(
      ASN1_ANY_it(), signature.algorithm, signature.value, body, nil, handle, Library.context.handle, nil)
    if code == 1 { return .valid }
    guard signature.isKnown, signature.digest == NID_undef || digests.has(signature.digest) else {
      return .unknown
    }
    return .invalid
  }
}
