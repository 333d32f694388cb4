// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing
import Texts

/// What was answered wrongly, not done, or missed.
extension ConversationTests {
  @Test("the answers to correct name certificate, line and value, and a corrected row gets its verdict again")
  func fixedRow() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var shown: [String] = []
    let exit = try run.work { moment, sensible in
      guard case .decision? = moment.item?.form else {
        guard !shown.isEmpty else { return try sensible.act(moment) }
        shown.append(moment.shown)
        return shown.count == 3 ? .type("11 22 33 44") : .leave
      }
      shown.append(moment.shown)
      guard shown.count == 2 else { return shown.count == 1 ? .type("fix") : .leave }
      let wanted = "Serial number · Contoso Root CA, line 2 of 2: "
      let line = moment.shown.split(separator: "\n").first { $0.contains(wanted) }
      return .type(String(line?.prefix { $0.isNumber } ?? "0"))
    }
    #expect(exit == nil)
    try #require(shown.count == 4)
    #expect(shown[1].contains("Valid from · Contoso Root CA, line 1 of 2: "))
    #expect(shown[1].contains("Issuer · Contoso Root CA: "))
    #expect(shown[3].contains("Verdict: "))
  }

  @Test(
    "fix with no number, or one that is not there, changes nothing", arguments: ["0", "99", "x", "b"])
  func noFix(number: String) throws {
    let (session, _) = try session(Self.opening + ["fix", number, "y"])
    #expect(session.given.last?.item.step.id == "before.event")
    #expect(session.given.count == 4)
  }

  @Test(
    "what was not done is told at the end and in the transcript, and nothing is called done without a sign-in"
  )
  func notDone() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    let exit = try run.work { moment, sensible in
      guard moment.item?.step == ClosingSection.signIn else { return try sensible.act(moment) }
      return .type(moment.isAside ? "" : "s")
    }
    #expect(exit == .code(0))
    #expect(try run.session.ending == .duplicatesRemoved)
    let skipped = try run.session.given.last { $0.item.step == ClosingSection.signIn }
    #expect(skipped?.answer == .skipped(reason: "not possible now"))
    let screen = run.admin.terminal.plainScreen
    #expect(screen.contains("Removed, but not verified yet"))
    #expect(screen.contains("Not done: Test a PIN sign-in (not possible now)"))
    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("\n- Not done: Test a PIN sign-in (not possible now)"))
  }

  @Test("back offers the answer that it takes back, and Enter keeps it")
  func back() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: []))
    var script = ["b", ""]
    try run.work { moment, sensible in
      guard moment.item?.step.id == "before.ports" || script.count == 1, let next = script.first else {
        return script.isEmpty && moment.item?.step.id == "before.ports"
          ? .type("p") : try sensible.act(moment)
      }
      script.removeFirst()
      return .type(next)
    }
    #expect(run.admin.terminal.plainScreen.contains("Your answer was: Yes, it is fine"))
    #expect(try run.session.given.last?.item.step.id == "before.pin")
    #expect(try run.session.given.last?.answer == .confirmed)
  }

  @Test("a session that was stopped is opened again by resume, and ends otherwise")
  func reopened() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA2, contoso.rootA3]))
    #expect(try run.work() == .code(1))
    #expect(try run.session.ending == .noneMatches)
    let again = try run.machine.terminal(["resume", run.name])
    try again.waitFor("This session has ended.")
    try again.waitFor("[D] Leave it as it is")
    try again.waitFor("Help: ")
    try again.send("b\r")
    try again.waitFor("[#] Correct an answer")
    #expect(try run.session.ending == nil)
    try again.send("p\r")
    #expect(try again.waitForExit() == .code(3))
    #expect(try run.session.pending?.step.id == "root.none")
    // Enter leaves an ended session as it is.
    try run.resume()
    _ = try run.work { moment, sensible in try sensible.act(moment) }
    let ended = try run.machine.terminal(["resume", run.name])
    try ended.waitFor("[D] Leave it as it is")
    try ended.waitFor("Help: ")
    try ended.send("\r")
    #expect(try ended.waitForExit() == .code(1))
    #expect(try run.session.ending == .noneMatches)
  }

  @Test("a row that was missed when they were counted is added after the deletion, and removed as well")
  func missedRow() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2, contoso.rootA3]))
    let exit = try run.work { moment, sensible in
      let isRoot = moment.item?.about == .noted(.root)
      if isRoot, moment.item?.form == .listing { return .type("2") }
      if isRoot, moment.item?.form == .recount, moment.session?.findings.listings[.root]?.count == 2 {
        return .type(moment.letters.contains("+") ? "+" : "2")
      }
      return try sensible.act(moment)
    }
    #expect(exit != nil)
    let session = try run.session
    #expect(session.findings.listings[.root]?.count == 3)
    #expect(session.findings.verdict(EntryID(noted: .root, number: 3)) != nil)
    #expect(session.records.contains { $0.event == .rowFound(EntryID(noted: .root, number: 3)) })
    #expect(session.removed.contains(EntryID(noted: .root, number: 2)))
  }
}
