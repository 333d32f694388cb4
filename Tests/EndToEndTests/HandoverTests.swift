// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Journal
import Procedure
import ProgramParts
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing

@Suite("Handing a session over, end to end")
struct HandoverTests {
  /// A session that was handed over in front of its deletion: the files of its path and its export lie in
  /// folders of their own, under names that an archive does not take as they are.
  private struct HandedOver {
    let machine = Machine()
    let sensible: Sensible
    var archive: String { "\(machine.folder)/h.tar" }

    init() throws {
      let contoso = try ContosoSamples()
      sensible = contoso.sensible(rows: [contoso.rootA1, contoso.rootA2])
      let chain = try ["rootA1.cer", "subB1.cer"].map { name in
        try machine.write(WholeFile.bytes("\(Samples.windows)/\(name)"), to: "in/the \(name)")
      }
      let export = try machine.write(WholeFile.bytes("\(Samples.windows)/rootA2.cer"), to: "out/räum 1.cer")
      let run = try ByHandRun(
        .windowsServer2012, sensible, chain.flatMap { ["--chain", $0] }, on: machine)
      var words = ["hand over", "Robin Roe", "the shift ends"]
      let exit = try run.work { moment, sensible in
        switch moment.item?.form {
        case .readBack: return .type("“\(export)”")
        case .deletion: return .type(words.removeFirst())
        default: return try sensible.act(moment)
        }
      }
      #expect(exit == .code(3))
    }

    /// The archive as it arrives at another computer; nothing of the first one is left.
    func sent() throws -> (other: Machine, archive: String) {
      let run = try machine.run(["handover", "h", "--output", archive])
      #expect(run.code == 0, "\(run.messages)")
      let other = Machine()
      let copy = try other.write(machine.bytes(archive), to: "h.tar")
      try machine.shell("rm -r in out state")
      return (other, copy)
    }
  }

