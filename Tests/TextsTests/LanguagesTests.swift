// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

@Suite("Languages")
struct LanguagesTests {
  static let catalogs = ["en", "de", "fr", "es", "pt-BR", "it", "ja", "zh-Hans", "ko", "ru"]

  static let names: [(String, String?)] = [
    ("de", "de"), ("DE", "de"), ("de_AT.UTF-8", "de"), ("de_DE@euro", "de"), ("de-CH", "de"),
    ("pt_BR.UTF-8", "pt-BR"),
    ("pt-br", "pt-BR"), ("pt", "pt-BR"), ("pt_PT", "pt-BR"), ("zh", "zh-Hans"), ("zh_CN.utf8", "zh-Hans"),
    ("zh_SG", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("zh-Hans-CN", "zh-Hans"), ("zh_TW.UTF-8", nil),
    ("zh-Hant", nil),
    ("zh_HK", nil), ("en_GB", "en"), ("C", nil), ("POSIX", nil), ("nl_NL", nil), ("", nil), ("_", nil),
    ("d", nil),
    ("deutsch", nil), ("../de", nil),
  ]

  @Test("are found by every form of their name", arguments: names.indices)
  func named(index: Int) {
    let (name, language) = Self.names[index]
    #expect(Languages.named(name, among: Self.catalogs) == language, "\(name)")
  }

  static let surroundings: [([String: String], String)] = [
    ([:], "en"), (["LANG": "de_DE.UTF-8"], "de"), (["LANG": "de_DE"], "en"), (["LANG": "ja_JP.eucJP"], "en"),
    (["LANG": "C.UTF-8", "LANGUAGE": "de"], "en"), (["LANG": "C"], "en"),
    (["LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR.UTF-8"], "fr"), (["LANG": "de_DE.UTF-8", "LC_ALL": ""], "de"),
    (["LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_ES.UTF-8"], "es"),
    (["LANG": "de_DE.UTF-8", "LANGUAGE": "nl:ja:fr"], "ja"),
    (["LANG": "de_DE.UTF-8", "LANGUAGE": "nl"], "de"),
    (["LANG": "de_DE.UTF-8", "LC_CTYPE": "C"], "en"), (["LANG": "en_US.UTF-8", "LC_ALL": "C"], "en"),
    (["LANG": "nl_NL.UTF-8"], "en"), (["LANG": "zh_CN.UTF-8"], "zh-Hans"),
  ]

  @Test("follow the surroundings as gettext does", arguments: surroundings.indices)
  func preferred(index: Int) {
    let (environment, language) = Self.surroundings[index]
    #expect(Languages.preferred(among: Self.catalogs) { environment[$0] } == language, "\(environment)")
  }
}

@Suite("The server's labels")
struct LabelsTests {
  @Test("are plain English where the server speaks it")
  func english() {
    let wording = Wording(language: "de", windows: "en")
    #expect(wording.language == "de")
    #expect(wording("label.details") == "Details")
    #expect(wording("label.serialNumber") == "Serial number")
    // In a sentence, too.
    let own = Wording(language: "de")
    #expect(own("step.mmc.6.body").contains(own("label.certificatesLocalComputer")))
    #expect(!wording("step.mmc.6.body").contains(own("label.certificatesLocalComputer")))
    #expect(wording("step.mmc.6.body").contains("Certificates (Local Computer)"))
  }

  @Test(
    "come first in the server's language; those not confirmed have a mark and the English",
    arguments: Wording.languages)
  func quoted(language: String) throws {
    let catalog = try #require(Catalog(embedded: language))
    let labels = Labels(windows: catalog, lync: catalog, reader: language)
    let foreign = Labels(windows: catalog, lync: catalog, reader: "xx")
    let doubts = LabelDoubts(catalog)
    for (key, english) in Catalog.english.texts where Labels.isLabel(key) {
      let own = try #require(catalog.text(key), "\(key)")
      let name = String(key.dropFirst("label.".count))
      let quoted = try #require(labels.quoted(key))
      if own == english {
        #expect(quoted == english)
        #expect(!doubts.unconfirmed.contains(name), "\(key)")
      } else if doubts.englishFirst.contains(name) {
        #expect(quoted == "\(english) (\(own)*)")
        #expect(labels.drawn(key) == "\(own)*")
      } else if doubts.unconfirmed.contains(name) {
        #expect(quoted == "\(own)* (\(english))")
        #expect(labels.drawn(key) == "\(own)*")
      } else {
        #expect(quoted == own)
        #expect(foreign.quoted(key) == "\(own) (\(english))")
        #expect(labels.drawn(key) == own)
      }
      #expect(labels.plain(key) == own)
      #expect(labels.areMarked(in: "“\(quoted)”") == doubts.unconfirmed.contains(name), "\(key)")
    }
  }

  @Test("are not in doubt where the server is made up", arguments: Wording.languages)
  func madeUp(language: String) throws {
    let wording = Wording(language: language).ofMadeUpServer
    #expect(!wording.hasMarks)
    #expect(!wording.labelled(windows: language, lync: language).hasMarks)
    let catalog = try #require(Catalog(embedded: language))
    let labels = Labels(windows: catalog, lync: catalog, reader: language, isMadeUp: true)
    for key in Catalog.english.texts.keys where Labels.isLabel(key) {
      #expect(labels.quoted(key) == catalog.text(key), "\(key)")
      #expect(labels.drawn(key) == catalog.text(key), "\(key)")
    }
  }

  @Test("are never half English in a drawing")
  func drawings() {
    let russian = Wording(language: "ru")
    // None of its labels is known in Russian.
    #expect(russian("step.wizard.3.see").contains("Default certificate │ Assigned"))
    #expect(!russian("step.wizard.3.see").contains("*"))
    // Some of these are.
    let italian = Wording(language: "it")("step.wizard.3.see")
    #expect(italian.contains("Certificato predefinito* │ Assegnato"))
    for name in ["certificateWizard", "defaultCertificate", "serverDefault", "assigned"] {
      #expect(!italian.contains(Wording()("label.\(name)")), "\(name)")
    }
    #expect(
      Wording(language: "de")("step.wizard.7.see").contains("Allgemein │ ▸ Details │ Zertifizierungspfad"))
  }

  @Test("with the mark are told from other stars")
  func stars() {
    let german = Wording(language: "de")
    #expect(german.hasMarks(in: "„Drittanbieter* (Third-Party)“"))
    #expect(!german.hasMarks(in: "„Registrierung* (Registry)“"))
    #expect(!german.hasMarks(in: #"/q:"*[System[(EventID=47067)]]" Drittanbieter"#))
    #expect(!Wording().hasMarks(in: "Third-Party*"))
    #expect(german.footnoted("„Drittanbieter*“") == "„Drittanbieter*“\n\n\(german("labels.marked"))")
    #expect(german.footnoted("„Registrierung“") == "„Registrierung“")
    for language in Wording.languages { #expect(Wording(language: language).footnote.hasPrefix("* ")) }
  }

  @Test("of Windows and of Lync are chosen apart")
  func apart() {
    let other = Wording.languages.last ?? "en"
    let wording = Wording(language: "en", windows: "en", lync: other)
    #expect(wording.labels == ("en", other))
    #expect(wording("label.details") == "Details")
    #expect(Wording().labelled(windows: other, lync: "en").labels == (other, "en"))
  }

  @Test("of Lync are labels")
  func ofLync() {
    for name in Labels.ofLync { #expect(Catalog.english.text("label.\(name)") != nil, "\(name)") }
  }
}
