// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Listings
import Procedure
import PseudoTerminal
import Stores
import TestCertificates
import TestFiles
import TestSupport
import Testing

@testable import Servers

extension CommandFilesInWineTests {
  /// `relocate.cmd`, run by a cmd.exe.
  @Suite("the move")
  struct Move {
    private struct Setting {
      let machine = Machine()
      let wine: WineComputer
      let partner: Certificate
      let run: ByHandRun
      let folder: String

      init() throws {
        wine = try WineComputer(machine)
        partner =
          Contoso.strayRoot.with {
            ($0.subject, $0.issuer) = (.contoso("Partner Issuing CA"), .contoso("Partner Root CA"))
          }.certificate
        var sensible = try ContosoSamples().sensible(rows: [partner])
        sensible.server = "\(try wine.name().lowercased()).contoso.com"
        run = try ByHandRun(.windowsServer2012, sensible, ["--procedure", "move"], on: machine)
        try run.parkAtExport()
        let digits = try machine.write("\(partner.serial.hexadecimal.suffix(4))\n", to: "digits.txt")
        let written = try machine.run(["commands", run.name, "--answers", digits])
        guard written.code == 0 else { throw Unexpected("no command files: \(written.output)") }
        folder = "\(machine.state)/\(run.name).commands"
        try wine.install(partner)
      }

      func receipt() throws -> [[ServerReceipt.State?]] {
        try ServerReceipt(machine.bytes("\(folder)/receipt.txt")).runs.map { $0.entries.map(\.state) }
      }

      var changes: [String] { wine.calls.filter { $0.hasPrefix("-add") || $0.hasPrefix("-del") } }
    }

    @Test("adds to Intermediate before it deletes from Trusted Root, and the receipt ends the session")
    func wholeWay() throws {
      let setting = try Setting()
      let (wine, partner) = (setting.wine, setting.partner)
      let checked = try wine.run("relocate.cmd", in: setting.folder)
      #expect(checked.code == 0, "\(checked.output)")
      #expect(setting.changes.isEmpty)
      let moved = try wine.run("relocate.cmd", ["move"], in: setting.folder)
      #expect(moved.code == 0, "\(moved.output)")
      #expect(
        setting.changes == [
          "-addstore CA \"root-\(partner.thumbprint).cer\"", "-delstore ROOT \(partner.thumbprint)",
        ])
      #expect(try wine.registryHas(partner, in: .intermediate))
      #expect(try !wine.registryHas(partner))
      // Once more finds it moved, and changes nothing.
      #expect(try wine.run("relocate.cmd", ["move"], in: setting.folder).code == 0)
      #expect(setting.changes.count == 2)
      #expect(try setting.receipt() == [[.checked], [.moved], [.moved]])

      try setting.run.resume("--receipt", setting.folder)
      #expect(try setting.run.work() == .code(0))
      #expect(try setting.run.session.ending == .misplacedMoved)

      #expect(try wine.run("restore.cmd", in: setting.folder).code == 0)
      #expect(try wine.registryHas(partner))
      #expect(try setting.machine.run(["restore", setting.run.name, "--receipt", setting.folder]).code == 0)
    }

    @Test("deletes nothing that is not in Intermediate", arguments: ["add-fails", "add-lies"])
    func notArrived(how: String) throws {
      let setting = try Setting()
      try setting.machine.write("", to: "tools/\(how)")
      let stopped = try setting.wine.run("relocate.cmd", ["move"], in: setting.folder)
      #expect(stopped.code == 1)
      #expect(stopped.output.contains("What was not named as moved is still in ROOT"))
      #expect(setting.changes.allSatisfy { !$0.hasPrefix("-del") })
      #expect(try setting.wine.registryHas(setting.partner))
      #expect(try setting.receipt() == [[.failed]])
    }

    @Test("goes on where the deletion failed, with the certificate in both stores")
    func between() throws {
      let setting = try Setting()
      try setting.machine.write("", to: "tools/delete-fails")
      #expect(try setting.wine.run("relocate.cmd", ["move"], in: setting.folder).code == 1)
      #expect(try setting.wine.registryHas(setting.partner))
      #expect(try setting.wine.registryHas(setting.partner, in: .intermediate))
      try FileManager.default.removeItem(atPath: "\(setting.wine.tools)/delete-fails")
      #expect(try setting.wine.run("relocate.cmd", ["move"], in: setting.folder).code == 0)
      #expect(try !setting.wine.registryHas(setting.partner))
      #expect(try setting.receipt() == [[.failed], [.moved]])
    }
  }
}