  @Test("a practice server by hand goes along, with what was exported there")
  func practiceByHand() throws {
    let machine = Machine()
    let begun = try machine.run(
      ["practice", "--by-hand", "--seed", "5", "--name", "p"], input: "fe01.contoso.com\n")
    #expect(begun.code == 3)
    let der = try Samples.certificate("rootA2.cer").der
    try machine.write(der, to: "state/lync-pin-wizard/p.exports/LyncCertificates/root.cer")
    let packed = try machine.run(["handover", "p", "--output", "\(machine.folder)/p.tar"])
    #expect(packed.code == 0, "\(packed.messages)")

    let other = Machine()
    let copy = try other.write(machine.bytes("\(machine.folder)/p.tar"), to: "p.tar")
    let resumed = try other.run(["resume", copy], input: "")
    #expect(resumed.code == 3, "\(resumed.messages)")
    for file in ["p.desktop", "p.exports/LyncCertificates/root.cer"] {
      #expect(
        try other.bytes("state/lync-pin-wizard/\(file)") == machine.bytes("state/lync-pin-wizard/\(file)"))
    }
    let desktop = try other.run(["practice", "--desktop", "p"], input: "")
    #expect(desktop.code == 0, "\(desktop.messages)")
    // Nothing is written over.
    let again = try other.run(["resume", copy], input: "")
    #expect(again.code == 73)
  }

  @Test("one archive has the record, the export, the card and the files of the start")
  func packed() throws {
    let handed = try HandedOver()
    let machine = handed.machine
    let run = try machine.run(["handover", "h", "--output", handed.archive])
    #expect(run.code == 0)
    #expect(run.says("lync-pin-wizard resume h.tar"))
    #expect(run.says(try machine.journal("h").head))
    try machine.shell("tar -tf h.tar | LC_ALL=C sort > list")
    let card = try #require(machine.files("h.cards").keys.first)
    let members = [
      "h.cards/\(card)", "h.exports/r%C3%A4um%201.cer", "h.files/chain-1/the%20rootA1.cer",
      "h.files/chain-2/the%20subB1.cer", "h.session",
    ]
    #expect(try machine.text("list") == members.joined(separator: "\n") + "\n")
    // Nothing is overwritten, and nothing is left behind.
    #expect(try machine.run(["handover", "h", "--output", handed.archive]).code == 73)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: machine.state).allSatisfy { !$0.hasPrefix(".") })

    let stream = try machine.run(["handover", "h", "--output", "-"])
    #expect(stream.code == 0)
    #expect(stream.outputBytes.count >= 10_240 && stream.outputBytes.count.isMultiple(of: 512))
    #expect(stream.outputBytes[257..<262].elementsEqual("ustar".utf8))
  }

  @Test("the next person takes over on another computer, and the record says who did what")
  func takenOver() throws {
    let handed = try HandedOver()
    let (other, archive) = try handed.sent()
    let admin = try other.start(["resume", archive], session: "h")
    var asked = ""
    let exit = try admin.work { moment in
      if moment.prompt.contains("Who is taking over?") {
        asked = moment.shown
        // Enter takes the name that was given when it was handed over.
        return .type("")
      }
      return try handed.sensible.act(moment)
    }
    #expect(exit == .code(0))
    let plain = asked.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(plain.contains("Its record is intact"))
    #expect(plain.contains("export unchanged: \(other.state)/h.exports/räum 1.cer"))
    #expect(plain.contains("Robin Roe"))

    let session = try other.session("h")
    #expect(session.ending == .duplicatesRemoved)
    let takeovers = session.records.filter {
      if case .resumed(_, _, .some) = $0.event { true } else { false }
    }
    #expect(takeovers.count == 1)
    #expect(
      takeovers.first?.event
        == .resumed(program: Program.version, procedure: Start.procedureRevision, by: "Robin Roe"))
    let transcript = try other.run(["transcript", "h"]).output
    #expect(transcript.contains("Robin Roe has taken over"))
    #expect(transcript.contains("Robin Roe: "))
    let first = try #require(transcript.range(of: "has taken over"))
    #expect(!transcript[..<first.lowerBound].contains("Robin Roe: Done"))
    #expect(try other.run(["transcript", "h", "--format", "json"]).output.contains(#""by": "Robin Roe""#))
    #expect(try other.run(["verify", "h"]).code == 0)

    let again = try other.run(["resume", archive])
    #expect(again.code == 73)
    #expect(again.says("A session h is here already"))
    #expect(try other.session("h").records == session.records)
  }

  @Test("the files of the start are found where they were unpacked")
  func carried() throws {
    let contoso = try ContosoSamples()
    let machine = Machine()
    let root = try machine.write(WholeFile.bytes("\(Samples.windows)/rootA1.cer"), to: "in/root.cer")
    let sub = try machine.write(WholeFile.bytes("\(Samples.windows)/subB1.cer"), to: "in/sub.cer")
    let sensible = contoso.sensible(rows: [contoso.rootA1])
    let run = try ByHandRun(
      .windowsServer2012, sensible, ["--chain", root, "--chain", sub], on: machine)
    _ = try run.work { moment, sensible in
      moment.item?.key == "wizard.1" ? .type("p") : try sensible.act(moment)
    }
    #expect(try machine.run(["handover", "h", "--output", "\(machine.folder)/h.tar"]).code == 0)
    let other = Machine()
    let archive = try other.write(machine.bytes("h.tar"), to: "h.tar")
    try machine.shell("rm -r in state")
    let admin = try other.start(["resume", archive], session: "h")
    var offered = ""
    _ = try admin.work { moment in
      if moment.prompt.contains("Who is taking over?") { return .type("Kim Kay") }
      if moment.item?.form == .value(.issuer) {
        offered = moment.shown
        return .leave
      }
      return try sensible.act(moment)
    }
    // The values come from the file; nobody has to type them.
    #expect(offered.contains("root.cer"))
    #expect(offered.contains("Contoso Root CA"))
    #expect(try other.session("h").findings.administrator == "Alex Admin")
  }

  @Test("of anything else than such an archive, nothing is unpacked")
  func strange() throws {
    let handed = try HandedOver()
    let (other, archive) = try handed.sent()
    try other.shell(
      """
      mkdir kit; cd kit; tar -xf ../h.tar
      ln -s /etc/passwd h.exports/link.cer; tar -cf ../link.tar h.session h.exports/link.cer
      rm h.exports/link.cer; ln h.session h.exports/hard.cer; tar -cf ../hard.tar h.session h.exports/hard.cer
      tar -cPf ../up.tar h.session ../kit/h.files/chain-1/the%20rootA1.cer
      tar -cf ../twice.tar h.session h.session
      mkdir other.exports; cp h.session other.exports/x; tar -cf ../foreign.tar h.session other.exports/x
      cp h.session h.odd; tar -cf ../odd.tar h.session h.odd
      tar -cf ../none.tar h.exports/r*
      mkdir part; cp h.session part/..%2Fx; mkdir h.cards/y; cp h.session h.cards/y/%2E%2E
      tar -cf ../dots.tar h.session h.cards/y/%2E%2E
      sed 's/Contoso/Kontoso/' h.session > bad; mv bad h.session; tar -cf ../bad.tar h.session
      cd ..; gzip -k h.tar; mv h.tar.gz gz.tar; head -c 3000 h.tar > cut.tar; head -c 600 /dev/zero > zero.tar
      """)
    let names = [
      "link", "hard", "up", "twice", "foreign", "odd", "none", "dots", "bad", "gz", "cut", "zero",
    ]
    for name in names {
      let run = try other.run(["resume", "\(other.folder)/\(name).tar"])
      #expect(run.code == 65, "\(name): \(run.messages)")
      #expect(!FileManager.default.fileExists(atPath: other.sessionFile("h")), "\(name)")
      #expect(other.files("h.exports").isEmpty && other.files("h.files").isEmpty, "\(name)")
    }
    #expect(try other.run(["resume", "\(other.folder)/missing.tar"]).code == 66)
    // A pipe takes over, too; it is asked for no name.
    let run = try other.run(["resume", archive])
    #expect(run.code == 3, "\(run.messages)")
    #expect(try other.session("h").records.count > 20)
  }

  @Test("a changed export is told, and does not go along")
  func changed() throws {
    let handed = try HandedOver()
    try handed.machine.write("no certificate", to: "out/räum 1.cer")
    let run = try handed.machine.run(["handover", "h", "--output", handed.archive])
    #expect(run.code == 65)
    #expect(run.says("is no longer the export"))
    try handed.machine.shell("tar -tf h.tar > list")
    #expect(try !handed.machine.text("list").contains("h.exports"))
  }

  @Test("the restore card is for the server's own Windows, and says where, when, which session and who")
  func card() throws {
    let handed = try HandedOver()
    let card = try #require(handed.machine.files("h.cards").values.first)
    let text = String(decoding: card, as: UTF8.self)
    #expect(text.contains("Windows Server 2012\n"))
    #expect(!text.contains("2008") && !text.contains("R2"))
    #expect(text.contains(#"C:\LyncCertificates\root-"#))
    #expect(text.contains("Session:       h\n"))
    #expect(text.contains(", Alex Admin\n"))
    let practice = try Practice(.duplicateRoot)
    #expect(try practice.work(Sensible().act) == .code(0))
    let practised = try #require(practice.machine.files("p.cards").values.first)
    // What lies on this computer is copied to the server first.
    #expect(String(decoding: practised, as: UTF8.self).contains("Copy it to the server first, as C:\\Lync"))
  }
}
