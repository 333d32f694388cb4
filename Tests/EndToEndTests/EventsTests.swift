// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Journal
import Procedure
import TestFiles
import Testing

@Suite("Events that were carried off the server, end to end")
struct EventsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    /// What the screen has to say; single words, because sentences are wrapped.
    let says: [String]
    let offersServer: Bool

    var testDescription: String { file }
  }

  static let cases = [
    Case(file: "events-wevtutil.xml", says: ["✓ Event 47067", "pool1.contoso.com"], offersServer: true),
    Case(file: "events-viewer.xml", says: ["✓ Event 47067"], offersServer: true),
    Case(file: "event-copied.txt", says: ["✓ Event 47067"], offersServer: true),
    Case(file: "events-wevtutil.txt", says: ["✓ Event 47067"], offersServer: true),
    // A list of comma separated values does not say which computer logged it.
    Case(file: "events.csv", says: ["✓ Event 47067", "36885"], offersServer: false),
  ]

  @Test("says at the first check whether it is this article's case, and who logged it", arguments: cases)
  func first(_ one: Case) throws {
    let machine = Machine()
    let server = one.offersServer ? "done" : "fe01.contoso.com"
    let answers = try machine.write("\(server)\nAlex\n+01:00\nyes\n", to: "answers.txt")
    let run = try machine.run([
      "start", "--server", "2012", "--name", "e", "--events", Samples.path("text/\(one.file)"), "--answers",
      answers,
    ])
    #expect(run.code == 3)
    for words in one.says { #expect(run.messages.contains(words), "\(words)") }
    let session = try machine.session("e")
    #expect(session.findings.server == (one.offersServer ? "server01.contoso.com" : "fe01.contoso.com"))
    #expect(session.given.last?.item.step.id == "before.event")
    #expect(session.start.eventFiles == [Samples.path("text/\(one.file)")])
    #expect(try machine.run(["verify", "e"]).code == 0)
  }

  @Test("a binary log is answered with the command that makes XML of it")
  func binaryLog() throws {
    let machine = Machine()
    let file = try machine.write("ElfFile\0\0\0\0", to: "lync.evtx")
    let run = try machine.run(["start", "--server", "2012", "--events", file])
    #expect(run.code == 65)
    #expect(run.messages.contains("wevtutil qe"))
  }

  @Test("events of another kind lead to the other causes")
  func otherCause() throws {
    let machine = Machine()
    let text = """
      Log Name:      System
      Source:        Schannel
      Date:          11/23/2026 3:00:00 AM
      Event ID:      36888
      Task Category: None
      Level:         Error
      Keywords:
      User:          SYSTEM
      Computer:      server01.contoso.com
      Description:
      A fatal alert was generated.
      """
    let file = try machine.write(text, to: "event.txt")
    let answers = try machine.write("fe01\nAlex\n+01:00\n", to: "answers.txt")
    let run = try machine.run(["start", "--server", "2008", "--events", file, "--answers", answers])
    #expect(run.code == 3)
    #expect(run.messages.contains("36888"))
    #expect(run.messages.contains("EnableSessionTicket"))
  }

  @Test("a letter that is a command elsewhere is no name")
  func strayLetter() throws {
    let machine = Machine()
    let answers = try machine.write("d\nfe01\n", to: "answers.txt")
    let run = try machine.run(["start", "--server", "2008", "--name", "s", "--answers", answers])
    #expect(run.code == 3)
    #expect(try machine.session("s").findings.server == "fe01")
  }
}
