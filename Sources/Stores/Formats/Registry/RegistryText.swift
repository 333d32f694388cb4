// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Listings

/// The characters of a registry export, read in place: UTF-16 of either byte order or UTF-8, with or without
/// a byte order mark. Positions are indices of `bytes`.
///
/// The text is not converted as a whole, because an export of a large store has tens of millions of
/// characters, almost all of which are hexadecimal digits.
struct RegistryText {
  let bytes: [UInt8]
  let width: Int
  let low: Int
  /// After the byte order mark.
  let start: Int
  /// After the last complete character.
  let end: Int

  init(_ bytes: [UInt8]) {
    let encoding = TextEncoding(bytes)
    self.init(bytes, encoding, encoding.mark..<encoding.end(of: bytes.count))
  }

  /// The characters in a part of `bytes`: a range of complete characters.
  init(_ bytes: [UInt8], _ encoding: TextEncoding, _ range: Range<Int>) {
    precondition(range.upperBound <= bytes.count, "a text ends where its octets do")
    self.bytes = bytes
    width = encoding.width
    low = encoding.low
    start = range.lowerBound
    end = range.upperBound
  }

  /// Whether the first line is that of a registry export.
  ///
  /// Source: Microsoft KB 310516, “How to add, modify, or delete registry subkeys and values by using a
  /// .reg file”.
  static func isExport(_ bytes: [UInt8]) -> Bool {
    let text = RegistryText(bytes)
    return text.matches("windows registry editor version ", at: text.first)
      || text.matches("regedit4", at: text.first)
  }

  /// The position of the first character that is neither blank nor a line end.
  var first: Int {
    var position = start
    while position < end, Self.isBlank(self[position]) || Self.isLineEnd(self[position]) { position += width }
    return position
  }

  /// The character as ASCII; 0xFF for any other.
  subscript(position: Int) -> UInt8 {
    if width == 1 { return bytes[position] }
    return bytes[position + 1 - low] == 0 ? bytes[position + low] : 0xFF
  }

  static func isBlank(_ character: UInt8) -> Bool { character == 0x20 || character == 0x09 }
  static func isLineEnd(_ character: UInt8) -> Bool { character == 0x0A || character == 0x0D }

  /// Whether `word`, given in lower case, is at this position, in either case.
  func matches(_ word: StaticString, at position: Int) -> Bool {
    word.withUTF8Buffer { word in
      guard word.count * width <= end - position else { return false }
      return word.indices.allSatisfy { Self.lowered(self[position + $0 * width]) == word[$0] }
    }
  }

  static func lowered(_ character: UInt8) -> UInt8 {
    (0x41...0x5A).contains(character) ? character | 0x20 : character
  }

  func skipBlanks(_ position: inout Int) {
    while position < end, Self.isBlank(self[position]) { position += width }
  }

  /// Moves to the line end or the end of the text.
  func skipToLineEnd(_ position: inout Int) {
    let octets = bytes.span
    var place = position
    if width == 2 {
      while place < end, octets[place + 1 - low] != 0 || !Self.isLineEnd(octets[place + low]) { place += 2 }
    } else {
      while place < end, !Self.isLineEnd(octets[place]) { place += 1 }
    }
    position = place
  }

  /// The characters of a range in lower case, as ASCII; 0xFF for any other.
  func lowered(_ range: Range<Int>) -> [UInt8] {
    stride(from: range.lowerBound, to: range.upperBound, by: width).map { Self.lowered(self[$0]) }
  }

  /// Whether a range contains exactly these octets.
  func stands(_ octets: [UInt8], at range: Range<Int>) -> Bool {
    guard octets.count == range.count, range.upperBound <= bytes.count else { return false }
    // Both have this many octets.
    return bytes.withUnsafeBytes { text in
      octets.withUnsafeBytes { other in
        guard let one = text.baseAddress, let two = other.baseAddress else { return true }
        return memcmp(one + range.lowerBound, two, other.count) == 0
      }
    }
  }

  func isAtLineEnd(_ position: Int) -> Bool { position >= end || Self.isLineEnd(self[position]) }

  /// The line of a position, from 1.
  func line(of position: Int) -> Int {
    stride(from: start, to: min(position, end), by: width).reduce(1) { self[$1] == 0x0A ? $0 + 1 : $0 }
  }

  /// The position of the first key at or after `position` that follows a line feed; `nil` if there is none.
  func key(from position: Int) -> Int? {
    var position = max(position, start + width)
    while position < end {
      if self[position] == UInt8(ascii: "["), self[position - width] == 0x0A { return position }
      position += width
    }
    return nil
  }

  /// The text of a range, for users.
  func string(_ range: Range<Int>) -> String {
    guard width == 2 else { return String(decoding: bytes[range], as: UTF8.self) }
    let units = stride(from: range.lowerBound, to: range.upperBound, by: 2)
      .map { UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8 }
    return String(decoding: units, as: UTF16.self)
  }
}

extension TextEncoding {
  /// After the last complete character of a file.
  func end(of count: Int) -> Int { count - (count - mark) % width }
}
