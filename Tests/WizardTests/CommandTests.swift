// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@testable import Words

@Suite("Commands")
struct CommandTests {
  @Test("each has a letter of its own", arguments: Wording.languages)
  func letters(language: String) {
    let wording = Wording(language: language)
    // “Note” gives its letter up where “no” is an answer.
    let keys = Choice.allCases.filter { $0 != .note }.map { $0.key(wording).lowercased() }
    #expect(Set(keys).count == keys.count)
    #expect(Choice.note.key(wording) == Choice.no.key(wording))
    for command in Choice.allCases where !Self.menu.contains(command) && !Self.stores.contains(command) {
      #expect(command.key(wording).count == 1, "\(command)")
    }
  }

  /// Commands that are offered apart from all others.
  static let menu: [Choice] = [.start, .resume, .practise, .transcript, .quit]
  static let stores: [Choice] = [.rootStore, .intermediateStore]

  private static let questions = Choice.allCases.filter { !menu.contains($0) && !stores.contains($0) }

  /// What one prompt can offer at the most.
  static let groups: [[Choice]] = [
    menu, stores, questions.filter { $0 != .note }, questions.filter { $0 != .no },
  ]

  @Test(
    "nothing that somebody types means two commands of one prompt, in the language or in English",
    arguments: Wording.languages)
  func words(language: String) {
    let languages = [Wording(language: language), Wording()]
    for group in Self.groups {
      for command in group {
        for wording in languages {
          let label = wording("command.\(command.rawValue).label")
          for word in command.words(wording) + [command.key(wording), label] {
            let meant = group.filter { $0.isMeant(by: word, languages[0]) }
            #expect(meant == [command], "\(word)")
            #expect(command.isMeant(by: word.uppercased(), languages[0]), "\(word)")
          }
        }
      }
    }
  }

  static let notCommands = ["", " ", "do", "d ", "[D]", "back b", "donee", "1ef4", "10", "yess"]

  @Test("nothing else is one", arguments: notCommands.indices)
  func others(index: Int) {
    let text = Self.notCommands[index]
    #expect(Choice.allCases.filter { $0.isMeant(by: text, Wording()) } == [], "\(text.debugDescription)")
  }
}
