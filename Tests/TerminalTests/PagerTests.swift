// SPDX-License-Identifier: GPL-3.0-or-later

import PseudoTerminal
import Testing

/// Long output at a terminal, in the real console.
@Suite("Pager")
struct PagerTests {
  private static let more = "-- Enter: more · q + Enter: skip -- "

  private func start(
    lines: Int = 50, rows: Int = 24, prompt: String = "ask>", arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try PseudoTerminal.spawn(
      PseudoTerminal.builtProgram("EchoConsole"), ["--lines", "\(lines)", "--prompt", prompt] + arguments,
      environment: ["INPUTRC": "/dev/null"].merging(environment) { $1 }, rows: rows)
  }

  @Test("stops long output at each full screen, and Enter shows the next")
  func pages() throws {
    let terminal = try start()
    let first = try terminal.waitFor(Self.more)
    #expect(first.contains("line 1\r\n") && !first.contains("line 23\r\n"))
    // A line that was about to scroll away unseen would make it more.
    #expect(PseudoTerminal.withoutControls(first).split(separator: "\n").count <= 24)
    try terminal.send("\r")
    let second = try terminal.waitFor(Self.more)
    #expect(second.contains("line 23\r\n"))
    try terminal.send("\r")
    #expect(try terminal.waitFor("ask>").contains("line 50\r\n"))
    try terminal.send("answer\r")
    try terminal.waitFor("reply line \"answer\"")
  }

  @Test("ends a page between paragraphs, not inside one")
  func paragraphs() throws {
    let terminal = try start(lines: 10, arguments: ["--wide"])
    let first = PseudoTerminal.withoutControls(try terminal.waitFor(Self.more))
    // A row with the width, seven paragraphs of three rows each; the eighth has no room left.
    #expect(first.contains("line 7 ") && !first.contains("line 8 "))
    #expect(first.matches(of: /line \d/).count == first.ranges(of: " end").count)
    try terminal.send("\r")
    let second = PseudoTerminal.withoutControls(try terminal.waitFor("ask>"))
    #expect(second.contains("line 8 ") && second.contains("line 10 "))
  }

  @Test("a blank row at the top of a page may scroll away, so that all of it is on one screen")
  func blank() throws {
    let terminal = try start(lines: 21, arguments: ["--blank"])
    #expect(try !terminal.waitFor("ask>").contains(Self.more))
  }

  @Test("counts the rows of a long answer")
  func longAnswer() throws {
    for (answer, rows) in [("short", 2), (String(repeating: "a", count: 100), 3)] {
      let terminal = try start(lines: 0, arguments: ["--rows"])
      try terminal.waitFor("ask>")
      try terminal.send(answer + "\r")
      try terminal.waitFor("rows \(rows)\r\n")
    }
  }

  @Test("leaves out the rest after q, but no warning, and asks the question")
  func skipped() throws {
    let terminal = try start()
    try terminal.waitFor(Self.more)
    try terminal.send("q\r")
    let rest = try terminal.waitFor("ask>")
    #expect(!rest.contains("line 30\r\n"))
    #expect(rest.contains("! the end of the lines"))
    // After the answer, everything is shown again.
    try terminal.send("answer\r")
    try terminal.waitFor("reply line \"answer\"")
  }

  @Test("refuses aloud what was typed before the question was shown, a paste as a whole")
  func early() throws {
    let terminal = try start()
    try terminal.waitFor(Self.more)
    try terminal.send("3\r")
    try terminal.waitFor("error: too early: 3")
    try terminal.waitFor(Self.more)
    try terminal.send("CN = Contoso Root CA\rO = Contoso\r\r")
    try terminal.waitFor("error: too early: CN = Contoso Root CA …")
    let again = try terminal.waitFor(Self.more)
    #expect(!again.contains("line 30"))
    try terminal.send("\r")
    #expect(try terminal.waitFor(Self.more).contains("line 23\r\n"))
    try terminal.send("\r")
    try terminal.waitFor("ask>")
    #expect(!terminal.plainScreen.contains("reply"))
    try terminal.send("answer\r")
    try terminal.waitFor("reply line \"answer\"")
  }

  @Test("Ctrl-C and Ctrl-D at a full screen are those of the question")
  func ended() throws {
    for (key, reply) in [("\u{3}", "reply interrupted"), ("\u{4}", "reply endOfInput")] {
      let terminal = try start()
      try terminal.waitFor(Self.more)
      try terminal.send(key)
      try terminal.waitFor(reply)
      #expect(!terminal.plainScreen.contains("line 50\n"))
    }
  }

  @Test("leaves what is asked and what is asked for on one screen")
  func prompts() throws {
    // 23 rows leave no room for the letters and the line for typing.
    let terminal = try start(lines: 21, prompt: "[D] Done  [B] Back  [N] Note  [P] Pause  [?] Help ask>")
    let shown = try terminal.waitFor(Self.more)
    #expect(!shown.contains("[D]"))
    try terminal.send("\r")
    try terminal.waitFor("Help ask>\r\n")
    try terminal.waitFor("> ")
    // One that fits needs no stop.
    #expect(try !start(lines: 21).waitFor("ask>").contains("-- "))
  }

  @Test(
    "does not stop where it is not wanted, or where the height says nothing",
    arguments: [
      (["LYNC_PIN_WIZARD_PAGES": "0"], 24), (["ACCESSIBLE": "1"], 24), (["TERM": "dumb"], 24), ([:], 5),
    ])
  func unwanted(environment: [String: String], rows: Int) throws {
    let terminal = try start(rows: rows, environment: environment)
    let shown = try terminal.waitFor("ask>")
    #expect(shown.contains("line 50\r\n"))
    #expect(!shown.contains("-- "))
  }

  @Test("never stops output into a pipe")
  func piped() throws {
    let run = try PseudoTerminal.run(
      [PseudoTerminal.builtProgram("EchoConsole"), "--lines", "500"], input: "", environment: [:])
    #expect(run.messages.contains("line 500\n"))
    #expect(!run.messages.contains("-- "))
  }
}
