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

    // A move is called a move.
    #expect(transcript.contains("1 certificate moved to “Intermediate Certification Authorities”."))
    #expect(!transcript.contains("removed"))
    let ticket = try run.machine.run(["transcript", run.name, "--format", "ticket"]).output
    #expect(ticket.contains("Moved: Partner Issuing CA"))
    let status = try run.machine.run(["status", run.name, "--json"]).output
    #expect(status.contains("\"procedure\": \"move\""))
    let json = try run.machine.run(["transcript", run.name, "--format", "json"]).output
    #expect(json.contains("\"moved\": true"))
  }

  @Test(
    "recheck looks for it in Intermediate",
    arguments: [("both", 1, "BACK:"), ("moved", 0, "was moved and is in"), ("gone", 1, "MISSING:")])
  func recheck(now: String, code: Int32, says: String) throws {
    let run = try run()
    #expect(try run.work() == .code(0))
    let contoso = try ContosoSamples()
    var registry = Registry()
    registry.add(.local, "ROOT", contoso.rootA1)
    if now == "both" { registry.add(.local, "ROOT", Self.partner) }
    registry.add(.local, "CA", contoso.subB1)
    if now != "gone" { registry.add(.local, "CA", Self.partner) }
    for branch in [Registry.Branch.policy, .enterprise] {
      registry.add(branch, "ROOT")
      registry.add(branch, "CA")
    }
    registry.add(.local, "AuthRoot")
    let file = try run.machine.write(registry.text, to: "now.reg")
    let checked = try run.machine.run(["recheck", run.name, "--store", file, "--no-input"])
    #expect(checked.code == code, "\(checked.output) \(checked.messages)")
    #expect(checked.says(says), "\(checked.messages)")
    let json = try run.machine.run(["recheck", run.name, "--store", file, "--format", "json"]).output
    #expect(json.contains("\"moved\": ["))
    let nagios = try run.machine.run(["recheck", run.name, "--store", file, "--format", "nagios"])
    #expect(nagios.code == (code == 0 ? 0 : 2), "\(nagios.output)")
  }

  @Test("killed after the import: what is in both stores stays there until it was seen in Intermediate")
  func killed() throws {
    let run = try run()
    try run.work { moment, sensible in
      moment.item?.form == .copy ? .leave : try sensible.act(moment)
    }
    run.admin.terminal.kill()
    // Somebody has agreed, so nobody is to be asked.
    let parked = try run.machine.run(["transcript", run.name]).output
    #expect(parked.contains("Agreed by: \(Sensible.owner)"))
    #expect(!parked.contains("lync-pin-wizard request"))
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

  @Test(
    "is offered at the end of the usual procedure, where such a line was seen, and only there",
    arguments: [true, false])
  func offered(isMisplaced: Bool) throws {
    let contoso = try ContosoSamples()
    let other = Contoso.strayRoot.with {
      $0.subject = .contoso("Contoso Root CA").of("Partner")
      $0.issuer = isMisplaced ? .contoso("Partner Root CA") : $0.subject
    }.certificate
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2, other]))
    try run.work()
    // What is misplaced is left for review here.
    #expect(try run.session.ending == (isMisplaced ? .stoppedForReview : .duplicatesRemoved))
    #expect(run.admin.screen.contains("--procedure move") == isMisplaced)
  }

  @Test("by command file: the receipt answers export, import and deletion")
  func commandFile() throws {
    let run = try run()
    try run.parkAtExport()
    let digits = try run.machine.write("\(Self.partner.serial.hexadecimal.suffix(4))\n", to: "digits.txt")
    let written = try run.machine.run(["commands", run.name, "--answers", digits])
    #expect(written.code == 0 && written.says("relocate.cmd move"), "\(written.output)")
    #expect(written.says("add it to “Intermediate Certification Authorities”, look for it there"))

    // What only checked has moved nothing; the session goes on asking.
    let checked = try run.machine.write(run.session.receipt("check", "checked"), to: "checked.txt")
    try run.resume("--receipt", checked)
    var asked: Item?
    let parked = try run.work { moment, _ in
      asked = moment.item
      return .type("p")
    }
    #expect(parked == .code(3))
    #expect(asked?.step == MoveSection.importCopy)

    let moved = try run.machine.write(run.session.receipt("move", "moved"), to: "moved.txt")
    try run.resume("--receipt", moved)
    #expect(try run.work() == .code(0))
    let session = try run.session
    #expect(session.ending == .misplacedMoved)
    #expect(run.admin.screen.contains("it is in “Intermediate"))
    #expect(
      session.findings.entries[EntryID(noted: .root, number: 1)]?.removal?.copy?.isSeenByWizard == false)
  }

  @Test("a decision taken back makes its command file void")
  func void() throws {
    let run = try run()
    try run.parkAtExport()
    let digits = try run.machine.write("\(Self.partner.serial.hexadecimal.suffix(4))\n", to: "digits.txt")
    #expect(try run.machine.run(["commands", run.name, "--answers", digits]).code == 0)
    try run.resume()
    var answers = ["p", "b"]
    try run.work { _, _ in answers.popLast().map { .type($0) } ?? .leave }
    let void = try run.machine.text("\(run.machine.state)/\(run.name).commands/relocate.cmd")
    #expect(void.contains("This relocate.cmd is void"))
  }

  @Test("is refused plainly where it is not done")
  func refused() throws {
    let live = try Machine().run([
      "start", "--procedure", "move", "--server", "2012", "--live", "fe01", "--dry-run",
    ])
    #expect(live.code == 64)
    #expect(live.says("A dry run writes nothing"))
  }
}

extension ByHandRun {
  /// Up to the export of what is marked, and parked there.
  func parkAtExport() throws {
    let exit = try work { moment, sensible in
      moment.item?.step.kind == .export ? .type("p") : try sensible.act(moment)
    }
    guard exit == .code(3) else {
      throw Unexpected("\(String(describing: exit)): \(admin.screen.suffix(500))")
    }
  }
}
