// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import PseudoTerminal
import Testing

/// Signals, and a terminal that goes away.
extension ReadlineConsoleTests {
  @Test("Ctrl-C drops the line at once")
  func interrupted() throws {
    let terminal = try start()
    for _ in 0..<20 {
      try terminal.send("half")
      try terminal.waitFor("half")
      try terminal.send("\u{3}")
      try terminal.waitFor("^C")
      try expectReply("interrupted", terminal)
    }
    try terminal.send("whole\r")
    try expectReply("line \"whole\"", terminal)
  }

  @Test("Ctrl-C ends a paste that does not end")
  func interruptedPaste() throws {
    let terminal = try start()
    try terminal.send("\u{1B}[200~one\rtwo")
    usleep(100_000)
    try terminal.send("\u{3}")
    try expectReply("interrupted", terminal)
    try terminal.send("next\r")
    try expectReply("line \"next\"", terminal)
  }

  @Test("Ctrl-C while nothing is asked is the next answer")
  func interruptedEarly() throws {
    let terminal = try PseudoTerminal.spawn(echo, ["--pause"], environment: ["INPUTRC": "/dev/null"])
    try terminal.waitFor("pausing")
    try terminal.send("\u{3}")
    try expectReply("interrupted", terminal)
    try terminal.send("x\r")
    try expectReply("line \"x\"", terminal)
  }

  @Test("Ctrl-D ends input only on an empty line")
  func endOfInput() throws {
    let terminal = try start()
    try terminal.send("ab\u{1}\u{4}\r")
    try expectReply("line \"b\"", terminal)
    try terminal.send("\u{4}")
    try expectReply("endOfInput", terminal)
    #expect(try terminal.waitForExit() == .code(3))
  }

  @Test("SIGTERM and SIGHUP end the conversation, with the terminal in order", arguments: [SIGTERM, SIGHUP])
  func terminated(_ number: Int32) throws {
    let terminal = try start()
    try terminal.send("half")
    try terminal.waitFor("half")
    terminal.sendSignal(number)
    try expectReply("terminated", terminal)
    #expect(try terminal.waitForExit() == .code(4))
    #expect(terminal.isInOrder)
    #expect(terminal.screen.contains("\u{1B}[?2004l"))
  }

  @Test("SIGTERM ends also a terminal whose output Ctrl-S holds back", arguments: [[], ["--pause"]])
  func heldBack(_ arguments: [String]) throws {
    let terminal = try PseudoTerminal.spawn(echo, arguments, environment: ["INPUTRC": "/dev/null"])
    try terminal.waitFor(arguments.isEmpty ? "ask>" : "pausing")
    try terminal.send("\u{13}")
    usleep(arguments.isEmpty ? 100_000 : 1_300_000)
    try terminal.send("x")
    usleep(100_000)
    terminal.sendSignal(SIGTERM)
    #expect(try terminal.waitForExit() == .code(4))
  }

  @Test("closing the window ends the conversation, and half an answer is none")
  func closed() throws {
    for _ in 0..<10 {
      let terminal = try start()
      try terminal.send("half")
      try terminal.waitFor("half")
      terminal.close()
      #expect(try [.code(3), .code(4)].contains(terminal.waitForExit()))
    }
  }

  @Test("closing the window ends it also where SIGHUP is ignored")
  func closedUnderNohup() throws {
    let terminal = try PseudoTerminal.spawn(
      "/bin/sh", ["-c", "trap '' HUP; exec \"$0\"", echo], environment: ["INPUTRC": "/dev/null"])
    try terminal.waitFor("ask>")
    try terminal.send("half")
    try terminal.waitFor("half")
    terminal.close()
    #expect(try terminal.waitForExit() == .code(3))
  }

  @Test("Ctrl-Z stops, and the line is there again afterwards")
  func stopped() throws {
    let script = "set -m; \"$0\"; echo parked; stty -a | tr ' ' '\\n' | grep icanon; sleep 0.2; fg"
    let terminal = try PseudoTerminal.spawn(
      "/bin/bash", ["--norc", "-c", script, echo], environment: ["INPUTRC": "/dev/null"])
    try terminal.waitFor("ask>")
    try terminal.send("half")
    try terminal.waitFor("half")
    try terminal.send("\u{1A}")
    let untilParked = try terminal.waitFor("parked\r\n")
    #expect(untilParked.contains("\u{1B}[?2004l"))
    // Not "-icanon".
    let modes = try terminal.waitFor("icanon\r\n")
    #expect(modes == "icanon\r\n")
    try terminal.waitFor("ask> half")
    try terminal.send(" and whole\r")
    try expectReply("line \"half and whole\"", terminal)
    try terminal.send("\u{4}")
    try expectReply("endOfInput", terminal)
    #expect(try terminal.waitForExit() == .code(3))
  }

  @Test("SIGSTOP and SIGCONT show the line again")
  func stoppedFromOutside() throws {
    let terminal = try start()
    try terminal.send("half")
    try terminal.waitFor("half")
    terminal.sendSignal(SIGSTOP)
    usleep(50_000)
    terminal.sendSignal(SIGCONT)
    try terminal.waitFor("ask> half")
    try terminal.send("!\r")
    try expectReply("line \"half!\"", terminal)
  }

}
