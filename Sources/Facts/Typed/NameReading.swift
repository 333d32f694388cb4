// SPDX-License-Identifier: GPL-3.0-or-later

/// A full name as typed or pasted from the Details tab or from certutil.
///
/// Accepts the lines of the Details tab (`CN = Contoso Root CA`, one attribute per line, last of the encoding
/// first) and a single line of attributes separated by commas, with values in double quotes if they contain a
/// comma.
public enum NameReading {
  public enum Refusal: Error, Hashable, Sendable {
    case empty
    /// No equals sign: the display name from the list, or only a part of the name was copied.
    case onlyDisplayName(String)
    /// This label is not a known attribute.
    case unknownAttribute(String)
    /// An attribute without a value.
    case noValue(String)
    /// An unclosed quotation mark.
    case openQuote
  }

  public static func read(_ text: String) throws(Refusal) -> DistinguishedName {
    let lines = PastedText.lines(text)
    guard let first = lines.first else { throw .empty }
    var names: [[DistinguishedName.Attribute]] = []
    for line in lines {
      // The Details tab never quotes and shows one relative name per line, so a comma in it belongs to the
      // value.
      let parts = lines.count > 1 ? [line] : try split(line, at: ",;")
      for part in parts { names.append(try relativeName(part)) }
    }
    guard !names.isEmpty else { throw .onlyDisplayName(first) }
    return DistinguishedName(typed: names.reversed())
  }

  private static func relativeName(_ text: String) throws(Refusal) -> [DistinguishedName.Attribute] {
    var attributes: [DistinguishedName.Attribute] = []
    for part in try split(text, at: "+") {
      guard let equals = part.firstIndex(of: "=") else { throw .onlyDisplayName(text) }
      let label = PastedText.line(String(part[..<equals]))
      let value = unquoted(PastedText.line(String(part[part.index(after: equals)...])))
      guard let type = AttributeType(label: label) else { throw .unknownAttribute(label) }
      guard !value.isEmpty else { throw .noValue(label) }
      attributes.append(DistinguishedName.Attribute(type: type, typed: value))
    }
    return attributes
  }

  /// Splits at separators outside quotes, and only where an attribute seems to follow: names such as
  /// `O=Contoso, Ltd.` contain commas. Escapes are kept.
  private static func split(_ text: String, at separators: String) throws(Refusal) -> [String] {
    var parts: [String] = []
    var current = ""
    var isQuoted = false
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      let next = text.index(after: index)
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = next < text.endIndex && escapable.contains(text[next])
      } else if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, separators.contains(character), startsAttribute(text[next...]) {
        parts.append(current)
        current = ""
        continue
      }
      current.append(character)
    }
    guard !isQuoted else { throw .openQuote }
    return parts + [current]
  }

  /// The characters that a backslash escapes in RFC 4514 § 2.4. Before any other character, the backslash
  /// belongs to the value, because Windows does not escape it.
  private static let escapable = "\\\",+;<>=# "

  /// The maximum length of a label with the blanks around it, in characters.
  private static let longestLabel = 80

  private static func startsAttribute(_ rest: Substring) -> Bool {
    guard let equals = rest.prefix(longestLabel).firstIndex(of: "=") else { return false }
    return AttributeType(label: PastedText.line(String(rest[..<equals]))) != nil
  }

  /// Removes surrounding quotes, turning doubled quotes into single ones, and the backslashes of escapes.
  private static func unquoted(_ value: String) -> String {
    let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
    let inner = isQuoted ? value.dropFirst().dropLast() : value[...]
    var text = ""
    var pending: Character?
    for character in inner {
      switch pending {
      case "\""? where character == "\"": pending = nil
      case "\\"? where escapable.contains(character): pending = nil
      case let held?:
        if held == "\\" { text.append(held) }
        pending = character == "\\" || isQuoted && character == "\"" ? character : nil
        if pending != nil { continue }
      case nil where character == "\\" || isQuoted && character == "\"":
        pending = character
        continue
      case nil: break
      }
      text.append(character)
    }
    return pending == "\\" ? text + "\\" : text
  }
}
