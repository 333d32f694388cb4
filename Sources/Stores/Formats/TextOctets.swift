// SPDX-License-Identifier: GPL-3.0-or-later

import Listings

/// A text file's octets in an encoding that has ASCII in it: UTF-16 with a byte order mark is turned into
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
