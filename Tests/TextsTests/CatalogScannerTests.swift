// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

@Suite("Catalog scanner")
struct CatalogScannerTests {
  static func texts(_ bytes: [UInt8]) throws(CatalogError) -> [String: String] {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { buffer.deallocate() }
    _ = buffer.initialize(from: bytes)
    var scanner = CatalogScanner(borrowing: UnsafeBufferPointer(buffer))
    return try scanner.texts()
  }

  struct Good: Sendable, CustomTestStringConvertible {
    let json: String
    let texts: [String: String]
    var testDescription: String { json }
  }

  static let good: [Good] = [
    Good(json: "{}", texts: [:]),
    Good(json: " \t\r\n{ \n } \n", texts: [:]),
    Good(json: #"{"a":"b"}"#, texts: ["a": "b"]),
    Good(json: #"{ "a" : "b" , "c" : "" }"#, texts: ["a": "b", "c": ""]),
    Good(json: #"{"a":"\"\\\/\b\f\n\r\t"}"#, texts: ["a": "\"\\/\u{8}\u{C}\n\r\t"]),
    Good(json: #"{"a":"x\u00e9y\u201Cz"}"#, texts: ["a": "xéy“z"]),
    Good(json: #"{"a":"\ud83d\uDE00"}"#, texts: ["a": "😀"]),
    Good(json: #"{"a":"\u0000"}"#, texts: ["a": "\0"]),
    Good(json: #"{"schlüssel":"証明書 ▸ “ß”"}"#, texts: ["schlüssel": "証明書 ▸ “ß”"]),
    Good(json: #"{"\u0061":"\n"}"#, texts: ["a": "\n"]),
  ]

  @Test("reads what is well formed", arguments: good)
  func reads(_ example: Good) throws {
    #expect(try Self.texts(Array(example.json.utf8)) == example.texts)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let json: String
    let error: CatalogError
    var testDescription: String { json }
  }

  static let bad: [Bad] = [
    Bad(json: "", error: .truncated(offset: 0)),
    Bad(json: "  ", error: .truncated(offset: 2)),
    Bad(json: "{", error: .truncated(offset: 1)),
    Bad(json: #"{"a"#, error: .truncated(offset: 3)),
    Bad(json: #"{"a":"b"#, error: .truncated(offset: 7)),
    Bad(json: #"{"a":"b\"#, error: .truncated(offset: 8)),
    Bad(json: #"{"a":"b\u00"#, error: .truncated(offset: 11)),
    Bad(json: #"{"a":"b""#, error: .truncated(offset: 8)),
    Bad(json: "[]", error: .unexpected(byte: UInt8(ascii: "["), expected: "{", offset: 0)),
    Bad(json: "\u{FEFF}{}", error: .unexpected(byte: 0xEF, expected: "{", offset: 0)),
    Bad(json: #"{"a":1}"#, error: .unexpected(byte: UInt8(ascii: "1"), expected: "\"", offset: 5)),
    Bad(json: #"{"a":null}"#, error: .unexpected(byte: UInt8(ascii: "n"), expected: "\"", offset: 5)),
    Bad(json: #"{"a":{}}"#, error: .unexpected(byte: UInt8(ascii: "{"), expected: "\"", offset: 5)),
    Bad(json: #"{"a" "b"}"#, error: .unexpected(byte: UInt8(ascii: "\""), expected: ":", offset: 5)),
    Bad(json: #"{"a":"b" "c":"d"}"#, error: .unexpected(byte: UInt8(ascii: "\""), expected: "}", offset: 9)),
    Bad(json: #"{"a":"b",}"#, error: .unexpected(byte: UInt8(ascii: "}"), expected: "\"", offset: 9)),
    Bad(json: "{'a':'b'}", error: .unexpected(byte: UInt8(ascii: "'"), expected: "\"", offset: 1)),
    Bad(json: "{\"a\":\"b\nc\"}", error: .controlCharacter(byte: 0x0A, offset: 7)),
    Bad(json: #"{"a":"\x"}"#, error: .badEscape(offset: 6)),
    Bad(json: #"{"a":"\u00g0"}"#, error: .badEscape(offset: 6)),
    Bad(json: #"{"a":"\ud83d"}"#, error: .loneSurrogate(offset: 6)),
    Bad(json: #"{"a":"\ud83dxyzxyz"}"#, error: .loneSurrogate(offset: 6)),
    Bad(json: #"{"a":"\ud83d\u0041"}"#, error: .loneSurrogate(offset: 6)),
    Bad(json: #"{"a":"\ude00"}"#, error: .loneSurrogate(offset: 6)),
    Bad(json: #"{"a":"b","a":"c"}"#, error: .duplicateKey("a", offset: 9)),
    Bad(json: #"{"a":"b"} x"#, error: .trailingBytes(offset: 10)),
    Bad(json: "{}{}", error: .trailingBytes(offset: 2)),
  ]

  @Test("refuses what is not, with the offset", arguments: bad)
  func refuses(_ example: Bad) {
    #expect(throws: example.error) { try Self.texts(Array(example.json.utf8)) }
  }

  @Test("refuses bytes that are not UTF-8")
  func refusesOtherEncodings() {
    let latin1 = Array(#"{"a":"x"#.utf8) + [0xE9] + Array(#""}"#.utf8)
    #expect(throws: CatalogError.notUTF8(offset: 7)) { try Self.texts(latin1) }
  }

  @Test("refuses every beginning of a catalog")
  func refusesEveryPrefix() {
    let whole = Array(#"{"a":"é\n\u00e9\ud83d\ude00", "b":"c"}"#.utf8)
    for length in 0..<whole.count {
      #expect(throws: CatalogError.self, "cut at \(length)") { try Self.texts(Array(whole[..<length])) }
    }
    #expect(throws: Never.self) { try Self.texts(whole) }
  }
}
