// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestSupport
import Testing

/// Session files that are damaged, cut, newer or none.
extension BadInputTests {
  /// A session that was parked after some answers, as its file's lines.
  private func parked(_ machine: Machine) throws -> [String] {
    let run = try Practice(.duplicateRoot, on: machine)
    var count = 0
    try run.work { moment in
      count += 1
      return count > 20 ? .type("p") : try Sensible().act(moment)
    }
    return try machine.text(machine.sessionFile(run.name)).split(separator: "\n").map(String.init)
  }

  @Test("names the damaged line, and resumes what is whole as a copy")
  func damaged() throws {
    let machine = Machine()
    var lines = try parked(machine)
    lines[7] = lines[7].replacingOccurrences(of: "\"event\":\"", with: "\"event\":\"x")
    try machine.write(lines.joined(separator: "\n") + "\n", to: machine.sessionFile("p"))
    let before = try machine.bytes(machine.sessionFile("p"))

    for command in ["verify", "status", "transcript"] {
      let run = try machine.run([command, "p"])
      #expect(run.code == 65)
      #expect(run.messages.contains("line 8"), "\(command)")
    }
    let resumed = try machine.run(["resume", "p"])
    #expect(resumed.code == 65)
    #expect(resumed.messages.contains("lync-pin-wizard resume p.recovered"))
    #expect(try machine.bytes(machine.sessionFile("p")) == before)
    #expect(try machine.run(["verify", "p.recovered"]).code == 0)
    #expect(try machine.journal("p.recovered").records.count == 7)

    let run = try Practice(resuming: "p.recovered", on: machine)
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try machine.session("p.recovered").ending == .duplicatesRemoved)
  }

  @Test(
    "notices a line that was taken out, put in, or moved, and will not go on",
    arguments: ["out", "twice", "moved", "foreign", "empty"])
  func edited(_ way: String) throws {
    let machine = Machine()
    var lines = try parked(machine)
    switch way {
    case "out": lines.remove(at: 9)
    case "twice": lines.insert(lines[9], at: 9)
    case "foreign": lines.insert(lines[3], at: 9)
    case "empty": lines.insert("", at: 9)
    default: lines.swapAt(9, 10)
    }
    try machine.write(lines.joined(separator: "\n") + "\n", to: machine.sessionFile("p"))
    for command in ["verify", "resume"] {
      let run = try machine.run([command, "p"])
      #expect(run.code == 65)
      #expect(run.says("is damaged in line \(way == "twice" ? 11 : 10):"))
    }
  }

  @Test("notices a cut at a line's end by the hash that was kept")
  func cut() throws {
    let machine = Machine()
    let lines = try parked(machine)
    let head = try machine.journal("p").head
    #expect(try machine.run(["verify", "p", "--head", head]).code == 0)
    #expect(try machine.run(["verify", "p", "--head", head.uppercased()]).code == 0)
    try machine.write(lines.dropLast(3).joined(separator: "\n") + "\n", to: machine.sessionFile("p"))
    #expect(try machine.run(["verify", "p"]).code == 0)
    #expect(try machine.run(["verify", "p", "--head", head]).code == 65)
  }

  @Test("does not go on with a practice server that is gone or not whole", arguments: ["", "/path"])
  func serverGone(part: String) throws {
    let run = try Practice(.duplicateRoot)
    try run.work { $0.item?.form == .listing ? .type("p") : try Sensible().act($0) }
    let before = try run.machine.bytes(run.machine.sessionFile(run.name))
    try FileManager.default.removeItem(atPath: "\(run.machine.state)/\(run.name).server\(part)")
    let resumed = try run.machine.run(["resume", run.name])
    #expect([65, 66].contains(resumed.code))
    #expect(!resumed.messages.isEmpty)
    #expect(run.now.count == (part.isEmpty ? 0 : run.before.count - 3))
    #expect(try run.machine.bytes(run.machine.sessionFile(run.name)) == before)
  }

  @Test("sets a torn last line aside, and goes on")
  func torn() throws {
    let machine = Machine()
    let lines = try parked(machine)
    try machine.write(
      lines.dropLast().joined(separator: "\n") + "\n" + lines[lines.count - 1].prefix(40),
      to: machine.sessionFile("p"))
    let verified = try machine.run(["verify", "p"])
    #expect(verified.code == 0)
    #expect(verified.says("Line \(lines.count) was not written completely: 40 bytes"))
    let run = try Practice(resuming: "p", on: machine)
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(run.admin.screen.contains("p.session.torn"))
    #expect(try machine.text("\(machine.state)/p.session.torn") == lines[lines.count - 1].prefix(40))
    #expect(try machine.run(["verify", "p"]).code == 0)
  }

  @Test("refuses a session of a newer version, and one that is none")
  func newer() throws {
    let machine = Machine()
    _ = try parked(machine)
    // As a later version would write it: sound, but of another format.
    let start = Start(format: Start.format + 1, program: "9.0", server: .windowsServer2012)
    try machine.shell("mkdir -p made")
    let file = "\(machine.folder)/made/newer.session"
    _ = try SessionFile.create(
      at: file,
      first: Record(sequence: 1, at: Instant(secondsSince1970: 1_800_000_000), event: .started(start)))
    let before = try machine.bytes(file)
    for command in ["resume", "status", "verify", "transcript"] {
      #expect(try machine.run([command, file]).code == 65, "\(command)")
    }
    #expect(try machine.bytes(file) == before)
    for content in ["", "hello\n", "{}\n", String(repeating: "x", count: 1000)] {
      let none = try machine.write(content, to: "made/none.session")
      for command in ["resume", "status", "verify", "transcript"] {
        #expect(try machine.run([command, none]).code == 65, "\(command) \(content.prefix(10))")
      }
    }
    #expect(try machine.run(["resume", machine.folder + "/made"]).code == 65)
  }
}
