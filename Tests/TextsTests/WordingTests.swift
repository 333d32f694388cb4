// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Texts

@Suite("Wording")
struct WordingTests {
  let wording = Wording(language: "en", windows: "en")

  @Test("finds a text")
  func findsText() {
    #expect(wording("label.trustedRoot") == "Trusted Root Certification Authorities")
    #expect(wording.text(ifPresent: "label.trustedRoot") == wording("label.trustedRoot"))
  }

  @Test("shows a missing key instead of a text")
  func showsMissingKey() {
    #expect(wording("step.nowhere.title") == "‹step.nowhere.title›")
    #expect(wording.text(ifPresent: "step.nowhere.title") == nil)
  }

  @Test("fills values and labels")
  func fillsValuesAndLabels() {
    let body = wording("step.mmc.6.body", ["store": "STORE"])
    #expect(body.contains("“Certificates (Local Computer)”"))
    #expect(body.contains("“STORE”"))
    #expect(!body.contains("{"))
  }

  @Test("puts a value in literally")
  func takesValuesLiterally() {
    let body = wording("step.mmc.6.body", ["store": "{label.ok} {store}"])
    #expect(body.contains("“{label.ok} {store}”"))
  }

  @Test("lets no value take the place of a label")
  func keepsLabels() {
    let body = wording("step.mmc.6.body", ["label.certificatesLocalComputer": "wrong"])
    #expect(!body.contains("wrong"))
  }

  @Test("leaves a placeholder without a value visible")
  func leavesUnknownPlaceholder() {
    #expect(wording("step.mmc.6.body").contains("“{store}”"))
  }

  @Test("reads English where a language does not exist")
  func fallsBackToEnglish() {
    let other = Wording(language: "xx", windows: "yy")
    #expect(other.language == "en")
    #expect(other.labels == ("en", "en"))
    #expect(other("label.ok") == "OK")
  }

  @Test("lists its keys in order, and its languages with English first")
  func lists() {
    #expect(wording.keys == wording.keys.sorted())
    #expect(Wording.languages.first == "en")
    #expect(Set(Wording.languages).count == Wording.languages.count)
  }
}

@Suite("Values on a screen")
struct TiedValueTests {
  private static let values = [
    "issuedTo": "Northwind Issuing CA 1", "serial": "3f 9a 41", "number": "1", "count": "2",
    "validTo": "3/1/2031 2:02 PM",
  ]

  @Test("what is one thing is tied, on a screen only")
  func ties() {
    let screen = Wording().onScreen("about.entry.dated", Self.values)
    #expect(screen.contains("Northwind\u{A0}Issuing\u{A0}CA\u{A0}1"))
    #expect(screen.contains("3f\u{A0}9a\u{A0}41") && screen.contains("3/1/2031\u{A0}2:02\u{A0}PM"))
    #expect(screen.contains("This question is about:"))
    let file = Wording().onScreen.inFile("about.entry.dated", Self.values)
    #expect(file == Wording()("about.entry.dated", Self.values))
    #expect(!file.contains("\u{A0}"))
  }

  @Test("with other labels, the texts are still those of a screen")
  func labelled() {
    let wording = Wording().onScreen.labelled(windows: "de", lync: "en")
    #expect(wording("request.written", ["file": "a b"]).contains("a\u{A0}b"))
    #expect(wording.ofMadeUpServer("request.written", ["file": "a b"]).contains("a\u{A0}b"))
  }

  @Test("every thing is a placeholder of the catalog")
  func known() {
    let used = Set(Catalog.english.texts.values.flatMap { Template($0).placeholders.map(String.init) })
    #expect(Wording.things.subtracting(used) == [])
  }

  @Test("of a product replace the others where it has some, and only there")
  func product() {
    let lync = Wording().of(product: "lync2013")
    let skype = Wording().of(product: "sfb2015")
    #expect(lync("label.managementShell") == "Lync Server Management Shell")
    #expect(skype("label.managementShell") == "Skype for Business Server Management Shell")
    #expect(skype("step.wizard.1.body").contains("“Install or Update Skype for Business Server System”"))
    #expect(!skype("step.wizard.1.see").contains("Lync"))
    #expect(!lync("step.wizard.1.body").contains("Skype"))
    #expect(skype("step.wizard.2.body") == lync("step.wizard.2.body"))
    #expect(skype("step.after.services.body").contains("Invoke-CsComputerFailBack"))
    #expect(!lync("step.after.services.body").contains("FailBack"))
    // It stays with other languages, and its labels have marks of their own.
    let german = Wording(language: "de").of(product: "sfb2015").labelled(windows: "de", lync: "de").onScreen
    #expect(german("step.wizard.1.see").contains("Skype for Business Server-Bereitstellungs-Assistent*"))
    #expect(german.hasMarks(in: german("step.wizard.1.body")))
    #expect(!Wording(language: "de")("step.wizard.1.body").contains("*"))
    #expect(!german.ofMadeUpServer("step.wizard.1.body").contains("*"))
  }
}
