// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Procedure
import PseudoTerminal
import Testing
import Texts
import Words

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
    #expect(closings[1].contains("“2” is not a number of the list."))
    #expect(closings[2].contains(Self.title) && !closings[2].contains("1. "))
    let session = try run.session
    #expect(session.given.last { $0.item.key == "after.services" }?.answer == .confirmed)
    #expect(session.given.last { $0.item.key == "before.time" }?.answer == .skipped(reason: "because"))
    // What was answered after it is kept, and what is deleted stays recorded.
    #expect(session.given.last { $0.item.key == "after.signin" }?.answer == .confirmed)
    #expect(session.removed.count == 1)
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

  @Test("times are those of the server's clock, and UTC is beside them in the transcript only")
  func times() throws {
    let run = try Self.run()
    try run.work()
    let begun = try #require(try run.session.records.first?.at)
    let time = WindowsText(wording: Wording()).moment(begun, offsetMinutes: 60)
    let status = try run.machine.run(["status", run.name]).output
    #expect(status.contains("Begun: \(time)\n"))
    #expect(try run.machine.run(["transcript", run.name]).output.contains("\(time) (\(begun))"))
    let deleted = try #require(try run.session.lastDeletion)
    #expect(
      run.admin.screen.contains("after \(WindowsText(wording: Wording()).moment(deleted, offsetMinutes: 60))")
    )
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
