// SPDX-License-Identifier: GPL-3.0-or-later

/// A text file's octets in an encoding that has ASCII in it: UTF-16 with a byte order mark is turned into
/// UTF-8.
///
/// Windows tools save “Unicode” as UTF-16 little-endian with a mark, and “UTF-8” with a mark.
struct TextOctets {
  /// Without the mark. Indices are offsets in the file, unless `isWide`.
  let octets: ArraySlice<UInt8>
  /// Whether the file is UTF-16.
  let isWide: Bool

  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) {
      octets = WideOctets.narrowed(bytes.dropFirst(2), high: 1)[...]
      isWide = true
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      octets = WideOctets.narrowed(bytes.dropFirst(2), high: 0)[...]
      isWide = true
    } else {
      octets = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
      isWide = false
    }
  }
}
