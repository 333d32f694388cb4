// SPDX-License-Identifier: GPL-3.0-or-later

import FaultInjection
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing

/// What can happen to a terminal while the wizard asks: it is left as it was found, and nothing is lost.
@Suite("The life of a terminal, end to end")
struct TerminalLifeTests {
  /// Sets modes that are not the usual ones, says so, and becomes the program once Enter is pressed.
  static let unusual = [
    "/bin/sh", "-c", "stty -ixon erase '^H' intr '^C' -iutf8; echo ready; read -r _; exec \"$@\"", "sh",
  ]

  /// A practice run in a terminal with modes of its own, as far as the given answer.
  private func begun(
    answers: Int, before: inout PseudoTerminal.Modes?
  ) throws -> (run: Practice, asked: Item?) {
    let run = try Practice(.duplicateRoot, under: Self.unusual)
    try run.admin.terminal.waitFor("ready\r\n")
    before = run.admin.terminal.modes
    try run.admin.terminal.send("\r")
    var count = 0
    try run.work { moment in
      defer { count += 1 }
      return count == answers ? .leave : try Sensible().act(moment)
    }
    return (run, run.admin.moments.last?.item)
  }

  /// The session goes on with the item that was asked, and comes to its end.
  private func expectGoesOn(_ run: Practice, at asked: Item?, after records: [Record]) throws {
    let count = run.admin.moments.count
    let exit = try run.work(Sensible().act)
    #expect(exit == .code(0))
    #expect(run.admin.moments.count > count || asked == nil)
    let session = try run.machine.session(run.name)
    #expect(Array(session.records.prefix(records.count)) == records)
    #expect(session.ending == .duplicatesRemoved)
    #expect(run.removed.count == 1)
  }

  // MARK: - Parked

