// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("PastedText")
struct PastedTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let line: String
    let lines: [String]
    var testDescription: String { text.debugDescription }
  }

  static let cases: [Case] = [
    Case(text: "", line: "", lines: []),
    Case(text: " \t\r\n", line: "", lines: []),
    Case(text: "a  b", line: "a b", lines: ["a b"]),
    Case(text: "\u{200E}a\u{200F} b\u{FEFF}", line: "a b", lines: ["a b"]),
    Case(text: "a\u{A0}\u{3000}b", line: "a b", lines: ["a b"]),
    Case(text: "a\r\nb\rc\nd", line: "a b c d", lines: ["a", "b", "c", "d"]),
    Case(text: "\u{1B}[31ma\u{7F}", line: "[31ma", lines: ["[31ma"]),
    Case(text: "\0a\u{9B}b", line: "ab", lines: ["ab"]),
    Case(text: "a\u{AD}b", line: "ab", lines: ["ab"]),
    Case(text: "e\u{301}", line: "é", lines: ["é"]),
  ]

  @Test("loses what is invisible and keeps the rest", arguments: cases)
  func cleans(_ example: Case) {
    #expect(PastedText.line(example.text) == example.line)
    #expect(PastedText.lines(example.text) == example.lines)
  }
}
