// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Guide
import Testing
import Words

@testable import Terminal

@Suite("PlainConsole")
struct PlainConsoleTests {
  /// A console whose streams are pipes.
  final class Conversation {
    let console: PlainConsole
    let signals: Signals
    private let input: (read: Int32, write: Int32)
    private let messages: (read: Int32, write: Int32)
    private let results: (read: Int32, write: Int32)
    private var isInputOpen = true

    init(_ source: PlainConsole.Source, isColoured: Bool = false) throws {
      signals = try Signals()
      // Once for the whole test process: it writes into pipes that nobody reads.
      signal(SIGPIPE, SIG_IGN)
      input = makePipe()
      messages = makePipe()
      results = makePipe()
      let voice = ConsoleWriter(
        messages: Stream(messages.write, signals: signals), results: Stream(results.write, signals: signals),
        decoration: Decoration(isColoured: isColoured, charset: .utf8), columns: .ofTable)
      console = PlainConsole(input: input.read, source: source, voice: voice, signals: signals)
    }

    deinit {
      endInput()
      for end in [input.read, messages.read, messages.write, results.read, results.write] { close(end) }
    }

    /// No more than the pipe holds, since nobody reads meanwhile.
    func give(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { write(input.write, $0.baseAddress, $0.count) } }
    func give(_ text: String) { give(Array(text.utf8)) }
    func endInput() {
      if isInputOpen { close(input.write) }
      isInputOpen = false
    }
    func stopReading() { close(messages.read) }
    func ask(_ line: String = "ask>", isSecret: Bool = false) -> Reply {
      console.ask(Prompt(line: line, isSecret: isSecret))
    }
    var said: String { drain(messages.read) }
    var resulted: String { drain(results.read) }

