// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Ledger
import Procedure
import PseudoTerminal
import Stores
import Testing
import Texts

@Suite("Command files for the server, end to end")
struct CommandFilesTests {
  private func words(_ run: Machine.Run) -> String {
    run.messages.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test("hold thumbprints and plain words only, whatever the certificates are called")
  func written() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    let before = try machine.journal("h").head
    #expect(try hostile.commands(machine).code == 0)
    let files = machine.files("h.commands")
    #expect(files.keys.sorted() == ["collect.cmd", "remove.cmd", "restore.cmd"])
    for (name, bytes) in files {
      #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x0A }, "\(name)")
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(bytes.count { $0 == 0x0A } == text.components(separatedBy: "\r\n").count - 1)
      for part in ["Evil", "del *", "PATH%!", "`"] { #expect(!text.contains(part), "\(name): \(part)") }
      let print = hostile.stray.thumbprint.description
      #expect(text.contains(print) == (name != "collect.cmd"))
      let lines = text.components(separatedBy: "\r\n")
      // The certificate that stays is named once, as the one that has to stay.
      let kept = lines.filter { $0.contains(hostile.noted.thumbprint.description) }
      #expect(kept.count == (name == "remove.cmd" ? 1 : 0))
      #expect(kept.allSatisfy { $0.hasSuffix(" root-\(print).cer \(hostile.noted.thumbprint)") })
    }
    let session = try run.session
    guard case .commanded(let order)? = session.records.last?.event else {
      Issue.record("the files are not in the session")
      return
    }
    #expect(order.head == before)
    #expect(order.server == "FE01")
    #expect(order.entries.map(\.thumbprint) == [hostile.stray.thumbprint])
    #expect(session.pending?.step.kind == .export)
    #expect(try machine.run(["verify", "h"]).code == 0)
    #expect(try machine.run(["transcript", "h"]).output.contains("h.commands"))
  }

  @Test("nothing is overwritten: another folder beside the session, a refusal where one is named")
  func again() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine)
    let folder = "\(machine.folder)/out"
    #expect(try hostile.commands(machine, ["--output", folder]).code == 0)
    let first = try machine.bytes("out/remove.cmd")
    let lines = try machine.session("h").records.count
    #expect(try hostile.commands(machine, ["--output", folder]).code == 73)
    #expect(try machine.bytes("out/remove.cmd") == first)
    #expect(try machine.session("h").records.count == lines)
    #expect(try hostile.commands(machine).code == 0)
    #expect(try hostile.commands(machine).code == 0)
    #expect(machine.files("h.commands-2").count == 3)
  }

  @Test("without the last four characters there are none")
  func notOrdered() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    let lines = try run.session.records.count
    let answers = try machine.write("1122\n2233\n", to: "wrong.txt")
    #expect(try machine.run(["commands", "h", "--answers", answers]).code == 3)
    #expect(machine.files("h.commands").isEmpty)
    #expect(try run.session.records.count == lines)
  }

  @Test("collect.cmd needs no session")
  func collect() throws {
    let machine = try Machine()
    let run = try machine.run(["commands", "--output", "\(machine.folder)/c"])
    #expect(run.code == 0)
    #expect(try machine.text("c/collect.cmd").contains("reg.exe"))
    #expect(try machine.run(["commands", "--output", "\(machine.folder)/c"]).code == 0)
  }

  // MARK: - Refusals

  @Test("are refused for practice, and as long as nothing is marked")
  func refused() throws {
    let machine = try Machine()
    #expect(try machine.run(["practice", "--name", "p", "--seed", "1"]).code == 3)
    let practice = try machine.run(["commands", "p"])
    #expect(practice.code == 1)
    #expect(words(practice).contains(Wording()("commands.practice")))
    #expect(try machine.run(["start", "--server", "2012", "--name", "s"]).code == 3)
    let early = try machine.run(["commands", "s"])
    #expect(early.code == 1)
    #expect(words(early).contains(Wording()("commands.nothingMarked")))
    #expect(try machine.run(["commands", "none"]).code == 66)
    #expect(try machine.session("s").records.count == 2)
  }

  @Test("are refused for a certificate that was typed without its thumbprint")
  func typed() throws {
    let machine = try Machine()
    let contoso = try Contoso()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]), on: machine)
    try run.work { moment, sensible in
      moment.item?.step.kind == .export ? .type("p") : try sensible.act(moment)
    }
    let refused = try machine.run(["commands", "h"])
    #expect(refused.code == 1)
    #expect(words(refused).contains("was not noted, and command files go by nothing else"))
    #expect(machine.files("h.commands").isEmpty)
  }

  @Test("are refused for a copy that something outside the server keeps there")
  func managed() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    var registry = Registry()
    registry.add(.local, "ROOT", hostile.noted)
    registry.add(.policy, "ROOT", hostile.stray)
    let store = try machine.write(registry.text, to: "stores.reg")
    let chain = try machine.write(hostile.noted.der, to: "noted.cer")
    let run = try ByHandRun(
      .windowsServer2012, Sensible(path: [hostile.noted]), ["--chain", chain, "--store", store], on: machine)
    #expect(try run.work() == .code(1))
    let refused = try machine.run(["commands", "h"])
    #expect(refused.code == 1)
    #expect(words(refused).contains("This copy comes from Group Policy."))
  }

  @Test("are refused for a server whose name is none", arguments: ["10.0.0.1", "fe01 & calc", "pool%1"])
  func serverName(name: String) throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine, server: name)
    let refused = try hostile.commands(machine)
    #expect(refused.code == 1)
    #expect(words(refused).contains("is no computer name"))
  }

  // MARK: - Receipts

  @Test("a receipt answers what it tells of, and the rest is asked", arguments: [true, false])
  func receipt(withExport: Bool) throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    let receipt = try machine.write(try run.session.receipt("delete", "deleted"), to: "back/receipt.txt")
    if withExport {
      try machine.write(hostile.stray.der, to: "back/root-\(hostile.stray.thumbprint).cer")
    }
    let admin = try machine.start(
      ["resume", "h", "--receipt", withExport ? "\(machine.folder)/back" : receipt], session: "h")
    let exit = try admin.work { moment in
      #expect(moment.item?.about != .entry(HostileCase.id), "\(moment.item?.key ?? "")")
      return try run.sensible.act(moment)
    }
    #expect(exit == .code(0))
    let session = try run.session
    let entry = try #require(session.findings.entries[HostileCase.id])
    let export = "\(machine.folder)/back/root-\(hostile.stray.thumbprint).cer"
    #expect(entry.proof == (withExport ? .readBack(path: export) : .seenOnServer))
    #expect(entry.exportName?.folder == "C:\\Lync & Co")
    #expect(entry.restoreCard != nil)
    #expect(entry.isGone == true)
    #expect(session.ending == .duplicatesRemoved)
    let transcript = try machine.run(["transcript", "h"]).output
    #expect(transcript.contains("receipt.txt, SHA-256 "))
    #expect(admin.screen.contains("lync-pin-wizard recheck h"))
  }

  @Test("a receipt of the first run answers up to the deletion")
  func checked() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    let receipt = try machine.write(try run.session.receipt("check", "checked"), to: "receipt.txt")
    let admin = try machine.start(["resume", "h", "--receipt", receipt], session: "h")
    let exit = try admin.work { moment in
      #expect(moment.item?.form == .deletion)
      return .type("p")
    }
    #expect(exit == .code(3))
    #expect(try run.session.findings.entries[HostileCase.id]?.proof == .seenOnServer)
    #expect(try run.session.findings.entries[HostileCase.id]?.isOrdered == false)
  }

  @Test("an export that came back and is another certificate is not taken")
  func otherExport() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    try machine.write(try run.session.receipt("delete", "deleted"), to: "receipt.txt")
    try machine.write(hostile.noted.der, to: "root-\(hostile.stray.thumbprint).cer")
    let admin = try machine.start(["resume", "h", "--receipt", machine.folder], session: "h")
    let exit = try admin.work { moment in
      #expect(moment.item?.form == .readBack)
      return .type("p")
    }
    #expect(exit == .code(3))
    #expect(try run.session.findings.entries[HostileCase.id]?.proof == nil)
    #expect(admin.screen.contains(Wording()("refusal.exportIsNoted").prefix(30)))
  }

  @Test("the receipt's path may be typed where the procedure asks whether it is gone")
  func typedPath() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    let receipt = try machine.write(try run.session.receipt("delete", "deleted"), to: "receipt.txt")
    try run.resume()
    var typed = ["/nowhere/receipt.txt", receipt]
    let exit = try run.work { moment, sensible in
      guard moment.item?.form == .report else { return try sensible.act(moment) }
      return .type(typed.removeFirst())
    }
    #expect(exit == .code(0))
    #expect(typed.isEmpty)
    #expect(try machine.run(["transcript", "h"]).output.contains("by the command file's receipt"))
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let says: String
    let change: @Sendable (String) -> String
  }

  static let wrong = [
    Wrong(testDescription: "of another session", says: "this session did not write") {
      $0.replacing(#/head \w{8}/#, with: "head 00000000")
    },
    Wrong(testDescription: "of another server", says: "was written on FE02") {
      $0.replacing("server FE01", with: "server FE02")
    },
    Wrong(testDescription: "of another certificate", says: "names other certificates") {
      $0.replacing(#/ROOT \w{8}/#, with: "ROOT 00000000")
    },
    Wrong(testDescription: "of another store", says: "names other certificates") {
      $0.replacing("ROOT", with: "CA")
    },
    Wrong(testDescription: "cut off", says: "did not come to its end") {
      $0.replacing("end 0\r\n", with: "")
    },
    Wrong(testDescription: "with a line of somebody else's", says: "line 8 is none of theirs") {
      $0.replacing("step 1", with: "dance 1")
    },
    Wrong(testDescription: "no receipt", says: "is no receipt") { _ in "receipt\r\n" },
    Wrong(testDescription: "of collecting only", says: "nothing but collecting") { _ in
      "lync-pin-wizard receipt 1\r\nbegin collect\r\nserver FE01\r\nend 0\r\n"
    },
  ]

  @Test("a receipt that does not fit is not taken", arguments: wrong)
  func wrongReceipt(_ wrong: Wrong) throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    let text = wrong.change(try run.session.receipt("delete", "deleted"))
    let receipt = try machine.write(text, to: "receipt.txt")
    let lines = try run.session.records.count
    let refused = try machine.run(["resume", "h", "--receipt", receipt])
    #expect(refused.code == 65)
    #expect(words(refused).contains(wrong.says), "\(refused.messages)")
    #expect(try run.session.records.count == lines)
  }

  @Test("a receipt of a failure takes nothing over")
  func failed() throws {
    let machine = try Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    let receipt = try machine.write(try run.session.receipt("delete", "failed"), to: "receipt.txt")
    let resumed = try machine.run(["resume", "h", "--receipt", receipt])
    #expect(resumed.code == 3)
    #expect(words(resumed).contains("Its last step was export, with the result 0"))
    #expect(try run.session.findings.entries[HostileCase.id]?.exportName == nil)
  }
}
