// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestFiles
import Testing

@Suite("sessions --prune, end to end")
struct PruneTests {
  private func prune(_ machine: Machine, _ answers: String) throws -> Machine.Run {
    try machine.run(["sessions", "--prune", "--answers", try machine.write(answers, to: "prune.txt")])
  }

  /// The names in the folder of sessions.
  private func names(_ machine: Machine) -> [String] { WholeFile.names(in: machine.state) }

  @Test("removes a practice session with everything of it, after a yes, and nothing else")
  func practice() throws {
    let run = try Practice(.duplicateRoot)
    #expect(try run.work(Sensible().act) == .code(0))
    let machine = run.machine
    // What only looks like it belongs to the session.
    for name in ["p2.session", "p.exports.txt", "p.transcript.session", "p.commands-x", "other.txt"] {
      try machine.write("x", to: "\(machine.state)/\(name)")
    }
    let before = names(machine)
    #expect(
      before.contains("p.exports") && before.contains("p.server") && before.contains("p.transcript.html"))
    let kept = try prune(machine, "n\n")
    #expect(kept.code == 0 && kept.says("p.exports (files: 1)") && kept.says("Kept: p."))
    #expect(names(machine) == before)
    let unanswered = try prune(machine, "")
    #expect(unanswered.code == 3 && unanswered.says("nothing more was removed"))
    #expect(names(machine) == before)
    let removed = try prune(machine, "y\n")
    #expect(removed.code == 0 && removed.says("Removed: p."))
    #expect(removed.says("p2 stays: it cannot be read to its end"))
    #expect(
      names(machine) == ["other.txt", "p.commands-x", "p.exports.txt", "p.transcript.session", "p2.session"])
  }

  @Test("says what goes for good with a real deletion, and takes only the session's name for a yes")
  func real() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    let open = try prune(machine, "h\ny\n")
    #expect(open.code == 0 && open.says("h stays: it has not ended."))
    try run.resume()
    #expect(try run.work() == .code(0))
    let before = names(machine)
    for answer in ["y\n", "yes\n", "d\n", "H\n"] {
      let kept = try prune(machine, answer)
      #expect(
        kept.says("deleted certificates on fe01.contoso.com that were not restored"), "\(kept.messages)")
      #expect(kept.says("Kept: h."))
      #expect(names(machine) == before)
    }
    #expect(try prune(machine, "h\n").says("Removed: h."))
    #expect(names(machine) == [])
  }

  @Test("leaves a session whose ordered deletion was not reported")
  func underWay() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    _ = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    let before = names(machine)
    let run = try prune(machine, "h\ny\n")
    #expect(run.says("h stays: a deletion was ordered in it"))
    #expect(names(machine) == before)
  }

  @Test("leaves a session that is open in another window")
  func inUse() throws {
    let machine = Machine()
    let admin = try machine.start(["practice", "--name", "p"], session: "p")
    _ = try admin.terminal.waitFor("Server name")
    let before = names(machine)
    let run = try prune(machine, "y\n")
    #expect(run.code == 0 && run.says("p stays: it is open in another window."), "\(run.messages)")
    #expect(names(machine) == before)
  }

  @Test("keeps what a salvaged copy needs, and follows no link")
  func shared() throws {
    let run = try Practice(.duplicateRoot)
    #expect(try run.work(Sensible().act) == .code(0))
    let machine = run.machine
    try machine.shell(
      """
      cd \(machine.state)
      cp p.session p.recovered.session
      mkdir ../outside; echo x >../outside/file; ln -s ../outside p.pasted
      """)
    let one = try prune(machine, "y\nn\n")
    #expect(one.says("another session uses them too"))
    #expect(names(machine).contains("p.exports"))
    let rest = try prune(machine, "y\n")
    #expect(rest.code == 0)
    #expect(names(machine) == [])
    #expect(try machine.text("\(machine.state)/../outside/file") == "x\n")
  }

  @Test("shows the session used last first")
  func order() throws {
    let machine = Machine()
    for name in ["b", "c", "a"] {
      _ = try machine.run(["practice", "--name", name])
      try machine.shell("sleep 1.1")
    }
    try machine.write("nonsense\n", to: machine.sessionFile("0"))
    let lines = try machine.run(["sessions"]).output.split(separator: "\n")
    #expect(lines.map { $0.split(separator: " ")[0] } == ["a", "c", "b", "0"])
    _ = try machine.run(["resume", "b"])
    #expect(try machine.run(["sessions"]).output.hasPrefix("b  "))
  }
}
