// SPDX-License-Identifier: GPL-3.0-or-later

import FaultInjection
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Servers
import Testing
import X509

/// The session's file is changed by somebody else while the wizard asks.
@Suite("A session file that is changed, end to end")
struct SessionChangedTests {
  private static let ways: [(way: String, command: String)] = [
    ("moved", "mv p.session elsewhere"), ("moved", "rm p.session"),
    ("replaced", "cp p.session new && mv new p.session"), ("shortened", "truncate -s -40 p.session"),
    ("shortened", ": >p.session"), ("extended", "echo x >>p.session"),
    ("rewritten", "printf x | dd of=p.session bs=1 seek=$(($(stat -c %s p.session) - 9)) conv=notrunc"),
  ]

  @Test("stops, says so, and goes on from a new file with the last answer in it", arguments: ways)
  func changed(_ example: (way: String, command: String)) throws {
    let run = try Practice(.duplicateRoot)
    var count = 0
    try run.work { moment in
      count += 1
      return count > 20 ? .leave : try Sensible().act(moment)
    }
    let records = try run.machine.journal("p").records
    try run.machine.shell("cd \(run.machine.state) && \(example.command)")
    let left = run.machine.files("p.session")
    try run.admin.terminal.send("note the last answer\r")
    #expect(try run.admin.terminal.waitForExit() == .code(74))
    #expect(run.admin.screen.contains("lync-pin-wizard resume p.recovered"))
    #expect(run.machine.files("p.session") == left)

    let kept = try run.machine.journal("p.recovered")
    #expect(kept.damage == nil)
    #expect(Array(kept.records.prefix(records.count)) == records)
    #expect(kept.records.count == records.count + 1)
    guard case .remarked(_, "the last answer")? = kept.records.last?.event else {
      Issue.record("the last answer is not in the new file")
      return
    }
    let resumed = try Practice(resuming: "p.recovered", on: run.machine)
    #expect(try resumed.work(Sensible().act) == .code(0))
    #expect(try run.machine.session("p.recovered").ending == .duplicatesRemoved)
  }

  @Test("writes over no line of another run where there are no locks", .enabled(if: Tracing.canInject))
  func withoutLocks() throws {
    let run = try Practice(.listedOnce, under: Tracing.inject("flock:error=ENOLCK"))
    var count = 0
    try run.work { moment in
      count += 1
      return count > 5 ? .leave : try Sensible().act(moment)
    }
    let before = try run.machine.bytes(run.machine.sessionFile("p"))
    let other = try run.machine.run(
      ["resume", "p"], input: "note of the other run\n", under: Tracing.inject("flock:error=ENOLCK"))
    #expect(other.code == 3)
    let after = try run.machine.bytes(run.machine.sessionFile("p"))
    #expect(after.starts(with: before) && after.count > before.count)
    try run.admin.terminal.send("note of the first run\r")
    #expect(try run.admin.terminal.waitForExit() == .code(74))
    #expect(try run.machine.bytes(run.machine.sessionFile("p")) == after)
    #expect(try run.machine.run(["verify", "p"]).code == 0)
    #expect(try run.machine.text("\(run.machine.state)/p.recovered.session").contains("of the first run"))
  }

  @Test("refuses an answer for which the file has no room, before it counts")
  func full() throws {
    let machine = Machine()
    let run = try Practice(.listedOnce, on: machine)
    var count = 0
    try run.work { moment in
      count += 1
      return count > 5 ? .type("p") : try Sensible().act(moment)
    }
    // Notes up to the limit, as somebody would add them who pastes a log again and again.
    let path = machine.sessionFile("p")
    try fill(path, leaving: 1_000)
    let resumed = try machine.terminal(["resume", "p"])
    try resumed.waitFor("Help: ", timeoutSeconds: 60)
    let before = try machine.bytes(path)
    try resumed.send("note " + String(repeating: "y", count: 2_000) + "\r")
    #expect(try resumed.waitForExit(timeoutSeconds: 60) == .code(74))
    #expect(try machine.bytes(path) == before)
    #expect(resumed.plainScreen.contains("has reached its size limit"))
    #expect(try machine.run(["verify", "p"]).code == 0)
  }

  /// Adds notes until so many bytes are left for answers.
  private func fill(_ path: String, leaving bytes: Int) throws {
    let limit = 15 << 20
    let (file, session, _) = try SessionFile.open(at: path, signatures: .libcrypto)
    var sequence = session.records.count
    func note(_ length: Int) throws -> Int {
      sequence += 1
      let text = String(repeating: "x", count: length)
      try file.append(
        Record(
          sequence: sequence, at: session.records[0].at,
          event: .remarked(key: "start.server:server", text: text)))
      return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
    let before = try note(60_000)
    var size = try note(60_000)
    let frame = size - before - 60_000
    while limit - size > 130_000 { size = try note(60_000) }
    // The number of the line has three digits from here on, as it had before.
    while limit - size > bytes + 2 * frame { size = try note(min(60_000, limit - size - bytes - frame)) }
  }
}
