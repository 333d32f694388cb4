// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import PseudoTerminal
import TestFiles
import Testing

@Suite("ReadlineConsole")
struct ReadlineConsoleTests {
  let echo = PseudoTerminal.builtProgram("EchoConsole")

  /// Starts the program and waits until it asks.
  func start(
    _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal.spawn(
      echo, arguments, environment: ["INPUTRC": "/dev/null"].merging(environment) { $1 }, columns: columns,
      rows: 24)
    try terminal.waitFor("ask>")
    return terminal
  }

  func expectReply(_ text: String, _ terminal: PseudoTerminal) throws {
    try terminal.waitFor("reply \(text)\r\n")
    if !text.hasPrefix("endOfInput") && !text.hasPrefix("terminated") { try terminal.waitFor("ask>") }
  }

  @Test("returns what is typed, and leaves the terminal in order")
  func typed() throws {
    let terminal = try start()
    try terminal.send("hello there\r")
    try expectReply("line \"hello there\"", terminal)
    try terminal.send("\r")
    try expectReply("line \"\"", terminal)
    try terminal.send("\u{4}")
    try expectReply("endOfInput", terminal)
    #expect(try terminal.waitForExit() == .code(3))
    #expect(terminal.isInOrder)
    #expect(
      terminal.plainScreen == """
        width 80 interactive true
        ask> hello there
        reply line "hello there"
        ask>\u{20}
        reply line ""
        ask>\u{20}
        reply endOfInput

        """)
    #expect(!terminal.screen.contains("\u{1B}[C"))
  }

  @Test("shows nothing of a secret, and leaves the terminal in order however its prompt ends")
  func secret() throws {
    let terminal = try start(["--secret"])
    #expect(!terminal.isInOrder)
    try terminal.send("xyz\u{7F}zzy ü\r")
    try expectReply("line \"xyzzy ü\"", terminal)
    try terminal.send("plugh\u{3}")
    try expectReply("interrupted", terminal)
    try terminal.send("\u{4}")
    try expectReply("endOfInput", terminal)
    #expect(try terminal.waitForExit() == .code(3))
    #expect(terminal.isInOrder)
    #expect(
      terminal.plainScreen == """
        width 80 interactive true
        ask>\u{20}
        reply line "xyzzy ü"
        ask>\u{20}
        reply interrupted
        ask>\u{20}
        reply endOfInput

        """)
  }

  @Test("rubs out a whole letter of several bytes")
  func letters() throws {
    let terminal = try start()
    try terminal.send("grüß\u{7F}\u{7F}")
    try terminal.send("ün中\u{7F}\r")
    try expectReply("line \"grün\"", terminal)
  }

  @Test("returns a paste of several lines as one answer, and switches bracketed paste off")
  func paste() throws {
    let terminal = try start()
    try terminal.paste("one\ntwo\nthree\n")
    try terminal.send("\r")
    try expectReply("line \"one\\ntwo\\nthree\"", terminal)
    try terminal.send("\u{4}")
    try terminal.waitForExit()
    let modes = terminal.screen.split(separator: "\u{1B}[?2004").dropFirst().map(\.first)
    #expect(modes == ["h", "l", "h", "l"])
  }

  @Test("refuses a line with a NUL in it, pasted or typed, and cuts nothing")
  func nul() throws {
    let terminal = try start()
    for line in ["\u{1B}[200~before\u{0}after\u{1B}[201~", "\u{1B}[200~\u{0}\u{1B}[201~", "before\u{0}after"]
    {
      try terminal.send(line + "\r")
      try terminal.waitFor("error: a NUL")
      try terminal.waitFor("ask>")
    }
    try terminal.send("whole\r")
    try expectReply("line \"whole\"", terminal)
    #expect(!terminal.plainScreen.contains("reply line \"before"))
  }

  @Test("keeps what was typed around a paste, also a long one")
  func longPaste() throws {
    let terminal = try start()
    let line = String(repeating: "0123456789abcdef", count: 8)
    try terminal.send("<")
    try terminal.paste(Array(repeating: line, count: 100).joined(separator: "\n"))
    try terminal.send(">\r")
    let shown = try terminal.waitFor(">\"\r\n")
    #expect(shown.contains(Array(repeating: line, count: 100).joined(separator: "\\n")))
  }

  @Test("returns lines one by one where the terminal cannot bracket a paste", arguments: ["dumb", ""])
  func dumb(_ type: String) throws {
    let terminal = try start(environment: ["TERM": type])
    try terminal.send("one\rtwo\r")
    try expectReply("line \"one\"", terminal)
    try expectReply("line \"two\"", terminal)
    try terminal.send("\u{4}")
    try terminal.waitForExit()
    #expect(terminal.plainScreen.hasSuffix("\nask> \nreply endOfInput\n"))
    #expect(!terminal.screen.contains("\u{1B}"))
  }

  @Test("wraps a prompt that is longer than the terminal, and edits behind its last line")
  func longPrompt() throws {
    let prompt = "[D] Done  [B] Back  [N] Note  [P] Pause  [?] Help (default is \"D\") ask>"
    let terminal = try start(["--prompt", prompt], columns: 20)
    try terminal.waitFor("> ")
    let lines = terminal.plainScreen.split(separator: "\n").drop { !$0.hasPrefix("[D]") }
    #expect(lines.allSatisfy { $0.count <= 20 })
    // The letters leave too little room for typing: it has a line of its own.
    #expect(lines.joined(separator: " ").split(separator: " ") == prompt.split(separator: " ") + [">"])
    try terminal.send("abcdefghijklmnopqrstuvwxyz\u{7F}\u{1}_\r")
    try expectReply("line \"_abcdefghijklmnopqrstuvwxy\"", terminal)
  }

  @Test("goes on after the terminal changed its size")
  func resized() throws {
    let terminal = try start()
    try terminal.send("half")
    try terminal.waitFor("half")
    terminal.resize(columns: 30, rows: 24)
    try terminal.waitFor("ask> half")
    try terminal.send(" and a very long rest of the line\r")
    try expectReply("line \"half and a very long rest of the line\"", terminal)
  }

  @Test("Tab completes words, whatever their case, and nothing where nothing is offered")
  func completion() throws {
    let words = try start(["--words", "done,back,note"])
    try words.send("do\t\r")
    try expectReply("line \"done\"", words)
    try words.send("B\t\r")
    try expectReply("line \"back\"", words)
    try words.send("x\t\r")
    try expectReply("line \"x\"", words)
    let none = try start()
    try none.send("/et\t\ta\r")
    try expectReply("line \"/eta\"", none)
  }

  @Test("Tab completes file names, with spaces in them")
  func fileNames() throws {
    let folder = TemporaryFolder()
    mkdir(folder.file("two words"), 0o700)
    let terminal = try start(["--files"])
    try terminal.send(folder.file("two w\t\r"))
    try expectReply("line \"\(folder.path)/two words/\"", terminal)
  }

  @Test("works in the C locale")
  func cLocale() throws {
    let terminal = try start(environment: ["LANG": "C", "LC_ALL": "C"])
    try terminal.send("plain\r")
    try expectReply("line \"plain\"", terminal)
  }

  @Test(
    "counts characters, not octets, where the locale of another computer is not installed",
    arguments: [["LANG": "de_XX.UTF-8"], ["LANG": "C", "LC_ALL": "xx_XX.utf8"], ["LC_CTYPE": "UTF-8"]])
  func foreignLocale(environment: [String: String]) throws {
    let terminal = try start(environment: environment)
    // Backspace takes the whole letter.
    try terminal.send("aä\u{7F}b\r")
    try expectReply("line \"ab\"", terminal)
  }

  @Test("asks on standard error when standard output is a file")
  func redirected() throws {
    let terminal = try PseudoTerminal.spawn(
      "/bin/sh", ["-c", "exec \"$0\" >/dev/null", echo], environment: ["INPUTRC": "/dev/null"])
    try terminal.waitFor("ask>")
    try terminal.send("x\r")
    try expectReply("line \"x\"", terminal)
  }

  @Test("knows when results cannot be written")
  func fullDisk() throws {
    let terminal = try PseudoTerminal.spawn(
      "/bin/sh", ["-c", "\"$0\" >/dev/full; echo ended $?", echo], environment: ["INPUTRC": "/dev/null"])
    try terminal.waitFor("ask>")
    try terminal.send("lost?\r")
    try terminal.waitFor("reply endOfInput")
    try terminal.waitFor("ended 3")
  }

  @Test("answers come from a file while a terminal is there; a missing file is an error")
  func answersFile() throws {
    let scratch = TemporaryFolder()
    let answers = try scratch.write("# comment\nyes\n".utf8, to: "answers")
    let terminal = try PseudoTerminal.spawn(echo, ["--answers", answers])
    try terminal.waitFor("interactive false")
    #expect(try terminal.waitForExit() == .code(3))
    #expect(terminal.plainScreen.hasSuffix("ask> yes\nreply line \"yes\"\nask> \nreply endOfInput\n"))
    let missing = try PseudoTerminal.spawn(echo, ["--answers", "/nowhere"])
    try missing.waitFor("unreadable /nowhere 2")
    #expect(try missing.waitForExit() == .code(66))
    let folder = try PseudoTerminal.spawn(echo, ["--answers", "/tmp"])
    try folder.waitFor("unreadable /tmp 21")
    #expect(try folder.waitForExit() == .code(66))
  }
}
