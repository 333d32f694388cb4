// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

@Suite("Plural forms")
struct PluralFormTests {
  /// The forms that a language has besides the one for most numbers, by CLDR's “Language Plural Rules”.
  static let forms: [String: [String]] = [
    "en": ["one"], "de": ["one"], "es": ["one"], "it": ["one"], "fr": ["one"], "pt-BR": ["one"],
    "ru": ["one", "few"], "ja": [], "ko": [], "zh-Hans": [],
  ]

  @Test(
    "follow the number",
    arguments: [
      ("en", "one", ["1"], ["0", "2", "11", "21", "100"]),
      ("de", "one", ["1"], ["0", "2", "21"]),
      ("es", "one", ["1"], ["0", "2", "21"]),
      ("it", "one", ["1"], ["0", "2", "21"]),
      ("fr", "one", ["0", "1"], ["2", "21"]),
      ("pt-BR", "one", ["0", "1"], ["2", "21"]),
      ("ru", "one", ["1", "21", "101", "1001"], ["0", "2", "5", "11", "111"]),
      ("ru", "few", ["2", "3", "4", "22", "104"], ["1", "5", "12", "13", "14", "112", "20"]),
      ("ja", "one", [], ["0", "1", "2"]), ("ko", "one", [], ["1"]), ("zh-Hans", "one", [], ["1"]),
      // A figure that is not a plain number of things gets the form for most numbers.
      ("en", "one", [], ["", "1.0", "about 1", "-1", "{count}"]),
    ])
  func rule(language: String, form: String, with: [String], without: [String]) {
    for count in with { #expect(PluralForms.suffix(for: count, in: language) == form, "\(count)") }
    for count in without { #expect(PluralForms.suffix(for: count, in: language) != form, "\(count)") }
  }

  @Test("are complete for each text that has one in English", arguments: Wording.languages)
  func complete(language: String) throws {
    let texts = try #require(Catalog(embedded: language)).texts
    let bases = Set(
      Catalog.english.texts.keys.filter { Catalog.englishKey($0) != $0 }.map(Catalog.englishKey))
    #expect(!bases.isEmpty)
    let forms = try #require(Self.forms[language])
    let expected = Set(bases.flatMap { base in forms.map { "\(base).\($0)" } })
    #expect(expected.subtracting(texts.keys).sorted() == [])
    let found = texts.keys.filter { Catalog.englishKey($0) != $0 }
    #expect(found.filter { key in !forms.contains { key.hasSuffix(".\($0)") } }.sorted() == [])
  }

  @Test("are shown where the number asks for them")
  func shown() {
    let english = Wording()
    #expect(english("prompt.pasted", ["count": "1"]) == "[1 line pasted – press Enter]")
    #expect(english("prompt.pasted", ["count": "2"]) == "[2 lines pasted – press Enter]")
    let russian = Wording(language: "ru")
    let texts = ["1", "2", "5", "21"].map { russian("prompt.pasted", ["count": $0]) }
    #expect(Set(texts.map { $0.filter { !$0.isNumber } }).count == 3)
    #expect(texts[0].filter { !$0.isNumber } == texts[3].filter { !$0.isNumber })
    #expect(!Wording().keys.contains("prompt.pasted.one"))
  }
}
