// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import JSON
@testable import Journal

@Suite("JSON")
struct JSONTests {
  static func read(_ text: String) -> Result<JSONValue, JSONError> { read(Array(text.utf8)) }

  static func read(_ bytes: [UInt8]) -> Result<JSONValue, JSONError> {
    // A slice that does not start at zero: offsets count from its own start.
    let padded = [0x20, 0x20, 0x20] + bytes
    do throws(JSONError) { return .success(try JSONReader.read(padded[3...])) } catch {
      return .failure(error)
    }
  }

  static let values: [JSONValue] = [
    .null, true, false, 0, -1, .integer(.max), .integer(.min), "", "a",
    "\u{0}\u{1F}\u{7F}\u{9F}\u{2028}\u{2029}",
    "\" \\ / \n \r \t", "Ä ß € 𝄞 \u{10FFFF} \u{202E}abc e\u{301}", [], [[], [[]]],
    [1, "a", .null, true, [2]], [:],
    ["": 1, "a b": ["c": []], "“": .null], .object([.init("z", 1), .init("a", 2)]),
  ]

  @Test("what is written is read as the same, compact and pretty", arguments: values.indices)
  func roundTrip(index: Int) {
    let value = Self.values[index]
    for text in [value.compact, value.pretty] {
      #expect(Self.read(text) == .success(value))
      let isPlain = text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) || $0 == "\n"
      }
      #expect(isPlain, "a control character is written bare")
    }
    #expect(!value.compact.contains("\n"), "a session line is one line")
  }

  @Test("text comes back octet by octet, composed and decomposed letters apart")
  func octets() {
    for text in ["\u{E9}", "e\u{301}", "\u{FEFF}x", "\r\n"] {
      guard case .success(.string(let read)) = Self.read(JSONValue.string(text).compact) else {
        Issue.record("\(text)")
        continue
      }
      #expect(Array(read.utf8) == Array(text.utf8))
    }
  }

  static let escapes: [(String, String)] = [
    (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud834\udd1e""#, "𝄞"),
    (#""\b\f\n\r\t\/\\\"""#, "\u{8}\u{C}\n\r\t/\\\""),
    (#""\u0000""#, "\u{0}"),
  ]

  @Test("reads every escape", arguments: escapes.indices)
  func escape(index: Int) {
    let (text, value) = Self.escapes[index]
    #expect(Self.read(text) == .success(.string(value)))
  }

  static let hostile: [(String, JSONError)] = [
    ("", .endsEarly), (" ", .endsEarly), ("{", .endsEarly), ("[1,", .endsEarly), ("\"a", .endsEarly),
    ("[1,]", .unexpected(offset: 3)), ("{\"a\":1,}", .unexpected(offset: 7)),
    ("{a:1}", .unexpected(offset: 1)),
    ("{'a':1}", .unexpected(offset: 1)), ("{\"a\" 1}", .unexpected(offset: 5)),
    ("[1 2]", .unexpected(offset: 3)),
    ("1 2", .unexpected(offset: 2)), ("{}{}", .unexpected(offset: 2)), ("nul", .endsEarly),
    ("nulL", .unexpected(offset: 3)), ("True", .unexpected(offset: 0)), ("// x\n1", .unexpected(offset: 0)),
    ("01", .badNumber(offset: 0)), ("-0", .badNumber(offset: 0)), ("-", .badNumber(offset: 0)),
    ("--1", .badNumber(offset: 0)), ("1-", .badNumber(offset: 0)), ("+1", .unexpected(offset: 0)),
    ("1.5", .unexpected(offset: 1)), ("1e3", .unexpected(offset: 1)), (".5", .unexpected(offset: 0)),
    ("9223372036854775808", .badNumber(offset: 0)), ("[-9223372036854775809]", .badNumber(offset: 1)),
    ("\"a\nb\"", .unexpected(offset: 2)), ("\"a\u{0}\"", .unexpected(offset: 2)),
    (#""\x""#, .badEscape(offset: 1)), (#""\u12g4""#, .badEscape(offset: 1)),
    (#""\u+123""#, .badEscape(offset: 1)),
    (#""\ud834""#, .unexpected(offset: 7)), (#""\ud834\n""#, .unexpected(offset: 8)),
    (#""\ud834\u0041""#, .badEscape(offset: 1)), (#""\udd1e""#, .badEscape(offset: 1)),
    (#""\u12"#, .endsEarly),
    (#"{"a":1,"a":2}"#, .repeatedName(offset: 7)), (#"{"a":1,"\u0061":2}"#, .repeatedName(offset: 7)),
    ("\u{FEFF}{}", .unexpected(offset: 0)), ("NaN", .unexpected(offset: 0)),
  ]

  @Test("refuses what is no JSON of ours, with the offset", arguments: hostile.indices)
  func refuses(index: Int) {
    let (text, error) = Self.hostile[index]
    #expect(Self.read(text) == .failure(error))
  }

  static let notUTF8: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF],
  ]

  @Test("refuses octets that are not UTF-8", arguments: notUTF8.indices)
  func invalid(index: Int) {
    let octets = Self.notUTF8[index]
    #expect(Self.read([0x22] + octets + [0x22]) == .failure(.invalidUTF8))
    #expect(throws: JSONError.self) { try Self.read(octets).get() }
  }

  @Test("refuses every text that was cut, and never more than the text")
  func truncations() {
    let text = Array(#"{"a":[1,-23,true,false,null,"b\u00e9\n"],"c":{"d":"𝄞"}}"#.utf8)
    #expect(throws: Never.self) { try Self.read(text).get() }
    for count in 0..<text.count {
      #expect(throws: JSONError.self) { try Self.read(Array(text.prefix(count))).get() }
    }
  }

  @Test("an object of very many members is read in one go")
  func manyMembers() {
    let members = (0..<30_000).map { "\"\($0)\":\($0)" }.joined(separator: ",")
    #expect(throws: Never.self) { try Self.read("{\(members)}").get() }
    #expect(Self.read("{\(members),\"7\":0}") == .failure(.repeatedName(offset: members.utf8.count + 2)))
  }

  @Test("goes sixteen levels deep and no deeper, however deep a file is")
  func depth() {
    let nested = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(throws: Never.self) { try Self.read(nested(16)).get() }
    #expect(Self.read(nested(17)) == .failure(.tooDeep(offset: 17)))
    #expect(Self.read(String(repeating: "[", count: 1_000_000)) == .failure(.tooDeep(offset: 17)))
    #expect(Self.read(String(repeating: "{\"a\":", count: 100_000)) == .failure(.tooDeep(offset: 81)))
    // Side by side is not deep.
    #expect(throws: Never.self) { try Self.read("[" + String(repeating: "[],", count: 100) + "[]]").get() }
  }
}
