// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// Decodes public keys of every kind that libcrypto knows. It is kept, because to make one takes as long as thirty keys.
final class KeyDecoder {
  /// Where the decoder puts a key.
  private let slot: UnsafeMutablePointer<OpaquePointer?>
  private let decoder: OpaquePointer?

  init() {
    slot = .allocate(capacity: 1)
    slot.initialize(to: nil)
    decoder = shim_public_key_decoder(slot, Library.context.handle)
  }

  deinit {
    OSSL_DECODER_CTX_free(decoder)
    slot.deallocate()
  }

  /// - Parameter info: SubjectPublicKeyInfo as encoded.
  func key(_ info: ArraySlice<UInt8>) -> AnyKey? {
    guard let decoder else { return nil }
    slot.pointee = nil
    info.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      var rest = buffer.count
      _ = OSSL_DECODER_from_data(decoder, &position, &rest)
    }
    return slot.pointee.map(AnyKey.init(takingOwnershipOf:))
  }
}

/// A public key of any kind.
final class AnyKey {
  private let handle: OpaquePointer

  init(takingOwnershipOf handle: OpaquePointer) { self.handle = handle }

  deinit { EVP_PKEY_free(handle) }

  func verify(_ signature: CertificateSignature, _ digests: FetchedDigests) -> SignatureVerifier.Answer {
    // The octets that were signed are taken as they are: an element of any type is not encoded anew.
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
