// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import Testing
import Texts

@testable import Journal

/// What comes from the system around the program: arguments, limits, and where its output goes.
@Suite("The system around, end to end")
struct SurroundingsTests {
  // MARK: - Arguments

  private static let hostile = #"$(printf 'a\033[31m\nerror: \342\200\256x\377')"#

  @Test(
    "a usage error writes its argument so that it does nothing to a terminal",
    arguments: [
      hostile, "--\(hostile)", "practice \(hostile)", "practice --seed \(hostile)", "probe \(hostile)",
      "inspect --chain a --zone \(hostile)", "status a \(hostile)", "start --server 2012 --store \(hostile)=",
      "--language \(hostile)", "status \(hostile)", "practice --name \(hostile)",
      "sessions --answers \(hostile)",
    ])
  func arguments(_ arguments: String) throws {
    let machine = Machine()
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    let quoted = arguments.replacingOccurrences(of: "$(", with: "\"$(").replacingOccurrences(
      of: "')", with: "')\"")
    try machine.shell("\(program) \(quoted) </dev/null >out 2>err || echo $? >code")
    #expect(["64\n", "66\n"].contains(try machine.text("code")))
    let said = try machine.bytes("err")
    let text = try #require(String(validating: said, as: UTF8.self))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    #expect(!text.contains("\nerror: "), "an argument begins a line of its own")
    #expect(text.filter { !$0.isWhitespace }.contains(#"a\u{1B}[31m\u{A}error:\u{202E}x\xFF"#))
  }

  // MARK: - Output

  @Test(
    "fails with a message when its output does not fit",
    arguments: [
      "--help", "--version", "status p", "status p --json", "sessions", "sessions --json", "verify p",
      "verify p --json",
      "transcript p",
      "transcript p --format json",
      "inspect --chain \(Samples.windows)/rootA1.cer --store ROOT=\(Samples.windows)/rootA1.cer",
      "inspect --json --chain \(Samples.windows)/rootA1.cer --store ROOT=\(Samples.windows)/rootA1.cer",
    ])
  func fullDevice(_ arguments: String) throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    try run.machine.shell("\(program) \(arguments) </dev/null >/dev/full 2>err || echo $? >code")
    #expect(try run.machine.text("code") == "74\n")
    #expect(try run.machine.text("err").contains("No space left on device"))
    // A reader that has seen enough is no failure to speak of.
    try run.machine.shell("{ \(program) \(arguments) || :; } </dev/null 2>err | true")
    #expect(!(try run.machine.text("err").contains("Broken pipe")))
  }

  // MARK: - Limits

  @Test("says a sentence when hardly any file can be opened", arguments: 4...12)
  func descriptors(_ limit: Int) throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    let inspect = "inspect --chain \(Samples.windows)/rootA1.cer"
    let commands = [
      "status p", "sessions", "verify p", "transcript p", "resume p", "practice", "start --server 2012",
      "commands p",
      "recheck p --store ROOT=\(Samples.windows)", "restore p", "\(inspect) --store ROOT=\(Samples.windows)",
      "\(inspect) --pool \(Samples.path(""))", "probe 127.0.0.1:1",
    ]
    let script = commands.map {
      "(ulimit -n \(limit); exec \(program) \($0)) </dev/null >out 2>err; echo $? >>codes"
    }
    try run.machine.shell("set +e; \(script.joined(separator: "\n"))")
    let codes = try run.machine.text("codes").split(separator: "\n").map(String.init)
    #expect(codes.count == commands.count)
    for (command, code) in zip(commands, codes) {
      #expect(["0", "1", "3", "65", "66", "73", "74"].contains(code), "\(command): \(code)")
    }
  }

  @Test("does not say that there are no sessions when it could not look")
  func unseenSessions() throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    try run.machine.shell("(ulimit -n 5; \(program) sessions) </dev/null >out 2>err || echo $? >code")
    #expect(try run.machine.text("code") == "74\n")
    let said = try run.machine.text("err").filter { !$0.isWhitespace }
    #expect(said.contains("Toomanyopenfiles"))
    #expect(!said.contains(Wording()("sessions.none").filter { !$0.isWhitespace }))
  }

  @Test("says that the pool is no folder")
  func poolIsAFile() throws {
    let machine = Machine()
    let file = try machine.write("x", to: "pool.txt")
    let arguments = ["inspect", "--chain", "\(Samples.windows)/rootA1.cer", "--pool"]
    let run = try machine.run(arguments + [file])
    #expect(run.code == 65)
    #expect(run.says("\(file) is a file, not a folder."))
    // A path that leads through a file is one where nothing is.
    let through = try machine.run(arguments + ["\(file)/x"])
    #expect(through.code == 66)
    #expect(through.says("\(file)/x is not there."))
  }

  // MARK: - What “intact” means

  @Test("says beside the whole lines that only the hash that was kept shows a file that was rewritten")
  func rewritten() throws {
    let run = try Practice(.listedOnce)
    try run.work { _ in .type("p") }
    let head = try run.machine.journal("p").head
    let only = Wording()("verify.keepHead")
    let verified = try run.machine.run(["verify", "p"])
    #expect(verified.code == 0)
    #expect(verified.output.contains(only))
    let held = try run.machine.run(["verify", "p", "--head", head])
    #expect(held.code == 0)
    #expect(!held.output.contains(only))
    #expect(held.output.contains(Wording()("verify.sameHead")))

    // The whole file with fresh hashes: sound in itself, and another one.
    let records = try run.machine.journal("p").records
    var previous = JournalLine.firstPrevious
    var bytes: [UInt8] = []
    for record in records {
      let line = JournalLine.encode(
        Record(sequence: record.sequence, at: record.at.adding(seconds: 60), event: record.event),
        previous: previous)
      bytes += line.bytes
      previous = line.hash
    }
    try run.machine.write(bytes, to: run.machine.sessionFile("p"))
    let forged = try run.machine.run(["verify", "p"])
    #expect(forged.code == 0)
    #expect(forged.output.contains(only))
    #expect(try run.machine.run(["verify", "p", "--head", head]).code == 65)
  }
}
