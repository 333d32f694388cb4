// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Journal
import Procedure
import PseudoTerminal
import Stores
import TestSupport
import Testing
import Texts
import X509

/// What came back from the server: a receipt, and the exports beside it.
extension CommandFilesTests {
  @Test("a receipt answers what it tells of, and the rest is asked", arguments: [true, false])
  func receipt(withExport: Bool) throws {
    let machine = Machine()
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
    let machine = Machine()
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
    let machine = Machine()
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
    let machine = Machine()
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
    #expect(try machine.run(["transcript", "h"]).output.contains("according to the command file's receipt"))
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
    Wrong(testDescription: "with a line of somebody else's", says: "line 8 is not one of theirs") {
      $0.replacing("step 1", with: "dance 1")
    },
    Wrong(testDescription: "no receipt", says: "is not a receipt") { _ in "receipt\r\n" },
    Wrong(testDescription: "of collecting only", says: "only says what was collected") { _ in
      "lync-pin-wizard receipt 1\r\nbegin collect\r\nserver FE01\r\nend 0\r\n"
    },
  ]

  @Test("a receipt that does not fit is not taken", arguments: wrong)
  func wrongReceipt(_ wrong: Wrong) throws {
    let machine = Machine()
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
    let machine = Machine()
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
