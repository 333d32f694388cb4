// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestSupport
import Testing
import Texts
import X509

/// Stores that were not read whole, in the wizard and in a pool.
extension StoreCoverageTests {
  private func run(_ registry: Registry) throws -> ByHandRun {
    try ByHandRun(
      .windowsServer2012, Sensible(path: [noted]), chain() + store(registry), on: machine)
  }

  @Test("the wizard stops where not all of the store was read and the noted certificate is not in what was")
  func stop() throws {
    let run = try run(part([stray]))
    var said: Set<String> = []
    let exit = try run.work { moment, sensible in
      if let id = moment.item?.step.id { said.insert(id) }
      if moment.item?.step.id == "root.8", !moment.isAside {
        #expect(moment.shown.contains("This list shows only what was read."))
        #expect(moment.shown.contains("Group Policy: not handed over"))
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(said.contains("root.notread"))
    #expect(said.isDisjoint(with: ["root.none", "root.missing", "root.decide", "root.18"]))
    #expect(run.admin.screen.contains("Not all of the store was read: stop"))
    let session = try run.session
    #expect(session.ending == .storeNotRead)
    #expect(session.findings.coverage[.root]?.parts == [.registry: .init(entries: 1)])
    #expect(try machine.run(["verify", "h"]).code == 0)
    let transcript = try machine.run(["transcript", "h"]).output
    #expect(transcript.contains("\(Wording()("label.trustedRoot")): read in part"))
    #expect(try machine.run(["status", "h", "--json"]).output.contains("storeNotRead"))
  }

  @Test("the admin can go back from there, and count in MMC what the files do not show")
  func countInstead() throws {
    let run = try run(part([stray]))
    var isBack = false
    try run.work { moment, sensible in
      switch moment.item?.step.id {
      case "root.notread"?:
        isBack = true
        return .type("b")
      case "root.8"? where isBack && !moment.isAside && moment.letters.contains("T"): return .type("t")
      case "root.8"? where isBack: return .type("0")
      case "root.missing"?: return .leave
      case let id? where isBack && id.hasPrefix("root."): return .type("b")
      default: return try sensible.act(moment)
      }
    }
    let session = try run.session
    #expect(session.pending?.step.id == "root.missing")
    #expect(session.findings.coverage.isEmpty)
  }

  @Test(
    "a store read in part keeps its verdicts when the noted one is in it, and says what was not looked at")
  func decision() throws {
    let run = try certificates.run(machine)
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .mismatched])
    let moment = try #require(run.admin.moments.first { $0.item?.form == .decision(.mismatched) })
    let shown = moment.shown.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      shown.contains(
        "Not handed over, so not looked at: Third-Party, Group Policy, Enterprise. A copy may come back from there."
      ))
    #expect(!run.admin.moments.contains { $0.item?.step.id == "root.notread" })
  }

  @Test("sessions of 0.1.0, which do not say what was read, go on as before")
  func older() throws {
    let run = try run(part([stray]))
    try run.work { moment, sensible in
      moment.item?.step.id == "root.notread" ? .leave : try sensible.act(moment)
    }
    let session = try run.session
    let records = session.records.map { record -> Record in
      guard case .answered(let key, let answer) = record.event,
        let listed = answer.read(as: EntriesListed.self)
      else { return record }
      return Record(
        sequence: record.sequence, at: record.at, event: .answered(key: key, .listed(listed.rows)))
    }
    #expect(session.pending?.step.id == "root.notread")
    #expect(try Session(records, signatures: .libcrypto).pending?.step.id == "root.none")
  }

  @Test("a server whose store was not read is not one that is in order")
  func pool() throws {
    try machine.write(all([noted]).text, to: "pool/fe01.reg")
    try machine.write(part([noted]).text, to: "pool/fe02/stores.reg")
    try machine.write(part([other]).text, to: "pool/fe03/stores.reg")
    try machine.write("Call Bob.\n", to: "pool/fe04/ROOT.txt")
    try machine.write(all([noted, stray]).text, to: "pool/fe05/stores.reg")
    let pool = try chain() + ["--pool", "\(machine.folder)/pool"]
    let run = try machine.run(["inspect"] + pool)
    #expect(run.code == 65)
    for (name, state) in [
      ("fe01.reg", "in order"), ("fe02", "in order in what was read"),
      ("fe03", "not all was read: delete nothing"), ("fe04", "not read"), ("fe05", "needs a session"),
    ] {
      let line = run.output.split(separator: "\n").first { $0.dropFirst().hasPrefix("  \(name) ") }
      #expect(line?.hasSuffix("  \(state)") == true, "\(name): \(line ?? "–")")
    }
    #expect(run.output.contains("\nNeeds a session (1): fe05\n"))
    #expect(run.output.contains("\nNot read completely (2): fe03, fe04\n"))
    let json = try machine.run(["inspect", "--json"] + pool).output
    #expect(json.components(separatedBy: "\"outcome\": \"unknown\"").count == 3)
    #expect(json.contains("\"state\": \"absent\""))
  }

  @Test(
    "a pool ends with 1 under --check when a store was not read whole, with 66 when none was, else with 0")
  func poolCodes() throws {
    try machine.write(part([noted]).text, to: "pool/fe01/stores.reg")
    let pool = try chain() + ["--pool", "\(machine.folder)/pool"]
    #expect(try machine.run(["inspect", "--check"] + pool).code == 0)
    #expect(try machine.run(["inspect"] + pool).output.contains("No server needs a session."))
    try machine.write(part([other]).text, to: "pool/fe02/stores.reg")
    #expect(try machine.run(["inspect"] + pool).code == 0)
    #expect(try machine.run(["inspect", "--check"] + pool).code == 1)
    try machine.shell("rm -r pool/*; mkdir pool/fe03")
    for check in [[], ["--check"]] {
      let run = try machine.run(["inspect"] + check + pool)
      #expect(run.code == 66)
      #expect(!run.output.contains("No server needs a session."))
    }
  }
}
