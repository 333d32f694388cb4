// SPDX-License-Identifier: GPL-3.0-or-later

import COpenSSL

/// Decodes public keys of every type that libcrypto knows. It is reused, because creating one takes as long
/// as thirty keys.
final class KeyDecoder {
  /// Where the decoder stores a key.
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
  func key(_ info: ArraySlice<UInt8>) -> PublicKey? {
    guard let decoder else { return nil }
    slot.pointee = nil
    info.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      var rest = buffer.count
      _ = OSSL_DECODER_from_data(decoder, &position, &rest)
    }
    return slot.pointee.map(PublicKey.init(takingOwnershipOf:))
  }
}
