// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Words

@testable import Terminal

@Suite("Decoration")
struct DecorationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    var isTerminal = true
    let environment: [String: String]
    let wanted: Bool
    var testDescription: String { id }
  }

  static let cases: [Case] = [
    Case(id: "a terminal", environment: ["TERM": "xterm"], wanted: true),
    Case(id: "no terminal", isTerminal: false, environment: ["TERM": "xterm"], wanted: false),
    Case(id: "NO_COLOR", environment: ["TERM": "xterm", "NO_COLOR": "1"], wanted: false),
    Case(id: "empty NO_COLOR", environment: ["TERM": "xterm", "NO_COLOR": ""], wanted: true),
    Case(id: "CLICOLOR=0", environment: ["TERM": "xterm", "CLICOLOR": "0"], wanted: false),
    Case(id: "CLICOLOR=1", environment: ["TERM": "xterm", "CLICOLOR": "1"], wanted: true),
    Case(id: "dumb", environment: ["TERM": "dumb"], wanted: false),
    Case(id: "no TERM", environment: [:], wanted: false),
  ]

  @Test("wants colour", arguments: cases)
  func wantsColour(_ example: Case) {
    let wants = Decoration.wantsColour(isTerminal: example.isTerminal) { example.environment[$0] }
    #expect(wants == example.wanted)
  }

  static let tones: [Tone] = [
    .heading, .body, .screen, .quiet, .good, .warning, .difference, .danger, .error,
  ]

  @Test("never tells a meaning by colour alone")
  func prefixes() {
    let plain = Decoration(isColoured: false, charset: .utf8)
    #expect(
      Self.tones.map { plain.coloured(plain.marked("x", as: $0), as: $0) }
        == ["x", "x", "x", "x", "✓ x", "! x", "! x", "!! x", "error: x"])
  }

  @Test("colours whole lines and ends the colour on each")
  func colours() {
    let colourful = Decoration(isColoured: true, charset: .utf8)
    #expect(colourful.coloured("x", as: .danger) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(colourful.coloured("x", as: .screen) == "x")
    #expect(colourful.coloured("", as: .danger) == "")
  }

  @Test("takes the prefixes of another language")
  func translated() {
    var german = Decoration(isColoured: false, charset: .utf8)
    german.prefixes.error = "Fehler: "
    #expect(german.marked("x", as: .error) == "Fehler: x")
    #expect(german.marked("", as: .error) == "")
  }

  @Test("draws in ASCII where the charset is not UTF-8")
  func ascii() {
    let plain = Decoration(isColoured: false, charset: .ascii)
    #expect(plain.marked("done…", as: .good) == "OK done...")
    #expect(plain.marked("┌─┐│├┤▸└┘ “a–b” ü", as: .screen) == "+-+|++>++ \"a-b\" ü")
  }

  @Test("leaves frames out for whoever listens, and names the pointer")
  func spoken() {
    let spoken = Decoration(isColoured: false, charset: .utf8, isSpoken: true)
    #expect(
      spoken.marked("┌ Start\n│  ┌───┐\n│  │ ▸ │ Lync\n│\n└────", as: .screen) == " Start\n   click:   Lync")
    #expect(spoken.marked("a\n\nb", as: .body) == "a\n\nb")
    #expect(spoken.marked("x", as: .warning) == "! x")
  }

  @Test("listens to ACCESSIBLE", arguments: [("1", true), ("yes", true), ("0", false), ("", false)])
  func accessible(value: String, isSpoken: Bool) {
    #expect(Decoration.isSpoken { $0 == "ACCESSIBLE" ? value : nil } == isSpoken)
    #expect(!Decoration.isSpoken { _ in nil })
  }
}
