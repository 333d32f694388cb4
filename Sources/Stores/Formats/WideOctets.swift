// SPDX-License-Identifier: GPL-3.0-or-later

/// UTF-16 as octets of a file.
enum WideOctets {
  /// The same text in UTF-8; an odd octet at the end is dropped, halves of pairs become U+FFFD.
  ///
  /// - Parameters:
  ///   - bytes: without a byte order mark.
  ///   - high: which octet of two is the more significant, 0 or 1.
  static func narrowed(_ bytes: ArraySlice<UInt8>, high: Int) -> [UInt8] {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { start in
      UInt16(bytes[start + high]) << 8 | UInt16(bytes[start + 1 - high])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
