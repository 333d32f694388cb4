// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

@Suite("SafeText")
struct SafeTextTests {
  static let unsafe: [UInt32] = [
    0x00, 0x07, 0x08, 0x09, 0x0D, 0x1B, 0x7F, 0x80, 0x9B, 0x9F, 0xAD, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E,
    0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x3164, 0xE000, 0xFEFF, 0xFFFE, 0xE0041,
    0xF0000, 0x10FFFF, 0x0378,
  ]

  @Test("shows an unsafe scalar as an escape", arguments: unsafe)
  func escapes(_ value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let expected = "a\\u{" + String(value, radix: 16, uppercase: true) + "}b"
    #expect(SafeText.harmless("a\(scalar)b") == expected)
  }

  @Test(
    "leaves ordinary text alone",
    arguments: [
      "", "a\nb", "Zertifikat „Größe“ …", "中文 日本語", "עברית العربية",
      "┌─┐ ▸ ✓", "é e\u{301} 😀", "C:\\u{41}",
    ])
  func passes(_ text: String) {
    #expect(SafeText.harmless(text) == text)
  }

  @Test("escapes a carriage return that hides before a line feed")
  func carriageReturn() {
    #expect(SafeText.harmless("good\r\nbad") == "good\\u{D}\nbad")
  }

  @Test("writes escapes for JSON with four digits and surrogates")
  func json() {
    #expect(SafeText.harmless("a\u{7F}\u{202E}\u{E0041}", escape: .json) == "a\\u007F\\u202E\\uDB40\\uDC41")
  }
}
