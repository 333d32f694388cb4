// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Guide
import Journal
import TestConsole
import Testing
import Texts
import Usage

@testable import Commands
@testable import ProgramParts

// Between the two lines stands the example of CONTRIBUTING.md, “A command or an option”, word by word.

// <example>
/// `count`: how many sessions there are.
struct CountCommand: Command {
  static let name = "count"
  static let options: [any Option] = [atLeast, SharedOptions.json]
  static let examples = [Example("count", "plain"), Example("count --at-least 2", "atLeast")]

  static let atLeast = ValueOption<Int>("at-least", "N") { text, option throws(Misuse) in
    guard let number = Int(text) else { throw Misuse("usage.badValue", "\(option) \(text)") }
    return number
  }

  var atLeast = 0
  var isJSON = false
}

extension CountCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    atLeast = try arguments.value(Self.atLeast) ?? 0
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let count = try program.sessionNames().count
    program.console.result(isJSON ? "{\"sessions\": \(count)}\n" : "\(count)\n")
    return count < atLeast ? .unresolved : .finished
  }
}
// </example>

@Suite("A new command")
struct NewCommandTests {
  private static let commands = CommandList.all + [CountCommand.self]

  private func command(_ words: String...) throws -> any Command {
    try CommandLineReader(["lync-pin-wizard"] + words, commands: Self.commands).request().command
  }

  @Test("is its own file and a line in the list: it is read, refused and helped with like every other")
  func read() throws {
    #expect(try command("count") as? CountCommand == CountCommand())
    #expect(
      try command("count", "--json", "--at-l=2") as? CountCommand == CountCommand(atLeast: 2, isJSON: true))
    #expect(throws: Misuse("usage.badValue", "--at-least x")) { try command("count", "--at-least", "x") }
    #expect(throws: Misuse("usage.optionNotHere", "--seed")) { try command("count", "--seed", "1") }
    #expect(throws: Misuse("usage.tooMany", "1")) { try command("count", "1") }
    #expect(throws: Misuse("usage.unknownCommand", "cont", nearest: "count")) { try command("cont") }
    #expect(throws: Misuse("usage.unknownCommand", "count")) {
      try CommandLineReader(["lync-pin-wizard", "count"]).request()
    }
  }

  @Test("runs, and is in the help")
  func runs() throws {
    let console = ScriptedConsole()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("count-\(UUID().uuidString)")
      .path
    let program = Program(
      console: console, wording: Wording(), saysLabels: false, folder: SessionFolder(path: folder),
      now: { preconditionFailure("no clock") }, randomSeed: { 1 }, commands: Self.commands)
    #expect(program.run(try command("count")) == .finished)
    #expect(program.run(try command("count", "--at-least", "1", "--json")) == .unresolved)
    #expect(console.results == ["0\n", "{\"sessions\": 0}\n"])
    #expect(program.run(try command("count", "--help")) == .finished)
    #expect(console.results.last?.hasPrefix("  count [--at-least N] [--json]\n") == true)
    #expect(program.run(try command("help")) == .finished)
    #expect(console.results.last?.contains("\n  count [--at-least N]") == true)
  }

  @Test("is described in CONTRIBUTING.md as it compiles here")
  func page() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let example = try #require(Self.between("\n// <example>\n", "// </example>\n", in: source))
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
    let chapter = try #require(page.components(separatedBy: "## A command or an option\n").last)
    #expect(Self.between("```swift\n", "```\n", in: chapter) == example)
  }

  private static func between(_ start: String, _ end: String, in text: String) -> String? {
    let after = text.components(separatedBy: start).dropFirst().first
    return after?.components(separatedBy: end).first
  }
}
