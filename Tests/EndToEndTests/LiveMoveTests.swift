// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Glibc
import Procedure
import PseudoTerminal
import Servers
import Stores
import TestSupport
import Testing

/// The move on a live server, whole and with a kill between its two halves.
extension LiveTests {
  private func move(net: String = "exec \"$real\" \"$@\"") throws -> LiveRun {
    let server = try SambaServer.holding(.misplaced)
    return try LiveRun(
      .misplaced, ["--procedure", "move", "--auth-file", server.authFile], net: net)
  }

  /// What is in Intermediate and was not there at first, by the name of its key.
  private func arrived(_ run: LiveRun) throws -> [String: [UInt8]] {
    let now = try run.server.blobs().filter { run.server.filled[$0.key] == nil }
    #expect(now.keys.allSatisfy { $0.hasPrefix("CA/registry/") })
    return Dictionary(uniqueKeysWithValues: now.map { (Self.name($0.key), $0.value) })
  }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  @Test("moves the entry with everything that Windows stores with it, and nothing else")
  func moves() throws {
    let run = try move()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.session.ending == .misplacedMoved)
    let removed = try run.server.removed()
    #expect(removed.count == 1 && removed.keys.allSatisfy { $0.hasPrefix("ROOT/registry/") })
    #expect(
      try arrived(run) == Dictionary(uniqueKeysWithValues: removed.map { (Self.name($0.key), $0.value) }))
    #expect(try run.calls.filter { ["import", "deletekey"].contains($0) } == ["import", "deletekey"])
    #expect(run.exports.keys.contains { $0.hasSuffix(".CA.reg") })
    #expect(try run.machine.run(["verify", run.name]).code == 0)
  }

  @Test(
    "killed between its two halves, leaves it in both stores, and goes on when it is resumed",
    arguments: ["import", "deletekey"])
  func killedBetween(verb: String) throws {
    // Behind the import, or before the deletion.
    let isBehind = verb == "import"
    let run = try move(
      net: #"[ "$verb" = \#(verb) ] || exec "$real" "$@"; "#
        + (isBehind ? #""$real" "$@"; "# : "") + "kill -9 $PPID; sleep 1")
    #expect(try run.work(Sensible().act) == .signal(SIGKILL))
    #expect(try run.server.removed().isEmpty)
    #expect(try arrived(run).count == 1)
    #expect(try run.session.pending?.step == (isBehind ? MoveSection.seen : MoveSection.gone))

    try run.resume()
    #expect(try run.work(Sensible().act) == .code(0))
    #expect(try run.session.ending == .misplacedMoved)
    #expect(try run.server.removed().count == 1)
    #expect(try arrived(run).count == 1)
    #expect(try run.calls.count { $0 == "import" } == 1)
  }

  @Test("does not delete it when Intermediate has lost it by then")
  func lost() throws {
    let run = try move()
    var isTaken = false
    try run.work { moment in
      if moment.item?.form == .deletion, !isTaken {
        isTaken = true
        for name in try arrived(run).keys {
          try run.server.local([
            "deletekey", #"HKLM\SOFTWARE\Microsoft\SystemCertificates\CA\Certificates\\#(name)"#,
          ])
        }
      }
      return try Sensible().act(moment)
    }
    #expect(isTaken)
    #expect(try run.server.removed().isEmpty)
    #expect(try !run.calls.contains("deletekey"))
    #expect(try run.session.ending != .misplacedMoved)
  }
}
