// SPDX-License-Identifier: GPL-3.0-or-later

/// Strict Base64: the standard alphabet, padding where it belongs, unused bits zero. White space is skipped.
///
/// Source: RFC 4648 § 4; RFC 7468 § 3 for the white space.
enum Base64 {
  /// - Returns: the octets, or the offset of the error as an index of `text`; its end index if digits are
  ///   missing.
  static func decode(_ text: ArraySlice<UInt8>) -> Result<[UInt8], Failure> {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var digits = 0
    var padding = 0
    for index in text.indices where !isBlank(text[index]) {
      if text[index] == 0x3D {
        padding += 1
        guard padding <= 2, digits + padding >= 3, digits + padding <= 4 else {
          return .failure(Failure(offset: index))
        }
        continue
      }
      guard padding == 0, let digit = value(text[index]) else { return .failure(Failure(offset: index)) }
      group = group << 6 | digit
      digits += 1
      if digits == 4 {
        octets += [
          UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
          UInt8(truncatingIfNeeded: group),
        ]
        group = 0
        digits = 0
      }
    }
    switch (digits, padding) {
    case (0, 0): break
    case (2, 2) where group & 0xF == 0: octets.append(UInt8(truncatingIfNeeded: group >> 4))
    case (3, 1) where group & 0x3 == 0:
      octets += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
    default: return .failure(Failure(offset: text.endIndex))
    }
    return .success(octets)
  }

  struct Failure: Error, Hashable {
    let offset: Int
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether the octet can occur in Base64 text.
  static func isPossible(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x3D || value(byte) != nil }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61) + 26
    case 0x30...0x39: UInt32(byte - 0x30) + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
