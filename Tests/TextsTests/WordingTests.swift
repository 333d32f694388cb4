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
