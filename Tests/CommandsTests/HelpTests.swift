// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts
import Usage

@testable import Commands

@Suite("Help")
struct HelpTests {
  @Test("reads on 80 columns", arguments: Wording.languages)
  func usage(language: String) {
    let help = Help(wording: Wording(language: language), commands: CommandList.all)
    let texts = [help.text] + CommandList.all.map(help.text(of:))
    for line in texts.flatMap({ $0.split(separator: "\n") }) {
      let columns = line.unicodeScalars.reduce(0) {
        $0 + ($1.value >= 0x1100 && !(0x2000..<0x2E80).contains($1.value) ? 2 : 1)
      }
      #expect(columns <= 80, "\(line)")
    }
  }

  @Test("names every option of a command, and what can follow the command", arguments: CommandList.all)
  func complete(command: any Command.Type) {
    let help = Help(wording: Wording(), commands: CommandList.all)
    for option in command.options + CommonOptions.all {
      #expect(help.text(of: command).contains("  \(option.typed)") || option.letter != nil, "\(option.name)")
    }
    for choice in command.operand?.choices ?? [] { #expect(help.text(of: command).contains(choice)) }
    #expect(!help.text(of: command).contains("‹"))
  }

  @Test("shows at least two examples of every command", arguments: CommandList.all)
  func examples(command: any Command.Type) {
    #expect(command.examples.count >= 2)
    #expect(Set(command.examples.map(\.arguments)).count == command.examples.count)
  }

  @Test("shows only examples that the program takes", arguments: Wording.languages)
  func examplesParse(language: String) throws {
    let help = Help(wording: Wording(language: language), commands: CommandList.all)
    for command in CommandList.all {
      let lines = Self.examples(in: help.text(of: command))
      #expect(lines.count == command.examples.count)
      for line in lines {
        let request = try CommandLineReader(line).request()
        #expect(type(of: request.command) == command, "\(line)")
      }
    }
  }

  @Test("begins with examples that the program takes", arguments: Wording.languages)
  func aboutParses(language: String) throws {
    let about = Help(wording: Wording(language: language), commands: CommandList.all).text
    let lines = Self.examples(in: about)
    #expect(lines.count == 4)
    for line in lines { _ = try CommandLineReader(line).request() }
  }

  /// The words of each command line in a text; what two spaces set apart explains it.
  private static func examples(in text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("  lync-pin-wizard ") }.map { line in
      var words: [String] = []
      for word in line.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false) {
        if word.isEmpty { break }
        words.append(String(word))
      }
      return words
    }
  }
}
