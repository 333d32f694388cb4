// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Procedure
import TestSupport
import Testing
import Texts
import Words

@Suite("The answers of checks")
struct CheckWordsTests {
  private static let checks =
    Set(ServerKind.allCases.flatMap { $0.path.checks.map(\.step) })
    .union([Elevation.check, ClosingSection.recheck])

  @Test("are explained where they lead to more than the next question", arguments: Wording.languages)
  func explained(language: String) {
    let wording = Wording(language: language)
    for step in Self.checks where ["before.event", "before.time"].contains(step.id) {
      let words = CheckWords(wording: wording, step: step)
      #expect(words.yesHelp != nil && words.noHelp != nil && words.yesHelp != words.noHelp, "\(step.id)")
    }
  }

  @Test("are words of their own: they say what yes and no mean there", arguments: Wording.languages)
  func own(language: String) {
    let wording = Wording(language: language)
    let plain = [wording("command.yes.label"), wording("command.no.label")]
    for step in Self.checks where step.kind == .check {
      let words = CheckWords(wording: wording, step: step)
      #expect(words.yes != words.no, "\(step.id)")
      #expect(!plain.contains(words.yes) && !plain.contains(words.no), "\(step.id)")
    }
  }
}
