// SPDX-License-Identifier: GPL-3.0-or-later

import Journal
import Procedure
import PseudoTerminal
import Servers
import Testing

@Suite("Answers from files and pipes, end to end")
struct ScriptTests {
  /// The answers that a person gave in a whole practice run.
  private func answers(_ scenario: Scenario) throws -> [String] {
    let run = try Practice(scenario)
    #expect(try run.work(Sensible().act) == .code(0))
    return run.admin.typed
  }

  @Test("repeats a whole practice run from a file of answers", arguments: [Scenario.duplicateRoot, .both])
  func whole(_ scenario: Scenario) throws {
    let answers = try answers(scenario)
    let machine = Machine()
    let file = try machine.write(
      "# by a script\n\n" + answers.joined(separator: "\n") + "\n", to: "answers.txt")
    // The same seed gives the same serial numbers.
    let run = try machine.run(
      ["practice", scenario.rawValue, "--seed", "7", "--name", "p", "--answers", file])
    #expect(run.code == 0)
    #expect(try machine.session("p").ending == .duplicatesRemoved)
    // Standard output is for results; the conversation stands beside it.
    #expect(run.output.isEmpty)
    #expect(run.messages.contains("PRACTICE"))
  }

  @Test("repeats a whole practice run from a pipe")
  func pipe() throws {
    let answers = try answers(.duplicateRoot)
    let machine = Machine()
    let run = try machine.run(
      ["practice", "duplicate-root", "--seed", "7", "--name", "p"], input: answers.joined(separator: "\n"))
    #expect(run.code == 0)
    #expect(try machine.session("p").ending == .duplicatesRemoved)
  }

  @Test("is parked where the answers end, and resumed with others", arguments: [0, 1, 20])
  func early(count: Int) throws {
    let answers = try answers(.duplicateRoot)
    let machine = Machine()
    let first = try machine.write(answers.prefix(count).joined(separator: "\n"), to: "first.txt")
    let rest = try machine.write(answers.dropFirst(count).joined(separator: "\n"), to: "rest.txt")
    let parked = try machine.run(
      ["practice", "duplicate-root", "--seed", "7", "--name", "p", "--answers", first])
    #expect(parked.code == 3)
    #expect(parked.messages.contains("lync-pin-wizard resume p"))
    #expect(try machine.session("p").records.last?.event == .parked(.endOfInput))
    #expect(try machine.session("p").given.count == count)
    #expect(try machine.run(["resume", "p", "--answers", rest]).code == 0)
    #expect(try machine.session("p").ending == .duplicatesRemoved)
  }

  @Test("never takes a default from a pipe", arguments: ["", "\n", "\n\n\n\n  \n\t\n\r\n"])
  func noDefaults(input: String) throws {
    let machine = Machine()
    let run = try machine.run(["practice", "--seed", "7", "--name", "p"], input: input)
    #expect(run.code == 3)
    #expect(try machine.session("p").given.isEmpty)
    #expect(!run.messages.contains("(default"))
  }

  @Test("does not delete when the answers only agree")
  func onlyAgrees() throws {
    let machine = Machine()
    let input = String(repeating: "d\na\ne\nr\ny\nyes\n", count: 100)
    let run = try machine.run(["practice", "both", "--seed", "7", "--name", "p"], input: input)
    #expect(run.code != 0)
    #expect(try machine.journal("p").records.allSatisfy { !$0.isDeletionOrder })
  }

  @Test("says that a file of answers is missing", arguments: ["nowhere.txt", "."])
  func missing(file: String) throws {
    let machine = Machine()
    let run = try machine.run(["practice", "--name", "p", "--answers", "\(machine.folder)/\(file)"])
    #expect(run.code == (file == "." ? 74 : 66))
    #expect(machine.files("").isEmpty)
  }
}
