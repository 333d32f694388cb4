// SPDX-License-Identifier: GPL-3.0-or-later

import Article
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

/// Command files whose order the session takes back after they were written.
extension CommandFilesTests {
  /// A session with command files whose decision is taken back, parked at the decision.
  private func takenBack(_ machine: Machine, _ hostile: HostileCase) throws -> ByHandRun {
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    try run.resume()
    let exit = try run.work { moment, _ in .type(moment.item?.step.kind == .export ? "b" : "p") }
    #expect(exit == .code(3))
    #expect(try run.session.findings.marked.isEmpty)
    return run
  }

  @Test("an order that is taken back leaves a file that refuses, and says what to throw away")
  func void() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try takenBack(machine, hostile)
    let void = try machine.text("state/lync-pin-wizard/h.commands/remove.cmd")
    #expect(void.contains("This remove.cmd is void"))
    for word in ["-delstore", "certutil", hostile.stray.thumbprint.description] {
      #expect(!void.lowercased().contains(word), "\(word)")
    }
    let shown = run.admin.screen.split { $0.isWhitespace }.joined(separator: " ")
    #expect(shown.contains("Throw away every copy of this file, on FE01 as well"))
    #expect(shown.contains("remove.cmd was replaced by a file that only refuses to run"))
    // The way back stays.
    #expect(try machine.text("state/lync-pin-wizard/h.commands/restore.cmd").contains("-addstore"))
  }

  @Test("a file in its place that is another one stays as it is")
  func voidElsewhere() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    try machine.write("mine", to: "state/lync-pin-wizard/h.commands/remove.cmd")
    try run.resume()
    try run.work { moment, _ in .type(moment.item?.step.kind == .export ? "b" : "p") }
    #expect(try machine.text("state/lync-pin-wizard/h.commands/remove.cmd") == "mine")
    #expect(run.admin.screen.contains("was not replaced"))
  }

  @Test("a deletion that was taken back and done all the same is recorded as such, and can be brought back")
  func outside() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try takenBack(machine, hostile)
    try machine.write(try run.session.receipt("delete", "deleted"), to: "back/receipt.txt")
    try machine.write(hostile.stray.der, to: "back/root-\(hostile.stray.thumbprint).cer")
    let admin = try machine.start(
      ["resume", "h", "--receipt", "\(machine.folder)/back"], session: "h")
    let exit = try admin.work { moment in
      guard case .decision? = moment.item?.form else { return try run.sensible.act(moment) }
      return .type(moment.isAside ? "because" : "k")
    }
    #expect(exit == .code(1))
    let shown = admin.screen.split { $0.isWhitespace }.joined(separator: " ")
    #expect(shown.contains("It is recorded as deleted outside the session"))
    let session = try run.session
    let outside = try #require(session.outside.first)
    #expect(session.outside.count == 1)
    #expect(outside.certificate?.certificate == hostile.stray)
    #expect(outside.export.folder == "C:\\Lync & Co")
    #expect(session.removed.isEmpty)
    #expect(session.ending == .duplicatesKept)
    #expect(try machine.run(["verify", "h"]).code == 0)
    #expect(try machine.run(["status", "h"]).output.contains("Deleted outside the session"))
    for format in ["text", "markdown", "html", "json"] {
      let transcript = try machine.run(["transcript", "h", "--format", format]).output
      #expect(transcript.contains(hostile.stray.thumbprint.description), "\(format)")
      #expect(transcript.contains("outside the session"), "\(format)")
    }
    // A fresh look knows that it has to be away.
    let store = try machine.write(hostile.noted.der, to: "roots/noted.cer")
    let looked = try machine.run(["recheck", "h", "--store", "ROOT=\(store)", "--answers", "/dev/null"])
    #expect(words(looked).contains(hostile.stray.serial.description))
    // The same receipt again tells nothing new.
    _ = try machine.run(["resume", "h", "--receipt", "\(machine.folder)/back"])
    #expect(try run.session.outside.count == 1)
    let answers = try machine.write("d\n", to: "d.txt")
    let restored = try machine.run(["restore", "h", "--answers", answers])
    #expect(restored.code == 0)
    #expect(words(restored).contains("HOW TO BRING THIS CERTIFICATE BACK"))
    #expect(try run.session.outside.isEmpty)
  }

  @Test("what was deleted outside is taken over when the session orders it again, and is not there twice")
  func outsideNoMore() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try takenBack(machine, hostile)
    let receipt = try machine.write(try run.session.receipt("delete", "deleted"), to: "receipt.txt")
    let admin = try machine.start(["resume", "h", "--receipt", receipt], session: "h")
    #expect(try admin.work { try run.sensible.act($0) } == .code(0))
    let session = try run.session
    #expect(session.records.contains { if case .deletedOutside = $0.event { true } else { false } })
    #expect(session.outside.isEmpty)
    #expect(session.removed == [HostileCase.id])
  }
}
