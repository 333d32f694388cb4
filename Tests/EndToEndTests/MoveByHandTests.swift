// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import TestCertificates
import TestFiles
import TestSupport
import Testing
import Texts

@Suite("The move by hand, end to end")
struct MoveByHandTests {
  /// An intermediate of another organization, in Trusted Root.
  private static let partner = Contoso.strayRoot.with {
    ($0.subject, $0.issuer) = (.contoso("Partner Issuing CA"), .contoso("Partner Root CA"))
  }.certificate

  private func run(_ arguments: [String] = [], on machine: Machine? = nil) throws -> ByHandRun {
    let contoso = try ContosoSamples()
    return try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [Self.partner]), ["--procedure", "move"] + arguments,
      on: machine)
  }

  @Test("exports, imports, sees it in Intermediate, and deletes it from Trusted Root")
  func moves() throws {
    let run = try run()
    #expect(try run.work() == .code(0))
    let session = try run.session
    #expect(session.ending == .misplacedMoved)
    #expect(session.start.course == .move)
    let keys = session.given.map(\.item.step.id)
    #expect(keys.contains("move.seen") && !keys.contains("root.18") && !keys.contains("before.pin"))
    let card = try #require(run.machine.files("\(run.name).cards").keys.first)
    #expect(try run.machine.text("\(run.machine.state)/\(run.name).cards/\(card)").contains("-addstore ROOT"))
    let transcript = try run.machine.run(["transcript", run.name]).output.split { $0.isWhitespace }
      .joined(separator: " ")
    #expect(transcript.contains("it is in “Intermediate Certification Authorities”, and gone from"))
    #expect(try run.machine.run(["verify", run.name]).code == 0)
  }

  @Test("killed after the import: what is in both stores stays there until it was seen in Intermediate")
  func killed() throws {
    let run = try run()
    try run.work { moment, sensible in
      moment.item?.form == .copy ? .leave : try sensible.act(moment)
    }
    run.admin.terminal.kill()
    #expect(try run.session.pending?.step == MoveSection.seen)
    #expect(try !run.session.findings.hasDeleted)

    try run.resume()
    var wrong = [Contoso.root.thumbprint.description, "yes", ""]
    let exit = try run.work { moment, sensible in
      if moment.item?.form == .deletion { #expect(wrong.isEmpty) }
      if moment.item?.form == .copy, let next = wrong.popLast() { return .type(next) }
      return try sensible.act(moment)
    }
    #expect(exit == .code(0))
    #expect(run.admin.screen.contains("That is the thumbprint of another certificate"))
    #expect(try run.session.ending == .misplacedMoved)
  }

  @Test("reads the rows from files of the server, and leaves roots and the path out")
  func files() throws {
    let machine = Machine()
    let contoso = try ContosoSamples()
    for (name, certificate) in [("a", contoso.rootA1), ("b", Self.partner), ("c", contoso.rootA2)] {
      try machine.write(certificate.der, to: "store/\(name).cer")
    }
    let run = try run(["--store", "ROOT=\(machine.folder)/store"], on: machine)
    #expect(try run.work() == .code(0))
    let session = try run.session
    #expect(session.findings.listings[.root] == .listed(1))
    #expect(session.ending == .misplacedMoved)
  }

  @Test("is refused plainly where it is not done")
  func refused() throws {
    let run = try run()
    try run.work { moment, sensible in
      moment.item?.form == .copy ? .type("p") : try sensible.act(moment)
    }
    let commands = try run.machine.run(["commands", run.name])
    #expect(commands.code == 1)
    #expect(commands.says("Command files only delete"))
    let live = try run.machine.run([
      "start", "--procedure", "move", "--server", "2012", "--live", "fe01", "--dry-run",
    ])
    #expect(live.code == 64)
    #expect(live.says("A dry run writes nothing"))
  }
}
