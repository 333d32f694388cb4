// SPDX-License-Identifier: GPL-3.0-or-later

/// The characters of a registry export, looked at where they stand: UTF-16 of either order or UTF-8, with a
/// byte order mark or without. Positions are offsets in the file.
///
/// Nothing is converted as a whole, because an export of a large store has tens of millions of characters and
/// almost all of them are hexadecimal digits.
struct RegistryText {
  let bytes: [UInt8]
  /// Bytes a character: 2 in UTF-16.
  let width: Int
  /// Where in a UTF-16 unit its low octet stands.
  let low: Int
  /// Behind the byte order mark.
  let start: Int
  /// Behind the last whole character.
  let end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE): (width, low, start) = (2, 0, 2)
    case (0xFE, 0xFF): (width, low, start) = (2, 1, 2)
    case (let first?, 0) where first != 0: (width, low, start) = (2, 0, 0)
    case (0, let second?) where second != 0: (width, low, start) = (2, 1, 0)
    default: (width, low, start) = (1, 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    }
    end = bytes.count - (bytes.count - start) % width
  }

  /// Whether the first line is that of a registry export.
  ///
  /// Source: Microsoft KB 310516, “How to add, modify, or delete registry subkeys and values by using a .reg file”.
  static func isExport(_ bytes: [UInt8]) -> Bool {
    let text = RegistryText(bytes)
    return text.matches("windows registry editor version ", at: text.first)
      || text.matches("regedit4", at: text.first)
  }

  /// Where the first character stands that is neither blank nor a line end.
  var first: Int {
    var position = start
    while position < end, Self.isBlank(self[position]) || Self.isLineEnd(self[position]) { position += width }
    return position
  }

  /// The character as ASCII; 0xFF for every other.
  subscript(position: Int) -> UInt8 {
    if width == 1 { return bytes[position] }
    return bytes[position + 1 - low] == 0 ? bytes[position + low] : 0xFF
  }

  static func isBlank(_ character: UInt8) -> Bool { character == 0x20 || character == 0x09 }
  static func isLineEnd(_ character: UInt8) -> Bool { character == 0x0A || character == 0x0D }

  /// Whether `word`, in lower case, stands there in either case.
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

  /// Moves to the line end, or to the end of the text.
  func skipToLineEnd(_ position: inout Int) {
    while position < end, !Self.isLineEnd(self[position]) { position += width }
  }

  func isAtLineEnd(_ position: Int) -> Bool { position >= end || Self.isLineEnd(self[position]) }

  /// The line in which a position stands, from 1.
  func line(of position: Int) -> Int {
    stride(from: start, to: min(position, end), by: width).reduce(1) { self[$1] == 0x0A ? $0 + 1 : $0 }
  }

  /// For people.
  func string(_ range: Range<Int>) -> String {
    guard width == 2 else { return String(decoding: bytes[range], as: UTF8.self) }
    let units = stride(from: range.lowerBound, to: range.upperBound, by: 2)
      .map { UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8 }
    return String(decoding: units, as: UTF16.self)
  }
}