  struct Way: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let exit: PseudoTerminal.Exit
    let act: @Sendable (PseudoTerminal) throws -> Void
  }

  static let ways: [Way] = [
    Way(testDescription: "SIGINT", exit: .code(130)) { $0.sendSignal(SIGINT) },
    Way(testDescription: "SIGTERM", exit: .code(3)) { $0.sendSignal(SIGTERM) },
    Way(testDescription: "SIGHUP", exit: .code(3)) { $0.sendSignal(SIGHUP) },
    Way(testDescription: "SIGQUIT", exit: .code(3)) { $0.sendSignal(SIGQUIT) },
    Way(testDescription: "Ctrl-\\", exit: .code(3)) { try $0.send("half\u{1C}") },
    Way(testDescription: "Ctrl-C", exit: .code(130)) { try $0.send("half\u{3}") },
    Way(testDescription: "Ctrl-D", exit: .code(3)) { try $0.send("\u{4}") },
    Way(testDescription: "P", exit: .code(3)) { try $0.send("p\r") },
    Way(testDescription: "SIGTERM twice and SIGINT", exit: .code(3)) {
      for number in [SIGTERM, SIGTERM, SIGINT] { $0.sendSignal(number) }
    },
  ]

  @Test("puts every mode of the terminal back, and is parked", arguments: ways, [0, 30])
  func modes(_ way: Way, answers: Int) throws {
    var before: PseudoTerminal.Modes?
    let (run, asked) = try begun(answers: answers, before: &before)
    // While it asks, readline has other modes: the comparison below can fail.
    #expect(run.admin.terminal.modes != before)
    try way.act(run.admin.terminal)
    #expect(try run.admin.terminal.waitForExit() == way.exit)
    #expect(before != nil)
    #expect(run.admin.terminal.modes == before)
    let session = try run.machine.session(run.name)
    #expect(session.isParked)
    #expect(session.pending == asked)
    try run.resume()
    try expectGoesOn(run, at: asked, after: session.records)
  }

  @Test("puts the modes back at the end of a whole run")
  func modesAtTheEnd() throws {
    var before: PseudoTerminal.Modes?
    let (run, _) = try begun(answers: 0, before: &before)
    try run.admin.terminal.send("d\r")
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.admin.terminal.modes == before)
  }

  @Test(
    "takes a signal that comes while it writes an answer down for the next prompt",
    .enabled(if: Tracing.canInject), arguments: ["INT", "TERM", "HUP"], ["pwrite64", "fdatasync"])
  func whileWriting(signal: String, call: String) throws {
    let run = try Practice(.duplicateRoot, under: Tracing.inject("\(call):signal=\(signal):when=20"))
    #expect(try run.work(Sensible().act) == .code(signal == "INT" ? 130 : 3))
    let session = try run.machine.session(run.name)
    // The twentieth line was written to its end, and the next one tells of the parking.
    #expect(session.records.count == 21)
    #expect(session.isParked)
    try run.resume()
    try expectGoesOn(run, at: session.pending, after: session.records)
  }

  // MARK: - Carried on

  @Test("goes on after it was stopped with Ctrl-Z, with the modes of the shell in between")
  func stopped() throws {
    let script =
      "set -m; \"$@\"; echo \"stopped $?\"; stty -a | tr ' ' '\\n' | grep -x -e '-*icanon' -e '-*echo'; fg"
    let run = try Practice(.duplicateRoot, under: ["/bin/bash", "--norc", "-c", script, "bash"])
    try run.work { $0.item?.form == .listing ? .leave : try Sensible().act($0) }
    let records = try run.machine.journal(run.name).records
    try run.admin.terminal.send("half")
    try run.admin.terminal.waitFor("half")
    try run.admin.terminal.send("\u{1A}")
    // 128 and SIGTSTP.
    try run.admin.terminal.waitFor("stopped 148\r\n")
    let modes = try run.admin.terminal.waitFor("echo\r\n") + run.admin.terminal.waitFor("\r\n")
    #expect(!modes.contains("-icanon") && !modes.contains("-echo"))
    try run.admin.terminal.waitFor("half")
    // What was half typed is there again, and is rubbed out.
    try run.admin.terminal.send("\u{15}d\r")
    try expectGoesOn(run, at: nil, after: records)
  }

  @Test("goes on after SIGSTOP and SIGCONT, and after SIGTSTP where nobody can continue it")
  func stoppedFromOutside() throws {
    let run = try Practice(.duplicateRoot)
    try run.work { $0.item?.form == .listing ? .leave : try Sensible().act($0) }
    let records = try run.machine.journal(run.name).records
    run.admin.terminal.sendSignal(SIGSTOP)
    usleep(20_000)
    run.admin.terminal.sendSignal(SIGCONT)
    run.admin.terminal.sendSignal(SIGTSTP)
    usleep(20_000)
    run.admin.terminal.sendSignal(SIGCONT)
    try run.admin.terminal.send("d\r")
    try expectGoesOn(run, at: nil, after: records)
  }

  @Test("goes on in a window that is made narrow, wide and nothing while it asks")
  func resized() throws {
    let run = try Practice(.duplicateRoot)
    var count = 0
    let exit = try run.work { moment in
      for columns in [1, 3, 0, 1000, 400] { run.admin.terminal.resize(columns: columns, rows: columns % 7) }
      count += 1
      return try Sensible().act(moment)
    }
    #expect(exit == .code(0))
    #expect(count > 40)
    #expect(try run.machine.session(run.name).ending == .duplicatesRemoved)
  }

  // MARK: - Poor terminals

  struct Poor: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let columns: Int
    let environment: [String: String]
  }

  static let poor: [Poor] = [
    Poor(testDescription: "one column", columns: 1, environment: [:]),
    Poor(testDescription: "no columns", columns: 0, environment: [:]),
    Poor(testDescription: "TERM=dumb", columns: 80, environment: ["TERM": "dumb"]),
    Poor(testDescription: "TERM empty", columns: 80, environment: ["TERM": ""]),
    Poor(testDescription: "TERM unknown", columns: 80, environment: ["TERM": "no-such-terminal"]),
    Poor(testDescription: "dumb, one column", columns: 1, environment: ["TERM": "dumb", "COLUMNS": "1"]),
    Poor(testDescription: "LC_ALL=C", columns: 80, environment: ["LC_ALL": "C", "LANG": "C"]),
  ]

  @Test("asks and takes answers in a poor terminal, and leaves it as it was", arguments: poor)
  func poorTerminals(_ poor: Poor) throws {
    let machine = Machine()
    let story = ["practice", "--seed", "7", "--name", "p"]
    let terminal = try machine.terminal(
      story, under: Self.unusual, environment: poor.environment, columns: poor.columns)
    try terminal.waitFor("ready\r\n")
    let before = terminal.modes
    try terminal.send("\r")
    // Where prompts cannot be told from their neighbours, the session file tells when an answer has arrived.
    for (place, answer) in ["d", "Kim Admin", "d", "y", "y", "y"].enumerated() {
      try terminal.send("\(answer)\r")
      _ = try terminal.wait(for: "record \(place + 2)", timeoutSeconds: 30) { _ in
        ((try? machine.journal("p").records.count) ?? 0) >= place + 2
      }
    }
    try terminal.send("\u{3}")
    #expect(try terminal.waitForExit() == .code(130))
    #expect(before != nil)
    #expect(terminal.modes == before)
    let session = try machine.session("p")
    #expect(session.findings.administrator == "Kim Admin")
    #expect(session.records.last?.event == .parked(.interrupted))
    let run = try Practice(resuming: "p", on: machine)
    #expect(try run.work(Sensible().act) == .code(0))
  }

  // MARK: - No terminal

  @Test("is parked when the pipe ends that answers come from, in the middle of an answer too")
  func pipe() throws {
    let machine = Machine()
    let run = try machine.run(["practice", "--seed", "7", "--name", "p"], input: "d\nKim Admin\nd")
    #expect(run.code == 3)
    #expect(run.says("lync-pin-wizard resume p"))
    #expect(try machine.session("p").records.last?.event == .parked(.endOfInput))
    #expect(try machine.session("p").findings.administrator == "Kim Admin")
  }

  @Test("is parked when nobody reads what it shows any more")
  func brokenPipe() throws {
    let machine = Machine()
    let answers = try machine.write("d\nKim Admin\nd\ny\ny\ny\n", to: "answers")
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    // The reader is gone before the program begins.
    try machine.shell(
      "mkfifo pipe; (exec 3<pipe) & exec 4>pipe; wait; "
        + "code=0; \(program) practice --seed 7 --name p --answers \(answers) >&4 2>&4 || code=$?; echo $code >code"
    )
    #expect(try machine.text("code") == "3\n")
    let session = try machine.session("p")
    #expect(session.isParked)
    let run = try Practice(resuming: "p", on: machine)
    #expect(try run.work(Sensible().act) == .code(0))
  }

  @Test("is parked when its standard streams are closed", arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
  func closedStreams(redirection: String) throws {
    let machine = Machine()
    let program = PseudoTerminal.builtProgram("lync-pin-wizard")
    try machine.shell(
      "code=0; \(program) practice --seed 7 --name p \(redirection) </dev/null || code=$?; echo $code >code")
    #expect(try machine.text("code") == "3\n")
    #expect(try machine.session("p").isParked)
    #expect(try machine.run(["verify", "p"]).code == 0)
  }
}
