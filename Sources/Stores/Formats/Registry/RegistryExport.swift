// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates of a registry export (`reg export`, Samba's `net rpc registry export`).
///
/// ```
/// Windows Registry Editor Version 5.00            or REGEDIT4
/// [HKEY_LOCAL_MACHINE\…]                          a key; [-…] deletes one
/// "Blob"=hex:04,00,00,00,\                        a value, continued after a backslash
///   01,00
/// "name"="text"   "name"=dword:…   @=…   "name"=-  other values, skipped
/// ; a comment
/// ```
/// A line that is none of these invalidates its value or key: otherwise, in a damaged file, the next value
/// would be assigned to the wrong key. Reading continues at the next key.
///
/// Source: Microsoft KB 310516; exports of Windows, Wine and Samba.
struct RegistryExport {
  private let text: RegistryText
  private var position: Int
  private var finds: RegistryFinds
  /// Whether the last value continues past the end of the text.
  private var isCut = false
  /// Whether a value named Blob is being read.
  private var isInBlob = false
  /// The error in the first unreadable line.
  private var damage: FormatError?
  /// The number of keys and values of any kind.
  private var keyCount = 0
  private var valueCount = 0

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    var export = whole(bytes)
    var part = try export.finds.part()
    part.tally.noteEnd(of: export.text, size: bytes.count, isCut: export.isCut)
    return part.contents()
  }

  /// The contents of a file, from its title on.
  private static func whole(_ bytes: [UInt8]) -> RegistryExport {
    let text = RegistryText(bytes)
    var export = RegistryExport(text, base: 0, from: text.first)
    text.skipToLineEnd(&export.position)
    export.readLines()
    return export
  }

  /// - Throws: `FormatError` for an unreadable line: before writing to a registry, everything must be known.
  private static func undamaged(_ bytes: [UInt8]) throws(FormatError) -> RegistryExport {
    let export = whole(bytes)
    if let damage = export.damage { throw damage }
    return export
  }

  static func entries(_ bytes: [UInt8]) throws(FormatError) -> [RegistryEntry] {
    try undamaged(bytes).finds.entries
  }

  /// The single entry of a text that contains this entry's value and nothing else.
  static func onlyEntry(_ bytes: [UInt8]) throws(FormatError) -> RegistryEntry? {
    let export = try undamaged(bytes)
    guard export.keyCount == 1, export.valueCount == 1 else { return nil }
    return export.finds.entries.first
  }

  /// Reads a text that may be part of an export: all of it, from its title or a key to the start of another
  /// key.
  ///
  /// - Parameters:
  ///   - base: the offset in the file at which the octets of the text begin.
  ///   - scratch: octets that can be overwritten.
  /// - Returns: `nil` unless the text ends at the end of a line, and every line can be read. Otherwise, its
  ///   beginning or end was not that of a key, or something is wrong; only the whole file can show which.
  static func part(
    _ text: RegistryText, base: Int, hasTitle: Bool, scratch: inout [UInt8]
  ) -> RegistryFinds.Part? {
    var export = RegistryExport(
      text, base: base, from: hasTitle ? text.first : text.start, over: exchange(&scratch, with: []))
    defer { scratch = export.finds.decoded.octets }
    if hasTitle { text.skipToLineEnd(&export.position) }
    export.readLines()
    guard export.damage == nil, export.position == text.end, !export.isCut else { return nil }
    return try? export.finds.part()
  }

  private init(_ text: RegistryText, base: Int, from position: Int, over used: consuming [UInt8] = []) {
    self.text = text
    self.position = position
    finds = RegistryFinds(text, base: base, decoded: DecodedOctets(pairsOf: text, over: used))
  }

  // MARK: - Lines

  private mutating func readLines() {
    while position < text.end {
      switch text[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += text.width
      case UInt8(ascii: ";"): text.skipToLineEnd(&position)
      default:
        let start = position
        do throws(FormatError) { try readLine() } catch { passOver(error, from: start) }
      }
    }
    finds.leave()
  }

  private mutating func readLine() throws(FormatError) {
    switch text[position] {
    case UInt8(ascii: "["): try readKey()
    case UInt8(ascii: "\""), UInt8(ascii: "@"): try readValue()
    default: throw unreadable(at: position)
    }
  }

  /// Continues at the next key after the start of unreadable data.
  ///
  /// A line that is not the value of a certificate's key may be the name of the next key: then the owner of
  /// the values after it is unknown.
  private mutating func passOver(_ error: FormatError, from start: Int) {
    damage = damage ?? error
    let isAtEnd = position >= text.end
    if text[start] != UInt8(ascii: "["), isInBlob || finds.lacksBlob {
      finds.spoil(error)
    } else {
      finds.enterUnknown(at: start, reason: error)
    }
    isInBlob = false
    position = start
    repeat {
      text.skipToLineEnd(&position)
      while position < text.end, RegistryText.isBlank(text[position]) || text.isAtLineEnd(position) {
        position += text.width
      }
    } while position < text.end && text[position] != UInt8(ascii: "[")
    if isAtEnd, position >= text.end { isCut = true }
  }

  private func unreadable(at position: Int) -> FormatError {
    .badRegistryLine(offset: finds.base + position, line: text.line(of: position))
  }

  private mutating func readKey() throws(FormatError) {
    keyCount += 1
    let start = position
    text.skipToLineEnd(&position)
    var pathEnd = position
    while pathEnd > start + text.width, RegistryText.isBlank(text[pathEnd - text.width]) {
      pathEnd -= text.width
    }
    guard pathEnd > start + text.width, text[pathEnd - text.width] == UInt8(ascii: "]") else {
      throw unreadable(at: start)
    }
    finds.enter(start + text.width..<pathEnd - text.width, at: start)
  }

  // MARK: - Values

  private mutating func readValue() throws(FormatError) {
    valueCount += 1
    let start = position
    let isBlob = text.matches("\"blob\"", at: position)
    if text[position] == UInt8(ascii: "@") {
      position += text.width
    } else {
      try skipString()
      if !isBlob { finds.noteValue(named: start + text.width..<position - text.width) }
    }
    text.skipBlanks(&position)
    guard position < text.end, text[position] == UInt8(ascii: "=") else { throw unreadable(at: start) }
    position += text.width
    text.skipBlanks(&position)
    if isBlob, let digits = binaryStart() {
      try readBlob(at: start, digits: digits)
    } else if position < text.end, text[position] == UInt8(ascii: "\"") {
      try skipString()
      text.skipBlanks(&position)
      // A text without its closing quote ends at the next one, and would include a key.
      guard text.isAtLineEnd(position) || text[position] == UInt8(ascii: ";") else {
        throw unreadable(at: start)
      }
      text.skipToLineEnd(&position)
    } else {
      try skipContinuedLines()
    }
  }

  /// Where the digits of a binary value begin; `nil` for other types.
  private func binaryStart() -> Int? {
    if text.matches("hex:", at: position) { return position + 4 * text.width }
    return text.matches("hex(3):", at: position) ? position + 7 * text.width : nil
  }

  /// Moves past the closing quote. A text value may span several lines; quotes in it are escaped with a
  /// backslash.
  private mutating func skipString() throws(FormatError) {
    let start = position
    position += text.width
    while position < text.end {
      let character = text[position]
      position += text.width
      if character == UInt8(ascii: "\"") { return }
      if character == UInt8(ascii: "\\") { position += text.width }
    }
    throw unreadable(at: start)
  }

  private mutating func skipContinuedLines() throws(FormatError) {
    var isContinued = true
    while isContinued, position < text.end {
      let start = position
      text.skipToLineEnd(&position)
      var last = position
      while last > start, RegistryText.isBlank(text[last - text.width]) { last -= text.width }
      isContinued = last > start && text[last - text.width] == UInt8(ascii: "\\")
      guard isContinued else { return }
      while position < text.end, RegistryText.isLineEnd(text[position]) { position += text.width }
      // No value continues with a key.
      if position < text.end, text[position] == UInt8(ascii: "[") { throw unreadable(at: position) }
    }
    isCut = isContinued
  }

  private mutating func readBlob(at start: Int, digits: Int) throws(FormatError) {
    guard finds.takesBlob(at: start) else { return try skipContinuedLines() }
    position = digits
    isInBlob = true
    let first = finds.decoded.count
    guard text.readHexadecimal(&position, into: &finds.decoded) else { throw unreadable(at: position) }
    isInBlob = false
    finds.addBlob(first..<finds.decoded.count, at: start)
  }
}
