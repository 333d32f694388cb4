// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a text that should be JSON. Offsets are in bytes from its start.
public enum JSONError: Error, Hashable, Sendable {
  case unexpected(offset: Int)
  case endsEarly
  case badEscape(offset: Int)
  case badNumber(offset: Int)
  case invalidUTF8
  case repeatedName(offset: Int)
  case tooDeep(offset: Int)
}

/// A strict reader of JSON (RFC 8259): no comments, no trailing commas, no repeated names, whole numbers only.
public struct JSONReader {
  /// Far deeper than any line that the wizard writes; a limit for hostile files.
  private static let deepest = 16

  private let bytes: ArraySlice<UInt8>
  private var offset: Int
  private var depth = 0

  public static func read(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.offset == bytes.endIndex else { throw .unexpected(offset: reader.relative) }
    return value
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  private var relative: Int { offset - bytes.startIndex }

  private mutating func skipBlanks() {
    while offset < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private func peek() throws(JSONError) -> UInt8 {
    guard offset < bytes.endIndex else { throw .endsEarly }
    return bytes[offset]
  }

  private mutating func take(_ wanted: Character) throws(JSONError) {
    guard try peek() == wanted.asciiValue else { throw .unexpected(offset: relative) }
    offset += 1
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipBlanks()
    switch try peek() {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try elements())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .integer(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for character in word { try take(character) }
    return value
  }

  private mutating func number() throws(JSONError) -> Int {
    let start = relative
    let digits = bytes[offset...].prefix { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
    let text = String(decoding: digits, as: UTF8.self)
    guard !text.isEmpty else { throw .unexpected(offset: start) }
    // Numbers must be in canonical form: no leading zeros, no plus sign.
    guard let number = Int(text), String(number) == text else { throw .badNumber(offset: start) }
    offset += digits.count
    return number
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    offset += 1
    guard depth <= Self.deepest else { throw .tooDeep(offset: relative) }
    skipBlanks()
  }

  private mutating func elements() throws(JSONError) -> [JSONValue] {
    try enter()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    if try peek() == UInt8(ascii: "]") {
      offset += 1
      return values
    }
    while true {
      values.append(try value())
      skipBlanks()
      if try peek() == UInt8(ascii: ",") {
        offset += 1
      } else {
        try take("]")
        return values
      }
    }
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    try enter()
    defer { depth -= 1 }
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if try peek() == UInt8(ascii: "}") {
      offset += 1
      return members
    }
    while true {
      skipBlanks()
      let start = relative
      let name = try string()
      guard names.insert(name).inserted else { throw .repeatedName(offset: start) }
      skipBlanks()
      try take(":")
      members.append(JSONValue.Member(name, try value()))
      skipBlanks()
      if try peek() == UInt8(ascii: ",") {
        offset += 1
      } else {
        try take("}")
        return members
      }
    }
  }

  private mutating func string() throws(JSONError) -> String {
    try take("\"")
    var content: [UInt8] = []
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard let text = String(validating: content, as: UTF8.self) else { throw .invalidUTF8 }
        return text
      case UInt8(ascii: "\\"):
        content += try escape()
      case 0..<0x20:
        throw .unexpected(offset: relative)
      default:
        content.append(byte)
        offset += 1
      }
    }
  }

  private mutating func escape() throws(JSONError) -> [UInt8] {
    let start = relative
    offset += 1
    let byte = try peek()
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var code = try unit(start)
      if (0xD800..<0xDC00).contains(code) {
        try take("\\")
        try take("u")
        let low = try unit(start)
        guard (0xDC00..<0xE000).contains(low) else { throw .badEscape(offset: start) }
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw .badEscape(offset: start) }
      return Array(String(Character(scalar)).utf8)
    default: throw .badEscape(offset: start)
    }
  }

  private mutating func unit(_ start: Int) throws(JSONError) -> UInt32 {
    guard offset + 4 <= bytes.endIndex else { throw .endsEarly }
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw .badEscape(offset: start) }
    offset += 4
    return code
  }
}
