// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The lines of a text file written by a Windows program.
///
/// `TextEncoding` detects UTF-16; otherwise, valid UTF-8 is read as UTF-8, and anything else as one octet per
/// character.
struct WrittenText {
  struct Line {
    /// Counts from 1.
    let number: Int
    /// The start of the line in `octets`.
    let offset: Int
    /// The line as it is in the file.
    let raw: String
    /// The line without invisible characters, with each run of blanks reduced to one space, and trimmed.
    let text: String
  }

  /// 128 MiB, the limit for any file. With `-v`, certutil fills half of it with 10,000 certificates.
  static let limitBytes = 128 << 20

  /// The text in UTF-8, without a byte order mark.
  let octets: [UInt8]
  /// Whether the characters outside ASCII are a guess.
  let isGuessed: Bool

  init(_ bytes: [UInt8], otherwise encoding: OneOctetEncoding) {
    let layout = TextEncoding(bytes)
    let text = layout.narrowed(bytes)
    if layout.width == 2 {
      (octets, isGuessed) = (Array(text), false)
    } else if let whole = Self.wholeCharacters(text) {
      (octets, isGuessed) = (Array(whole), false)
    } else {
      (octets, isGuessed) = (encoding.decoded(text), true)
    }
  }

  /// The octets, if they are UTF-8, without an incomplete last character.
  private static func wholeCharacters(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    for dropped in 0...3 where dropped <= bytes.count {
      let whole = bytes.dropLast(dropped)
      guard bytes.suffix(dropped).allSatisfy({ $0 >= 0x80 }) else { return nil }
      if String(validating: whole, as: UTF8.self) != nil { return whole }
    }
    return nil
  }
}

// MARK: - Lines

extension WrittenText {
  /// Lines end in LF, CRLF or CR. A last line without an end counts.
  var lines: [Line] {
    var lines: [Line] = []
    var start = octets.startIndex
    while start < octets.endIndex {
      let end = octets[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? octets.endIndex
      lines.append(Line(number: lines.count + 1, offset: start, octets: octets[start..<end]))
      let isPair = end + 1 < octets.endIndex && octets[end] == 0x0D && octets[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    return lines
  }
}

extension WrittenText.Line {
  fileprivate init(number: Int, offset: Int, octets: ArraySlice<UInt8>) {
    self.number = number
    self.offset = offset
    raw = String(decoding: octets, as: UTF8.self)
    text = Self.isClean(octets) ? raw : PastedText.line(raw)
  }

  /// The same line with different text.
  func with(raw: String) -> WrittenText.Line {
    WrittenText.Line(number: number, offset: offset, raw: raw, text: PastedText.line(raw))
  }

  /// Whether nothing needs to be removed: this is true of most lines, and there may be a million.
  private static func isClean(_ octets: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0x20
    for octet in octets {
      guard (0x20...0x7E).contains(octet), octet != 0x20 || previous != 0x20 else { return false }
      previous = octet
    }
    return octets.isEmpty || previous != 0x20
  }

  /// The text before and after the first colon. French puts a blank before it; Chinese may use a wide one.
  var pair: (key: String, value: String)? {
    let octets = text.utf8
    var colon = octets.startIndex
    // U+FF1A is EF BC 9A.
    while colon < octets.endIndex, octets[colon] != UInt8(ascii: ":"),
      !octets[colon...].starts(with: [0xEF, 0xBC, 0x9A])
    {
      octets.formIndex(after: &colon)
    }
    guard colon < octets.endIndex, colon > octets.startIndex else { return nil }
    var key = octets[..<colon]
    var value = octets[colon...].dropFirst(octets[colon] == UInt8(ascii: ":") ? 1 : 3)
    if key.last == 0x20 { key = key.dropLast() }
    if value.first == 0x20 { value = value.dropFirst() }
    return (String(Substring(key)), String(Substring(value)))
  }
}
