// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import JSON

/// Where each key of a catalog stands, so that a text is decoded only when somebody asks for it: a start of the program
/// shows two dozen of a thousand texts.
///
/// The index trusts that the bytes are a well-formed catalog. The tests read every catalog that is built in as a whole,
/// with `JSONReader`, which trusts nothing.
struct CatalogIndex {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Offsets of keys' opening quotes by hash, one added so that zero means an empty slot; their count is a power of two.
  private let slots: [UInt32]

  /// - Parameter bytes: one flat JSON object; they have to outlive the index.
  init(borrowing bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var keys: [Int] = []
    keys.reserveCapacity(bytes.count / 64)
    var offset = 0
    while let key = Self.quote(in: bytes, from: offset), let keyEnd = Self.closing(in: bytes, from: key + 1),
      let text = Self.quote(in: bytes, from: keyEnd + 1),
      let textEnd = Self.closing(in: bytes, from: text + 1)
    {
      keys.append(key)
      offset = textEnd + 1
    }
    var capacity = 16
    while capacity < keys.count * 2 { capacity *= 2 }
    var slots = [UInt32](repeating: 0, count: capacity)
    for key in keys {
      var hash = Hash()
      var position = key + 1
      while bytes[position] != UInt8(ascii: "\"") {
        hash.combine(bytes[position])
        position += 1
      }
      var slot = Int(truncatingIfNeeded: hash.value) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt32(key + 1)
    }
    self.slots = slots
  }

  /// The text of a key; `nil` when the catalog has no such key.
  func text(_ key: String) -> String? {
    var key = key
    return key.withUTF8 { text(key: $0) }
  }

  private func text(key: UnsafeBufferPointer<UInt8>) -> String? {
    var hash = Hash()
    for byte in key { hash.combine(byte) }
    var slot = Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    while slots[slot] != 0 {
      let start = Int(slots[slot])
      if isKey(key, at: start) { return decoded(after: start + key.count + 1) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Whether the key that begins at `start` is this one, to its closing quote.
  private func isKey(_ key: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard let base = bytes.baseAddress, let wanted = key.baseAddress, start + key.count < bytes.count else {
      return false
    }
    return bytes[start + key.count] == UInt8(ascii: "\"") && memcmp(base + start, wanted, key.count) == 0
  }

  private func decoded(after offset: Int) -> String? {
    guard let quote = Self.quote(in: bytes, from: offset), let end = Self.closing(in: bytes, from: quote + 1)
    else { return nil }
    return try? JSONReader.read(Array(bytes[quote...end])[...]).string
  }

  private static func quote(in bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    guard offset < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + offset, 0x22, bytes.count - offset)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The quote that ends a string: one in front of which an even number of backslashes stands.
  private static func closing(in bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    var offset = offset
    while let quote = quote(in: bytes, from: offset) {
      var backslashes = 0
      while bytes[quote - 1 - backslashes] == UInt8(ascii: "\\") { backslashes += 1 }
      if backslashes.isMultiple(of: 2) { return quote }
      offset = quote + 1
    }
    return nil
  }

  /// FNV-1a. Source: draft-eastlake-fnv, § 2 and 5.
  private struct Hash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}

// The bytes are those of the built-in catalogs, which nothing changes.
extension CatalogIndex: @unchecked Sendable {}
