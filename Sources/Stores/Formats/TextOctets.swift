// SPDX-License-Identifier: GPL-3.0-or-later

import Listings

/// The octets of a text file in an ASCII-compatible encoding: UTF-16 with a byte order mark is converted to
/// UTF-8.
struct TextOctets {
  /// Without the mark. Indices are offsets in the file, unless `isWide`.
  let octets: ArraySlice<UInt8>
  /// Whether the file is UTF-16.
  let isWide: Bool

  init(_ bytes: [UInt8]) {
    let encoding = TextEncoding(markOf: bytes)
    octets = encoding.narrowed(bytes)
    isWide = encoding.width == 2
  }
}
