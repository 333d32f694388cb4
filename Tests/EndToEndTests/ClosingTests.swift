// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import Testing
import Texts
import Words
import X509

/// What is still open is shown once more before a session closes, and can be changed by the rules of every correction.
@Suite struct ClosingTests {
  private static let title = Wording()("closing.title")

  private static func run() throws -> ByHandRun {
    let contoso = try ContosoSamples()
    return try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
  }

  /// Skips one check before the deletion and one after it.
  private static func skipping(_ moment: Admin.Moment, _ sensible: Sensible) throws -> Admin.Act {
    let isSkipped = ["before.time", "after.services"].contains(moment.item?.key)
    return isSkipped && !moment.isAside ? .type("skip") : try sensible.act(moment)
  }

  @Test("an open point is changed, and one before a deletion is not")
  func changed() throws {
    let run = try Self.run()
    var closings: [String] = []
    var numbers = ["2", "1"]
    let exit = try run.work { moment, sensible in
      guard moment.session?.ending != nil else {
        return closings.isEmpty ? try Self.skipping(moment, sensible) : try sensible.act(moment)
      }
      closings.append(moment.shown)
      return .type(numbers.isEmpty ? "d" : numbers.removeFirst())
    }
    #expect(exit == .code(0))
    try #require(closings.count == 3)
    #expect(closings[0].contains("1. Not done: Restart the Lync services"))
    #expect(closings[0].contains("• Not done: Do the clocks agree?"))
    #expect(closings[1].contains("“2” is not a number in the list."))
    #expect(closings[2].contains(Self.title) && !closings[2].contains("1. "))
    let session = try run.session
    #expect(session.given.last { $0.item.key == "after.services" }?.answer == .confirmed)
    #expect(session.given.last { $0.item.key == "before.time" }?.answer == .skipped(reason: "because"))
    // What was answered after it is kept, and what is deleted stays recorded.
    #expect(session.given.last { $0.item.key == "after.signin" }?.answer == .confirmed)
    #expect(session.removed.count == 1)
    // Nobody went back, and nobody gave the later answers again.
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("Corrected or completed from number"))
    #expect(!transcript.contains("Back: the answers"))
    #expect(transcript.contains("(kept after a correction)"))
  }

  @Test("back reopens the last question, and a pause parks")
  func backAndPause() throws {
    let run = try Self.run()
    var asked: [String?] = []
    let exit = try run.work { moment, sensible in
      guard moment.session?.ending != nil || asked.count == 1 else {
        return try Self.skipping(moment, sensible)
      }
      asked.append(moment.item?.key)
      return asked.count == 1 ? .type("b") : moment.item == nil ? .type("p") : try sensible.act(moment)
    }
    #expect(exit == .code(3))
    #expect(asked == [nil, "after.pool", nil])
    #expect(try run.session.isParked)
  }

  @Test("nothing is asked where nothing is open")
  func nothingOpen() throws {
    let run = try Self.run()
    let exit = try run.work { moment, sensible in
      #expect(moment.session?.ending == nil)
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(!run.admin.screen.contains(Self.title))
  }

  @Test("a script is not asked")
  func piped() throws {
    let run = try Self.run()
    try run.work(Self.skipping)
    #expect(run.admin.typed.last == "d")
    let script = run.admin.typed.dropLast().map { "\($0)\n" }.joined()
    let piped = try Machine().run(["start", "--server", "2012", "--name", "h"], input: script)
    #expect(piped.code == 0, "\(piped.messages.suffix(500))")
    #expect(!piped.messages.contains(Self.title))
    #expect(piped.messages.contains("Not done: Do the clocks agree?"))
  }

  @Test("the words of every prompt are understood, and a missed line can be added")
  func words() throws {
    let run = try Self.run()
    var answers = ["?", "fix", "", "show", "+", "1"]
    var shown: [String] = []
    let exit = try run.work { moment, sensible in
      guard moment.session?.ending != nil else {
        return answers.isEmpty ? .leave : try Self.skipping(moment, sensible)
      }
      shown.append(moment.shown)
      return .type(answers.removeFirst())
    }
    #expect(exit == nil)
    try #require(shown.count == 6)
    #expect(shown[1].contains("D  Finish: The session ends"))
    #expect(shown[1].contains("These words work at every prompt"))
    #expect(shown[2].contains("Which answer is wrong?"))
    #expect(shown[4].contains("Contoso Root CA") && shown[4].contains("Serial number"))
    #expect(shown.allSatisfy { !$0.contains("error:") })
    #expect(try run.session.findings.entries(of: .root).count == 3)
  }

  @Test("without the restart, the checks after it say so, and the end says what comes next")
  func next() throws {
    let run = try Self.run()
    var told: [String] = []
    let exit = try run.work { moment, sensible in
      guard ["after.signin", "after.events"].contains(moment.item?.key), !moment.isAside else {
        return try Self.skipping(moment, sensible)
      }
      told.append(moment.shown)
      return .type("skip")
    }
    #expect(exit == .code(0))
    #expect(told.count == 2 && told.allSatisfy { $0.contains("services were not restarted yet") })
    for line in [
      "1. In a maintenance window, restart the Lync services on fe01.contoso.com", "2. Test a PIN sign-in",
      "3. Check again tomorrow", "4. Open this session again", "  lync-pin-wizard resume h\n",
    ] { #expect(run.admin.screen.contains(line), "\(line)") }

    try run.resume()
    var asked: [String] = []
    let again = try run.work { moment, _ in
      asked.append(moment.shown)
      return .type("")
    }
    #expect(again == .code(0))
    #expect(asked.count == 1 && asked[0].contains("You can record what was done since"))
  }

  @Test("what was done since is recorded in an ended session from the list of what is open")
  func recorded() throws {
    let run = try Self.run()
    #expect(try run.work(Self.skipping) == .code(0))

    try run.resume()
    var answers = ["#", "1", "y"]
    var shown: [String] = []
    let exit = try run.work { moment, sensible in
      shown.append(moment.shown)
      return answers.isEmpty ? try sensible.act(moment) : .type(answers.removeFirst())
    }
    #expect(exit == .code(0))
    try #require(shown.count > 3)
    #expect(shown[0].contains("[#] Record or correct"))
    for line in ["What is still open", "1. Not done: Restart the Lync services"] {
      #expect(shown[1].contains(line))
    }
    #expect(shown[2].contains("Restart the Lync services, or plan it"))
    #expect(shown.allSatisfy { !$0.contains("answers that were kept") })
    let restart = try #require(try run.session.given.last { $0.item.step == ClosingSection.services })
    #expect(restart.answer == .confirmed)
  }

  @Test("the log has to be quiet since the restart, if there was one after the deletion")
  func sinceRestart() throws {
    let run = try Self.run()
    try run.work()
    let session = try run.session
    let restart = try #require(session.given.first { $0.item.step == ClosingSection.services })
    let records = session.records.map { record in
      let isLater = record.sequence >= restart.sequence
      return Record(
        sequence: record.sequence, at: record.at.adding(seconds: isLater ? 7200 : 0), event: record.event)
    }
    let later = try Session(records, signatures: .libcrypto)
    let values = StepWords(wording: Wording()).values(Item(ClosingSection.events, Check()), in: later)
    let time = WindowsText(wording: Wording()).moment(
      restart.at.adding(seconds: 7200), offsetMinutes: later.findings.trustedOffset)
    #expect(values["time"] == time)
  }

  @Test("times are those of the server's clock, and UTC is beside them in the transcript only")
  func times() throws {
    let run = try Self.run()
    try run.work()
    let begun = try #require(try run.session.records.first?.at)
    let time = WindowsText(wording: Wording()).moment(begun, offsetMinutes: 60)
    let status = try run.machine.run(["status", run.name]).output
    #expect(status.contains("Begun: \(time)\n"))
    #expect(try run.machine.run(["transcript", run.name]).output.contains("\(time) (\(begun))"))
    let restart = try #require(try run.session.given.first { $0.item.step == ClosingSection.services })
    let shown = run.admin.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(shown.contains("after \(WindowsText(wording: Wording()).moment(restart.at, offsetMinutes: 60))"))
  }
}

/// The transcript on the screen.
@Suite struct TranscriptOnScreenTests {
  @Test("is shown a page at a time, with no word broken, and ends with q")
  func pages() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    try run.work()
    let whole = try run.machine.run(["transcript", run.name]).output
    let words = Set(whole.split(whereSeparator: \.isWhitespace))
    let terminal = try run.machine.terminal(["transcript", run.name], columns: 80, rows: 24)
    let more = Wording()("tone.more")
    let first = PseudoTerminal.withoutControls(try terminal.waitFor(more))
    #expect(first.split(separator: "\n", omittingEmptySubsequences: false).count == 24)
    try terminal.send("\r")
    let second = PseudoTerminal.withoutControls(try terminal.waitFor(more))
    for word in (first + second).replacingOccurrences(of: more, with: "").split(
      whereSeparator: \.isWhitespace)
    {
      // Only a path that is wider than the terminal is split, at one of its folders.
      #expect(words.contains(word) || words.contains { $0.contains("/") && $0.contains(word) }, "\(word)")
    }
    try terminal.send("q\r")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.plainScreen.count < whole.count)
  }
}
