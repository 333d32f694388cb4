// SPDX-License-Identifier: GPL-3.0-or-later

/// Why text is not XML as saved from event logs. Lines count from 1.
public enum XMLDamage: Error, Hashable, Sendable {
  /// The text ends inside an element or a tag.
  case cut(line: Int)
  /// A document type, which can define anything, so it is refused.
  case documentType(line: Int)
  /// An invalid tag.
  case badTag(line: Int)
  /// An end tag that does not match the open element.
  case unexpectedEnd(line: Int, name: String)
  /// `&…;` that XML does not define.
  case badReference(line: Int)
  /// Elements nested deeper than `limit`.
  case tooDeep(line: Int, limit: Int)
  /// More attributes in one tag than `limit`.
  case tooManyAttributes(line: Int, limit: Int)
}

/// Reads XML from start to end, one token at a time: elements, attributes, text, CDATA. Comments and
/// processing instructions are skipped; several elements may follow one another without a root, as wevtutil
/// writes them.
///
/// Names are compared without their prefix, so namespaces need no declaration. Only the names of the open
/// elements are kept.
///
/// Source: XML 1.0 § 2 and § 3.1, without document types; Namespaces in XML 1.0 § 4.
struct XMLTokens {
  enum Token: Hashable {
    case start(name: String, attributes: [String: String])
    case text(String)
    case end(name: String)
  }

  static let limitDepth = 64
  static let limitAttributes = 64

  private let octets: [UInt8]
  private var offset = 0
  /// The line of the next token, from 1.
  private(set) var line: Int
  /// The open elements, with their prefixes.
  private var open: [String] = []
  /// The end of an element of the form `<name/>`.
  private var pendingEnd: String?

  /// - Parameter line: the line in the file at which the octets begin.
  init(_ octets: [UInt8], line: Int = 1) {
    self.octets = octets
    self.line = line
  }

  /// - Returns: `nil` at the end of the text.
  mutating func next() throws(XMLDamage) -> Token? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while let octet = peek() {
      guard octet == UInt8(ascii: "<") else { return .text(try text()) }
      if starts(with: "<!--") {
        try skip(past: "-->")
      } else if starts(with: "<?") {
        try skip(past: "?>")
      } else if starts(with: "<![CDATA[") {
        advance(9)
        let start = offset
        try skip(past: "]]>")
        return .text(String(decoding: octets[start..<offset - 3], as: UTF8.self))
      } else if starts(with: "<!") {
        throw .documentType(line: line)
      } else if starts(with: "</") {
        return try endTag()
      } else {
        return try startTag()
      }
    }
    guard open.isEmpty else { throw .cut(line: line) }
    return nil
  }

  // MARK: - Tags

  private mutating func startTag() throws(XMLDamage) -> Token {
    guard open.count < Self.limitDepth else { throw .tooDeep(line: line, limit: Self.limitDepth) }
    advance(1)
    let name = try name()
    var attributes: [String: String] = [:]
    while true {
      let hasBlank = skipBlanks()
      guard let octet = peek() else { throw .cut(line: line) }
      if octet == UInt8(ascii: ">") {
        advance(1)
        open.append(name)
        return .start(name: Self.local(name), attributes: attributes)
      }
      if starts(with: "/>") {
        advance(2)
        pendingEnd = Self.local(name)
        return .start(name: Self.local(name), attributes: attributes)
      }
      guard hasBlank else { throw .badTag(line: line) }
      let (key, value) = try attribute()
      guard attributes.updateValue(value, forKey: key) == nil else { throw .badTag(line: line) }
      guard attributes.count <= Self.limitAttributes else {
        throw .tooManyAttributes(line: line, limit: Self.limitAttributes)
      }
    }
  }

  private mutating func attribute() throws(XMLDamage) -> (key: String, value: String) {
    let key = try name()
    _ = skipBlanks()
    guard let equals = peek() else { throw .cut(line: line) }
    guard equals == UInt8(ascii: "=") else { throw .badTag(line: line) }
    advance(1)
    _ = skipBlanks()
    guard let quote = peek() else { throw .cut(line: line) }
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .badTag(line: line) }
    advance(1)
    guard let end = octets[offset...].firstIndex(of: quote) else { throw .cut(line: line) }
    guard !octets[offset..<end].contains(UInt8(ascii: "<")) else { throw .badTag(line: line) }
    let value = try unescaped(upTo: end)
    advance(1)
    return (key, value)
  }

  private mutating func endTag() throws(XMLDamage) -> Token {
    advance(2)
    let name = try name()
    _ = skipBlanks()
    guard let octet = peek() else { throw .cut(line: line) }
    guard octet == UInt8(ascii: ">") else { throw .badTag(line: line) }
    guard open.last == name else { throw .unexpectedEnd(line: line, name: name) }
    open.removeLast()
    advance(1)
    return .end(name: Self.local(name))
  }

  /// A name of at most 256 octets; all non-ASCII octets are accepted.
  private mutating func name() throws(XMLDamage) -> String {
    let name = octets[offset...].prefix(257).prefix { octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF: true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "."): true
      case UInt8(ascii: "_"), UInt8(ascii: ":"): true
      default: false
      }
    }
    guard offset + name.count < octets.count else { throw .cut(line: line) }
    guard let first = name.first, name.count <= 256, !(0x2D...0x39).contains(first) else {
      throw .badTag(line: line)
    }
    advance(name.count)
    return String(decoding: name, as: UTF8.self)
  }

  private static func local(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  // MARK: - Text

  private mutating func text() throws(XMLDamage) -> String {
    try unescaped(upTo: octets[offset...].firstIndex(of: UInt8(ascii: "<")) ?? octets.endIndex)
  }

  private mutating func unescaped(upTo end: Int) throws(XMLDamage) -> String {
    var bytes: [UInt8] = []
    while offset < end {
      let octet = octets[offset]
      guard octet == UInt8(ascii: "&") else {
        let run = octets[offset..<end].prefix { $0 != UInt8(ascii: "&") }
        bytes += run
        advance(run.count)
        continue
      }
      // No reference has more than ten characters between `&` and `;`.
      let reference = octets[offset..<min(end, offset + 12)]
      guard let semicolon = reference.firstIndex(of: UInt8(ascii: ";")),
        let scalar = Self.scalar(String(decoding: octets[offset + 1..<semicolon], as: UTF8.self))
      else {
        throw end == octets.endIndex && end - offset < 12 ? .cut(line: line) : .badReference(line: line)
      }
      bytes += Array(String(scalar).utf8)
      advance(semicolon + 1 - offset)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scalar(_ reference: String) -> Unicode.Scalar? {
    switch reference {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard reference.hasPrefix("#") else { return nil }
      let isHexadecimal = reference.hasPrefix("#x")
      let number = UInt32(reference.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
      return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
  }

  // MARK: - Octets

  private func peek() -> UInt8? { offset < octets.endIndex ? octets[offset] : nil }

  private func starts(with text: StaticString) -> Bool {
    octets[offset...].starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func advance(_ count: Int) {
    for octet in octets[offset..<offset + count] where octet == 0x0A { line += 1 }
    offset += count
  }

  private mutating func skip(past text: StaticString) throws(XMLDamage) {
    while !starts(with: text) {
      guard offset < octets.endIndex else { throw .cut(line: line) }
      advance(1)
    }
    advance(text.utf8CodeUnitCount)
  }

  /// - Returns: whether a blank was found.
  private mutating func skipBlanks() -> Bool {
    let start = offset
    while let octet = peek(), octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D { advance(1) }
    return offset > start
  }
}
