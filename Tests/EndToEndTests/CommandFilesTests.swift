// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
import Occurrences
import Procedure
import PseudoTerminal
import Stores
import Testing
import Texts
import X509

@Suite("Command files for the server, end to end")
struct CommandFilesTests {
  func words(_ run: Machine.Run) -> String {
    run.messages.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test("hold thumbprints and plain words only, whatever the certificates are called")
  func written() throws {
    let machine = Machine()
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
      let spaced = WineComputer.spaced(hostile.noted)
      #expect(
        kept.allSatisfy {
          $0.hasSuffix(#" root-\#(print).cer \#(hostile.noted.thumbprint) "\#(spaced)" 445566 "cmd delete""#)
        })
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
    let machine = Machine()
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
    let machine = Machine()
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
    let machine = Machine()
    let run = try machine.run(["commands", "--output", "\(machine.folder)/c"])
    #expect(run.code == 0)
    #expect(try machine.text("c/collect.cmd").contains("reg.exe"))
    #expect(try machine.run(["commands", "--output", "\(machine.folder)/c"]).code == 0)
  }

  // MARK: - Refusals

  @Test("are refused for practice, and as long as nothing is marked")
  func refused() throws {
    let machine = Machine()
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
    let machine = Machine()
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]), on: machine)
    try run.work { moment, sensible in
      moment.item?.step.kind == .export ? .type("p") : try sensible.act(moment)
    }
    let refused = try machine.run(["commands", "h"])
    #expect(refused.code == 1)
    #expect(
      words(refused).contains("was not noted, and command files identify certificates only by thumbprint"))
    #expect(machine.files("h.commands").isEmpty)
  }

  @Test("are refused as long as nobody noted the thumbprint of the certificate that has to stay")
  func keptUnknown() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]), on: machine)
    try run.work { moment, sensible in
      switch moment.item?.key {
      case "root.11@0/2:thumbprint"?: .type(contoso.rootA2.thumbprint.description)
      case _ where moment.item?.step.kind == .export: .type("p")
      default: try sensible.act(moment)
      }
    }
    #expect(try run.session.findings.entries[HostileCase.id]?.facts?.thumbprint == contoso.rootA2.thumbprint)
    let refused = try machine.run(["commands", "h"])
    #expect(refused.code == 1)
    #expect(words(refused).contains("The thumbprint of the certificate that has to stay was not noted"))
    #expect(machine.files("h.commands").isEmpty)
  }

  @Test("a thumbprint that is copied from the wrong dialog is refused where it is typed")
  func wrongDialog() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    let rows = [contoso.rootA1, contoso.rootA2]
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: rows), on: machine)
    var typed = [contoso.rootA1.thumbprint, contoso.rootA2.thumbprint].map(\.description)
    try run.work { moment, sensible in
      switch moment.item?.key {
      case "wizard.more@0:thumbprint"?: return .type(contoso.rootA1.thumbprint.description)
      case "root.11@0/2:thumbprint"?: return .type(typed.removeFirst())
      case _ where moment.item?.step.kind == .decide: return .type("p")
      default: return try sensible.act(moment)
      }
    }
    #expect(typed.isEmpty)
    #expect(run.admin.screen.contains(Wording()("refusal.thumbprintIsNoted").prefix(40)))
    #expect(try run.session.findings.entries[HostileCase.id]?.facts?.thumbprint == contoso.rootA2.thumbprint)
  }

  @Test("ask for as many characters as tell the certificate from the noted one, with blanks or without")
  func alike() throws {
    let machine = Machine()
    let key = try PracticeKey()
    func root(_ serial: [UInt8], _ start: Int) throws -> Certificate {
      let start = Instant(secondsSince1970: start)
      return try PracticeCertificate.make(
        subject: [("CN", "Contoso Root CA")], serial: serial, notBefore: start,
        notAfter: start.adding(seconds: 100_000_000),
        key: start.secondsSince1970 < 1_250_000_000 ? key : PracticeKey(),
        isAuthority: true)
    }
    let hostile = HostileCase(
      noted: try root([0x61, 0x0B, 0x7E, 0x00, 0x00, 0x02], 1_200_000_000),
      stray: try root([0x61, 0x7F, 0x3C, 0x00, 0x00, 0x02], 1_300_000_000), others: [])
    let run = try hostile.run(machine)
    let answers = try machine.write("0002\n7e 00 00 02\n3C 00 00 02\n", to: "answers.txt")
    let written = try machine.run(["commands", "h", "--answers", answers])
    #expect(written.code == 0)
    #expect(words(written).contains("type the last 8 characters of its serial number"))
    guard case .commanded(let order)? = try run.session.records.last?.event else {
      Issue.record("the files are not in the session")
      return
    }
    #expect(order.entries.map(\.lastFour) == ["3C 00 00 02"])
  }

  @Test("are refused for a copy that something outside the server keeps there")
  func managed() throws {
    let machine = Machine()
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

  @Test("are refused for a server whose name is none", arguments: ["10.0.0.1", "fe01:calc", "[fe01]"])
  func serverName(name: String) throws {
    let machine = Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine, server: name)
    let refused = try hostile.commands(machine)
    #expect(refused.code == 1)
    #expect(words(refused).contains("is not a computer name"))
  }
}
