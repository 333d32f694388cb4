// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings
import Testing

@Suite("Parts of texts")
struct SubstringsTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let part: String
    let parts: [String]
    var testDescription: String { "“\(text)” between “\(part)”" }
  }

  private static let examples = [
    Example(text: "a > b > c", part: " > ", parts: ["a", "b", "c"]),
    Example(text: " > a > ", part: " > ", parts: ["", "a", ""]),
    Example(text: "aaa", part: "aa", parts: ["", "a"]),
    Example(text: "aab", part: "ab", parts: ["a", ""]),
    Example(text: "", part: "x", parts: [""]),
    Example(text: "ab", part: "abc", parts: ["ab"]),
    Example(text: "日本語と日本", part: "日本", parts: ["", "語と", ""]),
    Example(text: "è", part: "e", parts: ["è"]),
  ]

  @Test("are found, and what is between them", arguments: examples)
  func parts(_ example: Example) {
    let (text, part) = (example.text, example.part)
    #expect(text.parts(between: part).map(String.init) == example.parts)
    #expect(text.dropFirst(0).parts(between: part).map(String.init) == example.parts)
    #expect(text.holds(part) == (example.parts.count > 1))
    #expect(text.place(of: part).map { String(text[$0]) } == (example.parts.count > 1 ? part : nil))
    #expect(text.replacing(part, by: "-") == example.parts.joined(separator: "-"))
  }

  @Test("nothing is part of every text")
  func empty() {
    #expect("a".holds("") && "".holds(""))
  }
}
