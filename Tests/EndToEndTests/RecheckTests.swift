// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import Testing
import Texts

@Suite("Looking again and bringing back, end to end")
struct RecheckTests {
  /// A session that has removed the stray root.
  private func removed(_ machine: Machine, _ hostile: HostileCase) throws -> ByHandRun {
    let run = try hostile.run(machine)
    try run.resume()
    guard try run.work() == .code(0) else { throw Unexpected("\(run.admin.screen.suffix(500))") }
    return run
  }

  private func words(_ run: Machine.Run) -> String {
    run.messages.split { $0.isWhitespace }.joined(separator: " ")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: Int32
    let says: [String]
    let isWell: Bool
    let registry: @Sendable (HostileCase) -> Registry
  }

  private static func whole(_ change: (inout Registry) -> Void) -> Registry {
    var registry = Registry()
    change(&registry)
    return registry
  }

  static let cases = [
    Case(
      testDescription: "all as it has to be", code: 0, says: ["In place:", "Gone:", "not checked"],
      isWell: true
    ) {
      hostile in
      whole {
        $0.add(.local, "ROOT", hostile.noted)
        $0.add(.local, "AuthRoot")
        $0.add(.policy, "ROOT")
        $0.add(.enterprise, "ROOT")
      }
    },
    Case(
      testDescription: "back from a policy", code: 1,
      says: ["BACK:", "(Group Policy)", "This copy comes from Group Policy."], isWell: false
    ) {
      hostile in
      whole {
        $0.add(.local, "ROOT", hostile.noted)
        $0.add(.policy, "ROOT", hostile.stray)
      }
    },
    Case(
      testDescription: "parts missing", code: 1,
      says: ["Gone from the places that were checked:", "Third-Party, Group Policy, Enterprise"],
      isWell: false
    ) {
      hostile in whole { $0.add(.local, "ROOT", hostile.noted) }
    },
    Case(testDescription: "the noted one missing", code: 1, says: ["MISSING:", "Gone:"], isWell: false) { _ in
      whole {
        $0.add(.local, "ROOT")
        $0.add(.local, "AuthRoot")
        $0.add(.policy, "ROOT")
        $0.add(.enterprise, "ROOT")
      }
    },
    Case(testDescription: "back where it was", code: 1, says: ["BACK:", "(Registry)"], isWell: false) {
      hostile in
      whole { $0.add(.local, "ROOT", hostile.noted, hostile.stray) }
    },
  ]

  @Test("says of each certificate what became of it, and records it", arguments: cases)
  func recheck(_ one: Case) throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try removed(machine, hostile)
    let file = try machine.write(one.registry(hostile).text, to: "now.reg")
    let result = try machine.run(["recheck", "h", "--store", file])
    #expect(result.code == one.code, "\(result.messages)")
    for says in one.says { #expect(words(result).contains(says), "\(says)") }
    let rechecks = try run.session.records.compactMap { record -> Recheck? in
      if case .rechecked(let recheck) = record.event { return recheck }
      return nil
    }
    #expect(rechecks.map(\.isWell) == [one.isWell])
    #expect(rechecks.first?.sources == ["now.reg"])
    let transcript = try machine.run(["transcript", "h"]).output
    #expect(transcript.contains("Checked again: now.reg."))
    #expect(try machine.run(["verify", "h"]).code == 0)
  }

  /// An event of the article at a time, as wevtutil writes it.
  private func events(_ time: String) -> String {
    """
    <Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
    <Provider Name='LS UserPin Service'/><EventID Qualifiers='50117'>47067</EventID>\
    <TimeCreated SystemTime='\(time)'/><Channel>Lync Server</Channel><Computer>fe01.contoso.com</Computer></System>\
    <EventData><Data>GetEncryptionKeyRequest</Data></EventData></Event></Events>
    """
  }

