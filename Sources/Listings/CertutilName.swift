// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// How certutil writes a name:
//   on one line     CN=Contoso Root CA, O="Contoso, Ltd.", C=US      last relative name of the encoding first
//   on several      CN=Contoso Root CA / O=Contoso, Ltd. / C=US      one relative name a line, rarely quoted
// Quotes inside a quoted value are doubled. A backslash is a literal backslash; only RFC 4514 gives it a
// meaning.
// Source: CertNameToStr (Microsoft, CERT_X500_NAME_STR); the lines: genuine listings of `certutil -v -store`.

/// A name as written by certutil.
enum CertutilName {
  /// Whether a text begins like an attribute: letters or a dotted number and an equals sign, without blanks.
  static func isName(_ text: some StringProtocol) -> Bool { label(at: text[...]) != nil }

  /// A name on one line.
  ///
  /// - Parameters:
  ///   - isGuessed: whether the characters outside ASCII are a guess.
  ///   - isCut: whether the end may be missing.
  static func read(
    line: String, isGuessed: Bool, isCut: Bool = false
  ) throws(NameReading.Refusal) -> DistinguishedName {
    var names: [[DistinguishedName.Attribute]] = []
    var rest = line[...]
    repeat {
      let (attributes, end) = try relativeName(&rest, endsAtComma: true)
      names.append(attributes)
      guard end == "," else { break }
      // A comma with nothing after it: the line was wrapped or truncated.
      guard !rest.isEmpty else { throw .empty }
    } while true
    return name(names, from: line, isGuessed: isGuessed, isCut: isCut)
  }

  /// A name with one relative name on each line.
  static func read(
    lines: [String], isGuessed: Bool, isCut: Bool = false
  ) throws(NameReading.Refusal) -> DistinguishedName {
    guard !lines.isEmpty else { throw .empty }
    var names: [[DistinguishedName.Attribute]] = []
    for line in lines {
      var rest = line[...]
      names.append(try relativeName(&rest, endsAtComma: false).attributes)
    }
    return name(names, from: lines.joined(), isGuessed: isGuessed, isCut: isCut)
  }

  /// A console program writes a question mark for characters that its code page lacks, and a replacement
  /// character may already have been saved.
  private static func name(
    _ names: [[DistinguishedName.Attribute]], from text: String, isGuessed: Bool, isCut: Bool
  ) -> DistinguishedName {
    let isUncertain =
      isCut
      || text.unicodeScalars.contains { $0 == "?" || $0 == "\u{FFFD}" || isGuessed && !$0.isASCII }
    return DistinguishedName(typed: names.reversed(), isUncertain: isUncertain)
  }

  /// The attributes up to a comma or the end, and which of the two it was.
  private static func relativeName(
    _ rest: inout Substring, endsAtComma: Bool
  ) throws(NameReading.Refusal) -> (attributes: [DistinguishedName.Attribute], end: Character?) {
    var attributes: [DistinguishedName.Attribute] = []
    while true {
      guard let label = label(at: rest) else { throw .onlyDisplayName(String(rest)) }
      guard let type = AttributeType(label: label) else { throw .unknownAttribute(label) }
      rest = rest[rest.index(rest.startIndex, offsetBy: label.count + 1)...]
      let (value, separator) = try value(&rest, endsAtComma: endsAtComma)
      attributes.append(DistinguishedName.Attribute(type: type, typed: value))
      guard separator == "+" else { return (attributes, separator) }
    }
  }

  private static func value(
    _ rest: inout Substring, endsAtComma: Bool
  ) throws(NameReading.Refusal) -> (value: String, separator: Character?) {
    if let quoted = quotedValue(rest) {
      rest = quoted.rest
      if let separator = separator(at: &rest, endsAtComma: endsAtComma) { return (quoted.value, separator) }
      guard rest.isEmpty else { throw .openQuote }
      return (quoted.value, nil)
    }
    // On one line, certutil quotes every value that begins with a quotation mark.
    if endsAtComma && rest.first == "\"" { throw .openQuote }
    let start = rest.startIndex
    var end = start
    while end < rest.endIndex {
      var behind = rest[end...]
      if let separator = separator(at: &behind, endsAtComma: endsAtComma) {
        let value = rest[start..<end]
        rest = behind
        return (String(value), separator)
      }
      end = rest.index(after: end)
    }
    let value = String(rest)
    rest = rest[rest.endIndex...]
    return (value, nil)
  }

  /// A comma or plus sign that is followed by an attribute; a comma also at the end of the line.
  private static func separator(at text: inout Substring, endsAtComma: Bool) -> Character? {
    let sign = text.drop { $0 == " " }
    let isComma = endsAtComma && sign.first == ","
    guard isComma || sign.first == "+" && sign.startIndex > text.startIndex else { return nil }
    let rest = sign.dropFirst().drop { $0 == " " }
    guard label(at: rest) != nil || isComma && rest.isEmpty else { return nil }
    text = rest
    return isComma ? "," : "+"
  }

  /// - Returns: `nil` unless quotes surround the whole value.
  private static func quotedValue(_ text: Substring) -> (value: String, rest: Substring)? {
    guard text.first == "\"" else { return nil }
    var value = ""
    var rest = text.dropFirst()
    while let character = rest.first {
      rest = rest.dropFirst()
      if character != "\"" {
        value.append(character)
      } else if rest.first == "\"" {
        value.append(character)
        rest = rest.dropFirst()
      } else {
        let isEnd = rest.isEmpty || rest.first == "," || rest.first == " "
        return isEnd ? (value, rest) : nil
      }
    }
    return nil
  }

  /// The letters before an equals sign; no attribute has more than 64 characters.
  private static func label(at text: some StringProtocol) -> String? {
    let label = text.prefix(65).prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-")
    }
    guard !label.isEmpty, label.count <= 64, text.dropFirst(label.count).first == "=" else { return nil }
    return String(label)
  }
}
