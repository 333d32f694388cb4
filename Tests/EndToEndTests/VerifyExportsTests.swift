// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Procedure
import PseudoTerminal
import Servers
import TestFiles
import TestSupport
import Testing

/// `verify` holds every export that a session tells of against the file as it is now.
@Suite("Verifying exports, end to end")
struct VerifyExportsTests {
  /// A practice run that was brought to its end.
  private func finished() throws -> (machine: Machine, export: String, thumbprint: String) {
    let run = try Practice(.duplicateRoot)
    #expect(try run.work(Sensible().act) == .code(0))
    let name = try #require(run.machine.files("p.exports").keys.first)
    let entry = try run.machine.session("p").findings.entries.values.first { $0.isGone == true }
    let thumbprint = try #require(entry?.facts?.thumbprint?.description)
    return (run.machine, "\(run.machine.state)/p.exports/\(name)", thumbprint)
  }

  @Test("says that an export is what it was, with its thumbprint")
  func same() throws {
    let (machine, export, thumbprint) = try finished()
    let run = try machine.run(["verify", "p"])
    #expect(run.code == 0)
    #expect(run.output.contains("export unchanged: \(export), SHA-1 \(thumbprint)\n"))
    #expect(run.messages.isEmpty)
  }

  @Test("finds an export that was changed in any byte, replaced, cut off or emptied")
  func changed() throws {
    let (machine, export, thumbprint) = try finished()
    let whole = try machine.bytes(export)
    let other = machine.files("p.server").first { $0.key.hasPrefix("path/0-") }?.value ?? []
    var damaged: [[UInt8]] = [[], Array(whole.dropLast()), whole + [0], whole + whole, other, [0x30]]
    for place in stride(from: 0, to: whole.count, by: 97) {
      var bytes = whole
      bytes[place] ^= 0x01
      damaged.append(bytes)
    }
    for bytes in damaged {
      try machine.write(bytes, to: export)
      let run = try machine.run(["verify", "p"])
      #expect(run.code == 65)
      #expect(run.says("\(export) is no longer the export"))
      #expect(run.says(thumbprint))
      // The session itself is whole, and that is said too.
      #expect(run.output.hasPrefix("intact, "))
    }
    try machine.write(whole, to: export)
    #expect(try machine.run(["verify", "p"]).code == 0)
  }

  @Test("says that an export is missing, cannot be read, or is not an ordinary file; a link is not followed")
  func notThere() throws {
    let (machine, export, thumbprint) = try finished()
    let aside = "\(machine.folder)/aside.cer"
    #expect(rename(export, aside) == 0)
    let missing = try machine.run(["verify", "p"])
    #expect(missing.code == 66)
    #expect(missing.says("is not there: it was read back as \(export)"))
    #expect(missing.says(thumbprint))

    #expect(symlink(aside, export) == 0)
    let link = try machine.run(["verify", "p"])
    #expect(link.code == 65)
    #expect(link.says("\(export) is a symbolic link."))
    unlink(export)

    #expect(mkfifo(export, 0o600) == 0)
    #expect(try machine.run(["verify", "p"]).code == 65)
    unlink(export)

    #expect(rename(aside, export) == 0)
    let user = try machine.ordinaryUser()
    try machine.shell("chmod 000 \(export)")
    let closed = try machine.run(["verify", "p"], under: user)
    #expect(closed.code == 77)
    #expect(closed.says("it is not known whether it is intact"))
    #expect(closed.says("You are not allowed to open \(export)"))
  }

  @Test("finds the exports of a session whose folder was moved")
  func moved() throws {
    let (machine, export, _) = try finished()
    try machine.shell("mv state/lync-pin-wizard carried")
    let run = try machine.run(["verify", "\(machine.folder)/carried/p.session"])
    #expect(run.code == 0)
    let name = (export as NSString).lastPathComponent
    #expect(run.output.contains("export unchanged: \(machine.folder)/carried/p.exports/\(name), "))
  }

  @Test("says plainly that an export lies on the server, and takes that for no failure")
  func elsewhere() throws {
    let contoso = try ContosoSamples()
    let run = try ByHandRun(.windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]))
    #expect(try run.work() == .code(0))
    let verified = try run.machine.run(["verify", run.name])
    #expect(verified.code == 0)
    #expect(verified.output.contains(#"is on the server in C:\LyncCertificates"#))
  }

  @Test("looks at an export that was read back by hand where it was read, from any folder")
  func readBackByHand() throws {
    let contoso = try ContosoSamples()
    let machine = Machine()
    try machine.shell("mkdir here; cp \(Samples.windows)/rootA2.cer here/old.cer")
    let run = try ByHandRun(
      .windowsServer2012, contoso.sensible(rows: [contoso.rootA1, contoso.rootA2]), on: machine,
      under: ["/bin/sh", "-c", "cd \(machine.folder)/here; exec \"$@\"", "sh"])
    let exit = try run.work { moment, sensible in
      moment.item?.form == .readBack ? .type("old.cer") : try sensible.act(moment)
    }
    #expect(exit == .code(0))
    let verified = try machine.run(["verify", run.name])
    #expect(verified.code == 0)
    #expect(verified.output.contains("export unchanged: \(machine.folder)/here/old.cer, SHA-1 "))
  }
}