  @Test(
    "tells old events from new ones",
    arguments: [
      ("2011-01-01T00:00:00.123456700Z", Recheck.Events(new: 0, undated: 0), Int32(0)),
      ("2098-01-01T00:00:00.123456700Z", Recheck.Events(new: 1, undated: 0), Int32(1)),
      ("yesterday", Recheck.Events(new: 0, undated: 1), Int32(0)),
    ])
  func events(time: String, expected: Recheck.Events, code: Int32) throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try removed(machine, hostile)
    // A collected folder: the events lie beside the stores, and the receipt says which keys there are not.
    var registry = Registry()
    registry.add(.local, "ROOT", hostile.noted)
    registry.add(.local, "AuthRoot")
    try machine.write(registry.text, to: "collected/registry.reg")
    try machine.write(events(time), to: "collected/events.xml")
    try machine.write(
      """
      lync-pin-wizard receipt 1
      begin collect
      server "FE01"
      folder "C:\\x"
      part registry exported
      part groupPolicy absent
      part enterprise absent
      code events 0
      end 0

      """, to: "collected/receipt.txt")
    let result = try machine.run(["recheck", "h", "--store", "\(machine.folder)/collected"])
    #expect(result.code == code, "\(result.messages)")
    guard case .rechecked(let recheck)? = try run.session.records.last?.event else {
      Issue.record("nothing is recorded")
      return
    }
    #expect(recheck.events == expected)
    #expect(recheck.removed.map(\.presence) == [.absent])
    #expect(!result.messages.contains("events.xml is no"))
  }

  @Test("what was collected on another server is refused, and so is nothing at all")
  func refused() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try removed(machine, hostile)
    let lines = try run.session.records.count
    let receipt = "lync-pin-wizard receipt 1\nbegin collect\nserver \"FE02\"\nend 0\n"
    try machine.write(receipt, to: "collected/receipt.txt")
    let other = try machine.run(["recheck", "h", "--store", "\(machine.folder)/collected"])
    #expect(other.code == 65)
    #expect(words(other).contains("was collected on FE02"))
    #expect(try machine.run(["recheck", "h"]).code == 64)
    #expect(try machine.run(["recheck", "h", "--store", "/nowhere.reg"]).code == 66)
    #expect(try run.session.records.count == lines)
  }

  @Test("asks what was done on the server next, and notes it")
  func followUp() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try removed(machine, hostile)
    let file = try machine.write(Self.cases[0].registry(hostile).text, to: "now.reg")
    let answers = try machine.write("y\nn\nstill asks for the PIN\ns\nno window\n", to: "a.txt")
    let result = try machine.run(["recheck", "h", "--store", file, "--answers", answers])
    #expect(result.code == 1)
    #expect(result.messages.contains("Test-CsPhoneBootstrap"))
    let remarks = try run.session.records.compactMap { record -> String? in
      if case .remarked(let key, let text) = record.event { return "\(key): \(text)" }
      return nil
    }
    #expect(
      remarks == [
        "after.services: Yes, restarted", "after.signin: No, it failed: still asks for the PIN",
        "after.events: Skipped: no window",
      ])
  }

  // MARK: - Restore

  @Test("brings back by hand, by word or by what a file shows", arguments: [true, false])
  func restore(withFile: Bool) throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try removed(machine, hostile)
    let back = try machine.write(Self.cases[4].registry(hostile).text, to: "back.reg")
    let answers = try machine.write("d\n", to: "a.txt")
    let result = try machine.run(
      ["restore", "h"] + (withFile ? ["--store", back] : ["--answers", answers]))
    #expect(result.code == 0, "\(result.messages)")
    #expect(result.messages.contains("certutil -addstore ROOT") == !withFile)
    let session = try run.session
    #expect(
      session.records.last?.event
        == .restored(HostileCase.id, withFile ? .seenIn(file: "back.reg") : .byWord))
    #expect(session.removed.isEmpty)
    #expect(try machine.run(["restore", "h"]).code == 1)
    // What was brought back has to be there from now on.
    let there = try machine.run(["recheck", "h", "--store", back])
    #expect(there.code == 0)
    #expect(words(there).contains("In place again:"))
    let away = try machine.write(Self.cases[0].registry(hostile).text, to: "away.reg")
    let missing = try machine.run(["recheck", "h", "--store", away])
    #expect(missing.code == 1)
    #expect(words(missing).contains("was restored and is not in"))
    let json = try machine.run(["transcript", "h", "--format", "json"]).output
    #expect(json.contains("\"fate\": \"restored\""))
    let text = try machine.run(["transcript", "h"]).output
    #expect(text.contains("deleted, and brought back"))
    #expect(text.contains("\nRemoved and brought back: ") && !text.contains("\nGone, "))
  }

  @Test("is parked when nobody answers, and takes the receipt of restore.cmd")
  func restoreReceipt() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    try machine.write(try run.session.receipt("delete", "deleted"), to: "receipt.txt")
    let admin = try machine.start(["resume", "h", "--receipt", machine.folder], session: "h")
    #expect(try admin.work { try run.sensible.act($0) } == .code(0))
    #expect(try machine.run(["restore", "h"]).code == 3)
    let both =
      try run.session.receipt("delete", "deleted")
      + run.session.receipt("restore", "restored").replacing("lync-pin-wizard receipt 1\r\n", with: "")
    let receipt = try machine.write(both, to: "both.txt")
    #expect(try machine.run(["restore", "h", "--receipt", receipt]).code == 0)
    #expect(try run.session.removed.isEmpty)
  }

  @Test("practice: the wizard looks and brings back itself")
  func practice() throws {
    let machine = Machine()
    let admin = try machine.start(["practice", "--seed", "3", "--name", "p"], session: "p")
    let sensible = Sensible()
    #expect(try admin.work { try sensible.act($0) } == .code(0))
    #expect(admin.screen.contains("In place: "))
    #expect(admin.screen.contains("Gone: "))
    let before = machine.files("p.server")
    #expect(try machine.run(["recheck", "p"]).code == 0)
    let answers = try machine.write("d\n", to: "a.txt")
    #expect(try machine.run(["restore", "p", "--answers", answers]).code == 0)
    #expect(machine.files("p.server").count == before.count + 1)
    let session = try machine.session("p")
    guard case .restored(let id, .byWizard)? = session.records.last?.event else {
      Issue.record("not recorded")
      return
    }
    #expect(session.removed.isEmpty)
    #expect(session.findings.entries[id]?.isGone == true)
  }
}
