// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

/// What holds between English and every other language.
@Suite("Translations")
struct TranslationTests {
  static let english = Catalog.english.texts
  static let others = Wording.languages.filter { $0 != "en" }

  private func texts(_ language: String) throws -> [String: String] {
    try #require(Catalog(embedded: language)).texts
  }

  @Test("have every key and no other", arguments: others)
  func keys(language: String) throws {
    let keys = try texts(language).keys
    #expect(Set(Self.english.keys.map(Catalog.englishKey)).subtracting(keys).sorted() == [])
    #expect(Set(keys.map(Catalog.englishKey)).subtracting(Self.english.keys).sorted() == [])
  }

  @Test("have the placeholders and the lines of the English", arguments: others)
  func placeholders(language: String) throws {
    for (key, text) in try texts(language) {
      guard let english = Self.english[Catalog.englishKey(key)] else { continue }
      #expect(Set(Template(text).placeholders) == Set(Template(english).placeholders), "\(key)")
      #expect(text.count { $0 == "\n" } == english.count { $0 == "\n" }, "\(key)")
    }
  }

  /// A form for another number says the same in other endings.
  @Test("have as many sentences in each plural form", arguments: Wording.languages)
  func plurals(language: String) throws {
    func sentences(_ text: String) -> Int { text.count { ".。".contains($0) } }
    let texts = try texts(language)
    for (key, text) in texts where Catalog.englishKey(key) != key {
      let base = try #require(texts[Catalog.englishKey(key)])
      #expect(sentences(text) == sentences(base), "\(key)")
    }
  }

  /// Texts that read the same in other languages: drawings of names and values, and words that they share.
  static let shared: Set<String> = [
    "step.start.server.see",
    "step.ws2008.1.see", "step.ws2008.3.see", "step.ws2012.3.see", "step.ws2012.4.see",
    "step.before.pinauth.see",
    "step.before.tickets.see", "step.wizard.4.see", "step.wizard.6.see",
    "step.root.8.see", "menu.title", "status.windows", "status.server", "status.administrator",
    "transcript.proof",
    "transcript.verdict", "transcript.source", "events.pool", "command.pause.label", "paste.powerShell",
    "command.note.label",
    "tone.error",
    "usage.options", "desktop.version", "desktop.no", "port.test.telnet", "port.test.powerShell",
    "windows.2012", "windows.2012R2", "windows.2016", "windows.2019",
    "product.lync2010", "product.lync2013", "product.sfb2015", "step.ws2016.search.see",
    "step.ws2016.console.see", "issuerList.column.bytes",
    "desktop.certutil.notBefore", "desktop.certutil.notAfter",
    "inspect.column.name", "inspect.column.verdict", "pool.column.server",
    // A language without such labels says `none`, too.
    "labels.englishFirst",
  ]

  @Test("are no copies of the English", arguments: others)
  func copies(language: String) throws {
    for (key, text) in try texts(language) where text == Self.english[key] {
      // Letters are the same in every language, and a label can be a name.
      let isLetter = key.hasPrefix("command.") && key.hasSuffix(".key")
      let words = Template(text).pieces.contains {
        if case .literal(let literal) = $0 { literal.contains(where: \.isLetter) } else { false }
      }
      if isLetter || Labels.isLabel(key) || !words { continue }
      #expect(Self.shared.contains(key), "\(key): \(text)")
    }
  }

  @Test("name labels that are only believed in, and only such as exist", arguments: others)
  func unverified(language: String) throws {
    let names = try #require(texts(language)["labels.unverified"]).split(separator: " ").map(String.init)
    #expect(!names.isEmpty)
    #expect(Set(names).count == names.count)
    for name in names { #expect(Self.english["label.\(name)"] != nil, "\(name)") }
    let first = try #require(texts(language)["labels.englishFirst"]).split(separator: " ").map(String.init)
    #expect(first == ["none"] || Set(first).isSubset(of: names), "\(first)")
  }

  /// Answers that are named like what stands on the server, because they say what stands there.
  static let places: Set<String> = [
    "registry", "thirdParty", "groupPolicy", "enterprise", "rootStore", "intermediateStore",
  ]

  @Test(
    "name no answer like a button of the server: nobody shall click there what is to be typed here",
    arguments: Wording.languages)
  func buttons(language: String) throws {
    let texts = try texts(language)
    let labels = Set(texts.filter { Labels.isLabel($0.key) }.map { $0.value.lowercased() })
    for (key, text) in texts where key.hasPrefix("command.") && key.hasSuffix(".label") {
      guard let name = key.split(separator: ".").dropFirst().first, !Self.places.contains(String(name)) else {
        continue
      }
      #expect(!labels.contains(text.lowercased()), "\(key): \(text)")
    }
  }
}
