// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@testable import Guide
@testable import Words

@Suite("Asides")
struct AsideTests {
  struct Line: Sendable {
    let typed: String
    let aside: PromptKeyword?
    var rest = ""
  }

  static let lines: [Line] = [
    Line(typed: "why", aside: .why), Line(typed: " WHY ", aside: .why), Line(typed: "why?", aside: nil),
    Line(typed: "why not", aside: nil), Line(typed: "where", aside: .whereToClick),
    Line(typed: "show", aside: .show), Line(typed: "ｓｈｏｗ", aside: .show),
    Line(typed: "glossary", aside: .glossary),
    Line(typed: "glossary Pool", aside: .glossary, rest: "Pool"),
    Line(typed: "Glossary  snap-in ", aside: .glossary, rest: "snap-in"),
    // Without text it is the command, which asks for it.
    Line(typed: "note", aside: nil), Line(typed: "note told Robin", aside: .note, rest: "told Robin"),
    Line(typed: "NOTE Told ＲＯＢＩＮ", aside: .note, rest: "Told ＲＯＢＩＮ"), Line(typed: "notes", aside: nil),
    Line(typed: "hand over", aside: .handOver), Line(typed: "handover", aside: .handOver),
    Line(typed: "hand over to Kim", aside: nil), Line(typed: "", aside: nil),
    Line(typed: "note\na", aside: nil),
    Line(typed: "CN = why", aside: nil),
  ]

  @Test("are known by their words alone", arguments: lines.indices)
  func reads(index: Int) {
    let line = Self.lines[index]
    let read = PromptKeyword.read(line.typed, Wording())
    #expect(read?.aside == line.aside, "\(line.typed)")
    #expect((read?.rest ?? "") == line.rest, "\(line.typed)")
  }

  @Test("mean one thing each, and no command", arguments: Wording.languages)
  func distinct(language: String) {
    let wording = Wording(language: language)
    for aside in PromptKeyword.allCases where aside != .note {
      let words = wording("aside.\(aside.rawValue).words").split(separator: ",").map { String($0).trimmed }
      #expect(!words.isEmpty)
      for word in words {
        #expect(PromptKeyword.read(word, wording)?.aside == aside, "\(word)")
        #expect(!Choice.allCases.contains { $0.isMeant(by: word, wording) }, "\(word)")
      }
    }
  }

  @Test(
    "a letter that a yes-or-no question does not show is no answer, but the words are",
    arguments: Wording.languages)
  func hiddenLetters(language: String) {
    let wording = Wording(language: language)
    let shown = PromptChoices(yes: "Yes, it is open", no: "No, it is closed")
    let others = PromptChoices([.listed, .gone]).answering(yes: .listed, no: .gone)
    for letter in "acdefgijklmoqrstuvwxz+-=0123456789".map(String.init) {
      #expect(shown.command(letter, wording) == nil, "\(letter)")
    }
    for letter in ["y", "d", "j", "s"] { #expect(others.command(letter, wording) == nil, "\(letter)") }
    #expect(shown.command("done", wording) == nil)
    for yes in ["yes", "ja", "oui", "はい", wording("command.yes.label")] {
      #expect(shown.command(yes, wording) == .yes && others.command(yes, wording) == .listed, "\(yes)")
    }
  }

  @Test("physical stores are named in the server's language, and their mark need not be typed")
  func physicalStores() {
    let wording = Wording(windows: "de")
    let choices = PromptChoices([.thirdParty, .unknown])
      .saying(.thirdParty, wording.marked("label.physicalThirdParty"))
    #expect(choices.line(wording).hasPrefix("[2]\u{A0}Drittanbieter*  "))
    for typed in ["2", "Drittanbieter", "drittanbieter*", "Third-Party"] {
      #expect(choices.command(typed, wording) == .thirdParty, "\(typed)")
    }
  }
}

@Suite("The glossary")
struct GlossaryTests {
  @Test(
    "finds a term, its beginning, or a part of it",
    arguments: [
      ("pool", "Pool:"), ("POOL", "Pool:"), ("thumb", "Thumbprint:"), ("root", "Root:"),
      ("trusted", "Trusted root store:"),
      ("47067", "Event 47067:"), ("snap", "Snap-in:"), (" mmc ", "MMC:"),
    ])
  func finds(word: String, start: String) throws {
    let entry = try #require(Glossary(wording: Wording()).entry(word))
    #expect(entry.hasPrefix(start))
  }

  @Test("has nothing for other words", arguments: ["", " ", "xyzzy", ":"])
  func findsNothing(word: String) {
    #expect(Glossary(wording: Wording()).entry(word) == nil)
  }

  @Test("finds English terms in every language", arguments: Wording.languages)
  func english(language: String) {
    let glossary = Glossary(wording: Wording(language: language))
    for term in Glossary(wording: Wording()).terms { #expect(glossary.entry(term) != nil, "\(term)") }
    for term in glossary.terms { #expect(glossary.entry(term) != nil, "\(term)") }
  }
}