    private func drain(_ end: Int32) -> String {
      var block = [UInt8](repeating: 0, count: 65536)
      var wait = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 0) > 0 else { return "" }
      let count = read(end, &block, block.count)
      return String(decoding: block[..<max(0, count)], as: UTF8.self)
    }
  }

  @Test("reads lines and shows question and answer")
  func conversation() throws {
    let talk = try Conversation(.pipe)
    talk.give("one\r\ntwo\n\n  \n#three\nfour")
    talk.endInput()
    #expect(
      (0..<5).map { _ in talk.ask() }
        == [.line("one"), .line("two"), .line("#three"), .line("four"), .endOfInput])
    #expect(talk.said == "ask> one\nask> two\nask> #three\nask> four\nask> \n")
    #expect(!talk.console.isInteractive)
    #expect(talk.console.widthColumns == 80)
  }

  @Test("leaves no letter of a long prompt alone on a line")
  func balanced() throws {
    let talk = try Conversation(.pipe)
    talk.give("y\n")
    let lines = ["[Y] Yes, this event  [N] No, something else", "[S] Skip  [B] Back  [P] Pause  [?] Help: "]
    #expect(talk.ask(lines.joined(separator: "  ")) == .line("y"))
    #expect(talk.said == lines.joined(separator: "\n") + "y\n")
  }

  @Test("skips comments and a byte order mark in a file of answers")
  func comments() throws {
    let talk = try Conversation(.answersFile)
    talk.give("\u{FEFF}# first\n\n one \n  # second\ntwo\n")
    talk.endInput()
    #expect((0..<3).map { _ in talk.ask() } == [.line(" one "), .line("two"), .endOfInput])
  }

  @Test("takes a secret as it stands, whatever it looks like")
  func secret() throws {
    let talk = try Conversation(.answersFile)
    talk.give("# first\nalex\n#secret \n  \n\nd\n")
    #expect(talk.ask() == .line("alex"))
    #expect(talk.ask(isSecret: true) == .line("#secret "))
    #expect(talk.ask(isSecret: true) == .line("  "))
    #expect(talk.ask(isSecret: true) == .line(""))
    #expect(talk.ask() == .line("d"))
    #expect(!talk.said.contains("secret"))
  }

  @Test("keeps bytes that are not UTF-8, and shows no control character")
  func repairs() throws {
    let talk = try Conversation(.pipe)
    talk.give([0x61, 0xFF, 0x1B, 0x5B, 0x0A])
    #expect(talk.ask() == .line("a\u{10FEFF}\u{1B}["))
    #expect(talk.said == "ask> a\\xFF\\u{1B}[\n")
  }

  @Test("refuses a line with a NUL in it, and asks again")
  func nul() throws {
    let talk = try Conversation(.pipe)
    talk.give([0x61, 0x00, 0x62, 0x0A, 0x00, 0x0A] + Array("whole\n".utf8))
    #expect(talk.ask() == .line("whole"))
    #expect(talk.said == "ask> a\\u{0}b\nerror: a NUL\nask> \\u{0}\nerror: a NUL\nask> whole\n")
  }

  @Test("ends at a line that is too long")
  func tooLong() throws {
    let talk = try Conversation(.pipe)
    talk.give("one\n")
    #expect(talk.ask() == .line("one"))
    talk.give([UInt8](repeating: 0x61, count: LineReader.limitBytes + 1) + Array("\nyes\n".utf8))
    #expect(talk.ask() == .endOfInput)
    #expect(talk.ask() == .endOfInput)
  }

  @Test("takes a line of exactly the limit")
  func exactlyTheLimit() throws {
    let talk = try Conversation(.pipe)
    let long = String(repeating: "a", count: LineReader.limitBytes)
    talk.give(long + "\n")
    #expect(talk.ask() == .line(long))
  }

  @Test("returns Ctrl-C once, and a termination for ever")
  func signals() throws {
    let talk = try Conversation(.pipe)
    talk.give("one\ntwo\n")
    talk.signals.note(SIGINT)
    #expect(talk.ask() == .interrupted)
    #expect(talk.ask() == .line("one"))
    talk.signals.note(SIGHUP)
    #expect(talk.ask() == .terminated)
    #expect(talk.ask() == .terminated)
  }

  @Test("wraps and prefixes messages but no screens, and leaves results alone")
  func messages() throws {
    let talk = try Conversation(.pipe)
    let words = Array(repeating: "word", count: 20).joined(separator: " ")
    talk.console.show(words, as: .warning)
    #expect(talk.said.split(separator: "\n").map(\.count) == [76, 24])
    talk.console.show(words + "\n└ \u{1B}[2J", as: .screen)
    #expect(talk.said == words + "\n└ \\u{1B}[2J\n")
    talk.console.result("{\"a\":\"\u{9B}\"}\n")
    #expect(talk.resulted == "{\"a\":\"\\u009B\"}\n")
    #expect(talk.said.isEmpty)
  }

  @Test("ends input when nobody reads its questions any more")
  func lost() throws {
    let talk = try Conversation(.pipe)
    talk.give("one\n")
    #expect(!talk.console.isOutputLost)
    talk.stopReading()
    #expect(talk.ask() == .endOfInput)
    #expect(talk.console.isOutputLost)
  }

  @Test("wraps a long question")
  func longQuestion() throws {
    let talk = try Conversation(.pipe)
    talk.give("x\n")
    let words = Array(repeating: "word", count: 20).joined(separator: " ")
    #expect(talk.ask(words) == .line("x"))
    #expect(talk.said.split(separator: "\n").map(\.count) == [74, 26])
  }
}

private func makePipe() -> (read: Int32, write: Int32) {
  var ends: [Int32] = [-1, -1]
  precondition(pipe(&ends) == 0, "the test process has no file descriptors left")
  // Linux' F_SETPIPE_SZ, which Swift's import leaves out: room for more than the longest line.
  precondition(fcntl(ends[1], 1031, 256 * 1024) >= 256 * 1024, "the pipe stays too small")
  return (ends[0], ends[1])
}
