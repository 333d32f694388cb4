// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

@Suite("Template")
struct TemplateTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let filled: String
    var testDescription: String { text }
  }

  static let examples: [Example] = [
    Example(text: "", filled: ""),
    Example(text: "no placeholder", filled: "no placeholder"),
    Example(text: "{a}", filled: "1"),
    Example(text: "x{a}y{a}z", filled: "x1y1z"),
    Example(text: "{a}{b.c2}", filled: "12"),
    Example(text: "{unknown} {a}", filled: "{unknown} 1"),
    Example(text: "{{a}}", filled: "{1}"),
    Example(text: "{ a} {a } {} {2} {a", filled: "{ a} {a } {} {2} {a"),
    Example(text: "} {a} {", filled: "} 1 {"),
    Example(text: "{a\u{301}}", filled: "{a\u{301}}"),
    Example(text: "▸ {a} “{brace}”", filled: "▸ 1 “{a}”"),
  ]

  @Test("fills what it knows and leaves the rest", arguments: examples)
  func fills(_ example: Example) {
    let values = ["a": "1", "b.c2": "2", "brace": "{a}"]
    #expect(Template(example.text).filled { values[String($0)] } == example.filled)
  }

  @Test("names its placeholders in order")
  func placeholders() {
    #expect(Template("{b} {a} { c} {label.x} {b}").placeholders == ["b", "a", "label.x", "b"])
  }
}
