// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestFiles
import Testing
import Texts

/// What was decided to stay is not called open; what nobody expected is.
@Suite("Endings with something that stays") struct KeptEndingTests {
  private static func run() throws -> ByHandRun {
    let contoso = try ContosoSamples()
    return try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
  }

  @Test("a certificate that was kept leaves nothing to do, and the transcript says so")
  func kept() throws {
    let run = try Self.run()
    _ = try run.work { moment, sensible in
      guard moment.item?.question is RowDecision else { return try sensible.act(moment) }
      return .type(moment.isAside ? "the owner keeps it" : "keep")
    }
    let screen = run.admin.screen
    #expect(try run.session.ending == .duplicatesKept)
    #expect(screen.contains("Kept, as decided"))
    #expect(screen.contains("No decision is open in this session."))
    #expect(!screen.contains("Still open") && !screen.contains("to record the result"))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(screen.contains("1. Test a PIN sign-in on a phone: nothing was changed here"))
    #expect(transcript.contains("ENDED, NOTHING REMOVED") && transcript.contains("Open items: 1"))
    #expect(transcript.contains("Phone sign-in was not tested, and nothing was changed."))
    #expect(transcript.contains("the owner keeps it"))

    // The ended session takes a note of the sign-in.
    try run.resume()
    var typed = ["note the phones still ask", "n", "number 4 of the list: DHCP", "d"]
    _ = try run.work { _, _ in .type(typed.removeFirst()) }
    let later = try run.machine.run(["transcript", run.name]).output
    #expect(later.contains("the phones still ask") && later.contains("number 4 of the list: DHCP"))
    #expect(try run.session.ending == .duplicatesKept)
  }

  @Test("a count that shows another number than should be left is open, and not called kept")
  func recounted() throws {
    let run = try Self.run()
    _ = try run.work { moment, sensible in
      let isRoot = moment.item?.step.id.hasPrefix("root.") == true
      let isRecount = isRoot && moment.item?.question is RowRecount
      guard isRecount else { return try sensible.act(moment) }
      // No line was missed: nobody knows where they come from.
      return .type(moment.shown.contains(Wording()("recount.likely")) ? "done" : "3")
    }
    let screen = run.admin.screen
    #expect(try run.session.ending == .stoppedForReview)
    #expect(screen.contains("Ended, with something left for review"))
    #expect(screen.contains("“Trusted Root Certification Authorities”: 3; there should be 1"))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("there should be 1"))
  }

  @Test("what was said of the only line holds no longer once another is added")
  func onlyLine() throws {
    let run = try Self.run()
    var closing = ["+", "1"]
    let exit = try run.work { moment, sensible in
      if moment.session?.ending != nil, !closing.isEmpty { return .type(closing.removeFirst()) }
      let isRoot = moment.item?.about == .noted(.root)
      if isRoot, moment.item?.question is RowList { return .type("1") }
      if isRoot, moment.item?.question is Acknowledgement { return .type("y") }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(try run.session.removed.count == 1)
    let transcript = try run.machine.run(["transcript", run.name]).output
    let lines = transcript.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains { $0.hasPrefix("A line that was missed is added, and is called line 2 here.") })
    let only = lines.filter { $0.hasPrefix("The only line of this name: it stays.") }
    #expect(only.first?.contains("withdrawn") == true, "\(only)")
  }

  @Test("a kept certificate is not called left for review because something else is open")
  func keptAndOpen() throws {
    let contoso = try ContosoSamples()
    let rows = [contoso.rootA1, contoso.rootA2, contoso.rootA3]
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: rows))
    _ = try run.work { moment, sensible in
      switch (moment.item?.key, moment.item?.about) {
      case ("wizard.7@0:issuer", _): return .type("\(Samples.windows)/rootA1.cer")
      case ("root.11@0/3:serial", _) where !moment.isAside: return .type("\(Samples.windows)/rootA3.cer")
      case (_, .entry(EntryID(noted: .root, number: 3))?) where moment.item?.question is RowDecision:
        return .type(moment.isAside ? "its owner needs it" : "keep")
      case ("after.services", _) where !moment.isAside: return .type("skip")
      default: return try sensible.act(moment)
      }
    }
    let screen = run.admin.screen
    #expect(try run.session.ending == .stoppedForReview)
    #expect(try run.session.removed.count == 1)
    #expect(screen.contains("Ended, with certificates kept"))
    #expect(screen.contains("Not done: Restart the Lync services") && screen.contains("Kept, as decided"))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(!transcript.contains("LEFT FOR REVIEW"))
  }
}
