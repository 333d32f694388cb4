// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates in the output of `reg query <key> /s`.
///
/// ```
/// HKEY_LOCAL_MACHINE\…\Certificates\<thumbprint>
///     Blob    REG_BINARY    0300000001000000…
/// ```
/// A console breaks a value into several lines, which contain only digits, and the name of a key into two.
/// Other lines, such as the command itself, are skipped.
///
/// Source: output of reg.exe as published (Microsoft, “reg query”, and many answers that quote it); observed,
/// not documented.
struct RegistryQuery {
  private let text: RegistryText
  private var finds: RegistryFinds

  private init(_ text: RegistryText) {
    self.text = text
    // The longest possible value is the whole text.
    let room = [UInt8](repeating: 0, count: (text.end - text.start) / (2 * text.width))
    finds = RegistryFinds(text, decoded: DecodedOctets(over: room))
  }

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    var query = RegistryQuery(RegistryText(unbroken(bytes)))
    query.readLines()
    return try query.finds.part().contents()
  }

  /// Whether there is a key of certificate stores and a binary value.
  static func looksLike(_ bytes: [UInt8]) -> Bool {
    let text = RegistryText(bytes)
    var hasKey = false
    var line = text.start
    while line < text.end {
      if text.matches("hkey_", at: line) {
        hasKey =
          hasKey || text.line(at: line, contains: "\\systemcertificates\\")
          || text.line(at: line, contains: "\\enterprisecertificates\\")
      } else if hasKey, text.line(at: line, contains: "reg_binary") {
        return true
      }
      text.skipLine(&line)
    }
    return false
  }

  /// The narrowest console of Windows.
  private static let consoleColumns = 80

  /// The same text with the names of keys in one piece: a line break in one is moved behind it, so that
  /// offsets stay what they are.
  private static func unbroken(_ bytes: [UInt8]) -> [UInt8] {
    let text = RegistryText(bytes)
    var bytes = bytes
    var line = text.start
    while line < text.end {
      let key = line
      text.skipLine(&line)
      guard text.matches("hkey_", at: key) else { continue }
      var end = key
      text.skipToLineEnd(&end)
      guard end - key >= consoleColumns * text.width, text.isWord(at: line) else { continue }
      var rest = line
      text.skipToLineEnd(&rest)
      bytes.replaceSubrange(end..<rest, with: Array(bytes[line..<rest]) + Array(bytes[end..<line]))
      text.skipLine(&line)
    }
    return bytes
  }

  /// Whether all lines are keys or prompts, and one is a key of certificate stores.
  static func isOfKeys(_ bytes: [UInt8]) -> Bool {
    let text = RegistryText(bytes)
    var hasKey = false
    var line = text.start
    while line < text.end {
      var first = line
      text.skipBlanks(&first)
      // A prompt ends with a character that no key has.
      guard
        text.matches("hkey_", at: line) || text.isAtLineEnd(first) || text.line(at: line, contains: ">")
      else { return false }
      hasKey =
        hasKey
        || text.matches("hkey_", at: line)
          && (text.line(at: line, contains: "\\systemcertificates")
            || text.line(at: line, contains: "\\enterprisecertificates"))
      text.skipLine(&line)
    }
    return hasKey
  }

  private mutating func readLines() {
    var line = text.start
    while line < text.end {
      let start = line
      text.skipLine(&line)
      if text.matches("hkey_", at: start) {
        var end = start
        text.skipToLineEnd(&end)
        while RegistryText.isBlank(text[end - text.width]) { end -= text.width }
        finds.enter(start..<end, at: start)
      } else if let value = value(start) {
        readValue(value, at: start, next: &line)
      }
    }
    finds.leave()
  }

  private struct Value {
    let name: Range<Int>
    let isBinary: Bool
    /// The position at which its data begins.
    let data: Int
  }

  /// - Parameter start: the start of a line.
  private func value(_ start: Int) -> Value? {
    var position = start
    text.skipBlanks(&position)
    guard position > start else { return nil }
    let name = position
    while !text.isAtLineEnd(position) {
      // The type follows four blanks or a tab.
      if position > name, RegistryText.isBlank(text[position - text.width]),
        text.matches("reg_", at: position)
      {
        var end = position
        while end > name, RegistryText.isBlank(text[end - text.width]) { end -= text.width }
        let isBinary = text.matches("reg_binary", at: position)
        while !text.isAtLineEnd(position), !RegistryText.isBlank(text[position]) { position += text.width }
        text.skipBlanks(&position)
        return Value(name: name..<end, isBinary: isBinary, data: position)
      }
      position += text.width
    }
    return nil
  }

  private mutating func readValue(_ value: Value, at start: Int, next line: inout Int) {
    guard value.isBinary, value.name.count == 4 * text.width,
      text.matches("blob", at: value.name.lowerBound)
    else { return finds.noteValue(named: value.name) }
    guard finds.takesBlob(at: start) else { return }
    let first = finds.decoded.count
    var digits: [UInt8] = []
    var position = value.data
    while true {
      while !text.isAtLineEnd(position), !RegistryText.isBlank(text[position]) {
        digits.append(text[position])
        position += text.width
      }
      text.skipBlanks(&position)
      guard text.isAtLineEnd(position) else { return spoil(at: position) }
      guard line < text.end, text.isLineOfDigits(line) else { break }
      position = line
      text.skipLine(&line)
    }
    guard let octets = Hexadecimal.bytes(String(decoding: digits, as: UTF8.self)) else {
      return spoil(at: value.data)
    }
    for octet in octets { finds.decoded.append(octet) }
    finds.addBlob(first..<finds.decoded.count, at: start)
  }

  private mutating func spoil(at position: Int) {
    finds.spoil(.badRegistryLine(offset: position, line: text.line(of: position)))
  }
}

extension RegistryText {
  /// Moves to the start of the next line.
  fileprivate func skipLine(_ position: inout Int) {
    skipToLineEnd(&position)
    if position < end, self[position] == 0x0D { position += width }
    if position < end, self[position] == 0x0A { position += width }
  }

  /// Whether the rest of a line contains this word, given in lower case, in either case.
  fileprivate func line(at start: Int, contains word: StaticString) -> Bool {
    var position = start
    while !isAtLineEnd(position) {
      if matches(word, at: position) { return true }
      position += width
    }
    return false
  }

  /// Whether a line is one word, and not a key.
  fileprivate func isWord(at start: Int) -> Bool {
    var position = start
    while position < end, !isAtLineEnd(position), !Self.isBlank(self[position]) { position += width }
    return position > start && isAtLineEnd(position) && !matches("hkey_", at: start)
  }

  fileprivate func isLineOfDigits(_ start: Int) -> Bool {
    var position = start
    while position < end, Self.isDigit(self[position]) { position += width }
    let count = position - start
    skipBlanks(&position)
    return count > 0 && isAtLineEnd(position)
  }

  private static func isDigit(_ character: UInt8) -> Bool {
    switch character {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
