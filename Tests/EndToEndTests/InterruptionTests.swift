// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing

@Suite("Interruptions, end to end")
struct InterruptionTests {
  // MARK: - Killed

  @Test(
    "loses nothing that was answered when it is killed while it asks", arguments: [0, 1, 3, 14, 30, 41, 52])
  func killed(answers: Int) throws {
    let run = try Practice(.duplicateRoot)
    var count = 0
    #expect(
      try run.work { moment in
        defer { count += 1 }
        return count == answers ? .leave : try Sensible().act(moment)
      } == nil)
    let asked = run.admin.moments.last?.item
    run.admin.terminal.kill()
    #expect(try run.admin.terminal.waitForExit() == .signal(SIGKILL))
    let records = try run.machine.journal(run.name).records

    try run.resume()
    try expectRightEnd(run, from: asked, after: records)
  }

  /// Places that a kill at their prompt leaves open.
  static let forms: [Form] = [.exportName, .deletion, .recount]

  @Test("goes on at the same place around the deletion", arguments: forms)
  func killedAround(_ form: Form) throws {
    let run = try Practice(.duplicateRoot)
    try run.work { $0.item?.form == form ? .leave : try Sensible().act($0) }
    let asked = run.admin.moments.last?.item
    #expect(asked?.form == form)
    run.admin.terminal.kill()
    let records = try run.machine.journal(run.name).records
    try run.resume()
    try expectRightEnd(run, from: asked, after: records)
  }

  @Test(
    "reports the deletion once when it is killed between the order and the report", arguments: [false, true])
  func killedAfterOrder(isDone: Bool) throws {
    let run = try Practice(.duplicateRoot)
    try run.work { moment in
      moment.session?.findings.entries.values.contains(where: \.isOrdered) == true
        ? .leave : try Sensible().act(moment)
    }
    let session = try run.machine.session(run.name)
    let asked = session.pending
    #expect(session.records.last?.isDeletionOrder == true)
    #expect(run.removed.isEmpty)
    run.admin.terminal.kill()
    if isDone {
      // As if it had been killed between the deletion and its record.
      let entry = session.findings.entries.values.first(where: \.isOrdered)
      let file = run.before.first { $0.key.hasPrefix("ROOT/") && $0.value == entry?.facts?.certificate?.der }
      unlink("\(run.machine.state)/\(run.name).server/\(file?.key ?? "")")
      #expect(run.removed.count == 1)
    }
    try run.resume()
    try expectRightEnd(run, from: asked, after: session.records)
  }

  @Test("survives being killed at any moment, not only while it asks", arguments: 0..<10)
  func killedAnywhere(place: Int) throws {
    let run = try Practice(.duplicateRoot)
    var count = 0
    // An answer is on its way, and the program may be anywhere between reading it and asking again.
    try run.work { moment in
      count += 1
      guard count == 38 + 2 * place else { return try Sensible().act(moment) }
      if case .type(let text) = try Sensible().act(moment) { try run.admin.terminal.send(text + "\r") }
      return .leave
    }
    run.admin.terminal.kill()
    try run.admin.terminal.waitForExit()
    let journal = try run.machine.journal(run.name)
    #expect(journal.damage == nil)
    let sequence = run.admin.moments.last?.session?.records.count ?? 0
    #expect(journal.records.count >= sequence)

    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.machine.session(run.name).ending == .duplicatesRemoved)
    #expect(run.removed.count == 1)
    #expect(run.isPathInstalled)
    #expect(Set(run.machine.files("\(run.name).exports").values) == Set(run.removed.values))
    #expect(try run.machine.run(["verify", run.name]).code == 0)
  }

  private func expectRightEnd(_ run: Practice, from asked: Item?, after records: [Record]) throws {
    var first: Admin.Moment?
    let exit = try run.work { moment in
      if first == nil { first = moment }
      return try Sensible().act(moment)
    }
    #expect(first?.item == asked)
    // The recap names the session before the first prompt.
    #expect(first?.shown.contains(run.name) == true)
    #expect(exit == .code(0))
    let session = try run.machine.session(run.name)
    #expect(session.ending == .duplicatesRemoved)
    #expect(Array(session.records.prefix(records.count)) == records)
    #expect(session.records.count { $0.isDeletionOrder } == 1)
    #expect(run.removed.count == 1)
    #expect(run.isPathInstalled)
  }

  // MARK: - Parked

  struct Way: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let why: Parking
    let exit: PseudoTerminal.Exit?
    let act: @Sendable (PseudoTerminal) throws -> Void
  }

  static let ways: [Way] = [
    Way(testDescription: "P", why: .asked, exit: .code(3)) { try $0.send("p\r") },
    Way(testDescription: "the word", why: .asked, exit: .code(3)) { try $0.send("Pause\r") },
    Way(testDescription: "Ctrl-C", why: .interrupted, exit: .code(130)) { try $0.send("half a\u{3}") },
    Way(testDescription: "Ctrl-D", why: .endOfInput, exit: .code(3)) { try $0.send("\u{4}") },
    Way(testDescription: "SIGTERM", why: .terminated, exit: .code(3)) { $0.sendSignal(SIGTERM) },
    Way(testDescription: "SIGHUP", why: .terminated, exit: .code(3)) { $0.sendSignal(SIGHUP) },
    Way(testDescription: "a closed window", why: .terminated, exit: nil) { $0.close() },
  ]

  @Test("is parked, and resumed at the same place", arguments: ways, [4, 45])
  func parked(_ way: Way, answers: Int) throws {
    let run = try Practice(.duplicateRoot)
    var count = 0
    try run.work { moment in
      defer { count += 1 }
      return count == answers ? .leave : try Sensible().act(moment)
    }
    let asked = run.admin.moments.last?.item
    try way.act(run.admin.terminal)
    let exit = try run.admin.terminal.waitForExit()
    if let wanted = way.exit {
      #expect(exit == wanted)
      #expect(run.admin.screen.contains("lync-pin-wizard resume \(run.name)"))
      #expect(run.admin.terminal.isInOrder)
    }
    let session = try run.machine.session(run.name)
    #expect(session.isParked)
    if way.exit != nil { #expect(session.records.last?.event == .parked(way.why)) }

    try run.resume()
    try expectRightEnd(run, from: asked, after: session.records)
  }

  @Test("resumes the session that was used last when none is named")
  func latest() throws {
    let run = try Practice(.duplicateRoot)
    try run.work { _ in .type("p") }
    try run.resume([])
    #expect(try run.work(Sensible().act) == .code(0))
    // It has ended: none is left to resume.
    #expect(try run.machine.run(["resume"]).code == 66)
    // By its name the ending can be shown again.
    #expect(try run.machine.run(["resume", run.name]).code == 0)
  }

  // MARK: - Back

  @Test("goes back over a note and over a noted value, which can be given anew")
  func back() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    // At the serial number a note is taken; then back to the issuer, and, once that is given again, back once more.
    var script = ["n", "the first note", "b", "b"]
    let exit = try run.work { moment, sensible in
      guard moment.item?.key == "wizard.7@0:serial", !script.isEmpty else { return try sensible.act(moment) }
      return .type(script.removeFirst())
    }
    #expect(exit == .code(0))
    let session = try run.session
    let withdrawals = session.records.count { if case .withdrawn = $0.event { true } else { false } }
    #expect(withdrawals == 2)
    #expect(session.records.count { if case .remarked = $0.event { true } else { false } } == 1)
    let issuers = session.answered.values.count { $0.key == "wizard.7@0:issuer" }
    #expect(issuers == 3)
    #expect(session.given.count { $0.item.key == "wizard.7@0:issuer" } == 1)
    #expect(try run.machine.text(run.machine.sessionFile(run.name)).contains("\"event\":\"withdrawn\""))

    let transcript = try run.machine.run(["transcript", run.name]).output
    #expect(transcript.contains("the first note"))
  }

  @Test("takes another value after going back")
  func anotherValue() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    var isWrong = true
    let exit = try run.work { moment, sensible in
      // The serial number of A2 is given for A1, and noticed at the next prompt.
      if isWrong, moment.item?.key == "wizard.7@0:serial" { return .type(Details(of: contoso.rootA2).serial) }
      if isWrong, moment.item?.key == "wizard.more@0:subject" {
        isWrong = false
        return .type("back")
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(try run.session.findings.noted[.root]?.facts?.serial == contoso.rootA1.serial)
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .undecided])
  }

  @Test("says that nothing is left to go back over")
  func backAtTheBeginning() throws {
    let run = try Practice(.listedOnce)
    var count = 0
    try run.work { moment in
      count += 1
      return count == 4 ? .leave : .type("b")
    }
    #expect(run.admin.moments.allSatisfy { $0.item?.key == "start.server:server" })
    #expect(try run.machine.journal(run.name).records.count == 1)
  }
}
