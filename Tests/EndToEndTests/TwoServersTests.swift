// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import Servers
import TestSupport
import Testing

@Suite("Practice on two servers of a pool")
struct TwoServersTests {
  /// The first server, worked through to its end.
  private func first(_ options: [String] = []) throws -> Practice {
    let run = try Practice(.twoServers, named: "fe01", options: ["--seed", "7"] + options)
    #expect(try run.work(Sensible().act) == .code(0))
    return run
  }

  @Test("names the second server at the end of the first, and gives it the same path and another fault")
  func second() throws {
    let first = try first()
    let command = "practice second-server --like fe01"
    #expect(first.admin.screen.contains("lync-pin-wizard \(command)"))

    // Answers that come this fast look like those of whole windows.
    let second = try Practice(
      .secondServer, on: first.machine, named: "fe02", options: ["--like", "fe01", "--pace", "each"])
    let exit = try second.work(Sensible(server: "fe02").act)
    #expect(exit == .code(0))
    #expect(second.admin.screen.contains("This session is based on fe01"))
    #expect(second.admin.screen.contains("fe02."))
    #expect(second.path(second.before) == first.path(first.before))
    #expect(first.removed.keys.allSatisfy { $0.hasPrefix("ROOT/") } && first.removed.count == 1)
    #expect(second.removed.keys.allSatisfy { $0.hasPrefix("CA/") } && second.removed.count == 1)
    #expect(second.isPathInstalled)

    let sessions = try ["fe01", "fe02"].map(first.machine.session)
    let path = sessions.map { session in
      session.findings.path.map { session.findings.noted[$0]?.facts?.certificate }
    }
    #expect(path[0] == path[1] && path[0].count == 2)
    // What is about this server was asked again; the decision is about another certificate.
    #expect(sessions[1].given.contains { $0.item.step.id == "root.6" })
    let transcript = try first.machine.text("\(first.machine.state)/fe02.transcript.txt")
    #expect(transcript.contains("Based on session fe01"))
  }

  @Test(
    "is refused where there is no first server",
    arguments: [
      ("practice duplicate-root --like fe01", "--like is only for the scenario", 64),
      ("practice second-server --like fe01 --seed 3", "cannot be combined with --like", 64),
      ("practice second-server --like other", "is not a practice session of", 1),
      ("practice second-server --like parked", "has not ended", 1),
    ])
  func refused(line: String, message: String, code: Int32) throws {
    let machine = Machine()
    _ = try Practice(.listedOnce, on: machine, named: "other").work(Sensible().act)
    let parked = try Practice(.twoServers, on: machine, named: "parked")
    _ = try parked.work { _ in .type("p") }
    let run = try machine.run(line.split(separator: " ").map(String.init))
    #expect(run.code == code)
    #expect(run.says(message), "\(run.messages)")
    #expect(!machine.files("state/lync-pin-wizard").keys.contains { $0.hasPrefix("practice-") })
  }
}
