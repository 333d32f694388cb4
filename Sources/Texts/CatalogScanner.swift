// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of a catalog: one JSON object in UTF-8 without a byte order mark, all values are strings, no key
// occurs twice. Nothing is repaired. A dedicated scanner, because a general JSON reader requires Foundation,
// which costs more than everything else before the first prompt.

/// Reads the flat form `{ "key": "text", … }` (RFC 8259, strings only).
///
/// It borrows the bytes, so it must not outlive them. Every access is bounds-checked.
struct CatalogScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  /// The current text without its escapes; reused, so that it is allocated only once.
  private var unescaped: [UInt8] = []

  /// - Parameter offset: where reading starts.
  init(borrowing bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Reads the whole catalog.
  ///
  /// - Throws: `CatalogError` with the offset where reading stopped.
  mutating func texts() throws(CatalogError) -> [String: String] {
    try validate()
    var texts: [String: String] = [:]
    texts.reserveCapacity(bytes.count / Self.usualBytesPerText)
    try expect(Byte.openingBrace)
    skipBlanks()
    if try peek() != Byte.closingBrace {
      repeat {
        skipBlanks()
        let start = offset
        let key = try string()
        try expect(Byte.colon)
        skipBlanks()
        let text = try string()
        guard texts.updateValue(text, forKey: key) == nil else { throw .duplicateKey(key, offset: start) }
      } while try comma()
    }
    try expect(Byte.closingBrace)
    skipBlanks()
    guard offset == bytes.count else { throw .trailingBytes(offset: offset) }
    return texts
  }

  /// The usual number of bytes for a key, its text and their punctuation; only estimates the number of texts.
  private static let usualBytesPerText = 128
}

// MARK: - Punctuation

extension CatalogScanner {
  private func peek() throws(CatalogError) -> UInt8 {
    guard offset < bytes.count else { throw .truncated(offset: offset) }
    return bytes[offset]
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, Byte.isBlank(bytes[offset]) { offset += 1 }
  }

  private mutating func expect(_ wanted: UInt8) throws(CatalogError) {
    skipBlanks()
    let found = try peek()
    guard found == wanted else {
      throw .unexpected(byte: found, expected: Character(Unicode.Scalar(wanted)), offset: offset)
    }
    offset += 1
  }

  private mutating func comma() throws(CatalogError) -> Bool {
    skipBlanks()
    guard try peek() == Byte.comma else { return false }
    offset += 1
    return true
  }
}

// MARK: - Strings

extension CatalogScanner {
  /// Validates all bytes at once, so that extracted parts need no further check: they are always cut next to
  /// ASCII.
  private func validate() throws(CatalogError) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw .notUTF8(offset: error.byteOffsets.lowerBound)
    }
  }

  /// Reads one quoted text and resolves its escapes. The bytes must be UTF-8.
  mutating func string() throws(CatalogError) -> String {
    try expect(Byte.quote)
    let start = offset
    try skipPlain()
    if bytes[offset] == Byte.quote {
      defer { offset += 1 }
      return String(copying: unsafe UTF8Span(unchecked: bytes.span.extracting(start..<offset)))
    }
    unescaped.removeAll(keepingCapacity: true)
    var runStart = start
    while bytes[offset] == Byte.backslash {
      unescaped.append(contentsOf: bytes[runStart..<offset])
      append(try escape())
      runStart = offset
      try skipPlain()
    }
    unescaped.append(contentsOf: bytes[runStart..<offset])
    offset += 1
    return String(copying: unsafe UTF8Span(unchecked: unescaped.span))
  }

  /// Advances to the next quote or backslash.
  private mutating func skipPlain() throws(CatalogError) {
    var end = offset
    while end < bytes.count, bytes[end] != Byte.quote, bytes[end] != Byte.backslash {
      guard bytes[end] >= 0x20 else { throw .controlCharacter(byte: bytes[end], offset: end) }
      end += 1
    }
    offset = end
    guard end < bytes.count else { throw .truncated(offset: end) }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    unescaped.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Reads one escape, or two for a UTF-16 surrogate pair.
  private mutating func escape() throws(CatalogError) -> Unicode.Scalar {
    let start = offset
    offset += 1
    let letter = try peek()
    offset += 1
    switch letter {
    case Byte.quote, Byte.backslash, UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar(escapedAt: start)
    default: throw .badEscape(offset: start)
    }
  }

  private mutating func scalar(escapedAt start: Int) throws(CatalogError) -> Unicode.Scalar {
    let first = try codeUnit(escapedAt: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), offset + 1 < bytes.count,
      bytes[offset] == Byte.backslash, bytes[offset + 1] == UInt8(ascii: "u")
    else { throw .loneSurrogate(offset: start) }
    offset += 2
    let second = try codeUnit(escapedAt: offset - 2)
    guard UTF16.isTrailSurrogate(second) else { throw .loneSurrogate(offset: start) }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit(escapedAt start: Int) throws(CatalogError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let digit = Character(Unicode.Scalar(try peek()))
      guard digit.isASCII, let value = digit.hexDigitValue else { throw .badEscape(offset: start) }
      unit = unit << 4 | UInt16(value)
      offset += 1
    }
    return unit
  }
}

private enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openingBrace = UInt8(ascii: "{")
  static let closingBrace = UInt8(ascii: "}")
  /// Space, tab, line feed and carriage return: all that JSON allows between its parts.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
