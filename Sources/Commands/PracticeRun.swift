// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Guide
import Procedure
import ProgramParts
import Servers
import Texts
import Words

/// Runs `practice`: makes the server, or the second one of a pool, and begins the session.
struct PracticeRun: ProgramPart {
  let program: Program
  let command: PracticeCommand

  func run() throws(Failure) -> ExitCode {
    let first = try command.like.map { name throws(Failure) in try firstServer(name) }
    let pool = try first.map { first throws(Failure) in
      try SessionServer(program: program).practicePath(of: first.session, at: first.path)
    }
    let seed = command.seed ?? first?.session.start.practice?.seed ?? program.randomSeed()
    let start = Start(
      program: Program.version, course: command.scenario.course, server: command.server,
      product: command.product,
      practice: Start.Practice(
        scenario: command.scenario.rawValue, seed: seed, isByHand: command.isByHand),
      earlier: first?.earlier.origin)
    let session = NewSession(program: program)
    let path = try session.path(nil, name: command.sessionName, prefix: "practice-")
    tell(path, seed)
    let earlier = first?.earlier
    return try session.begin(start, at: path, pace: command.pace ?? earlier?.pace ?? .each, like: earlier) {
      path throws(Failure) in
      try SessionServer(program: program).practice(start, at: path, pool: pool)
    }
  }

  private func firstServer(_ name: String) throws(Failure) -> EarlierSessionFile {
    try earlierSession(name) { session in
      session.start.practice?.scenario == Scenario.twoServers.rawValue ? nil : "like.notTwoServers"
    }
  }

  private func tell(_ path: String, _ seed: UInt64) {
    let scenario = command.scenario
    // Whoever works by hand finds out what is wrong.
    console.show(
      wording(
        command.isByHand ? "practice.begin.byHand" : "practice.begin",
        ["scenario": scenario.rawValue, "seed": String(seed)]), as: .heading)
    let (product, server) = (command.product, command.server)
    let values = [
      "product": wording("product.\(product.rawValue)"), "windows": wording("windows.\(server.rawValue)"),
    ]
    console.show(wording("practice.server", values), as: .body)
    guard command.isByHand else {
      console.show(wording("practice.\(scenario.rawValue).story"), as: .body)
      return
    }
    console.show(wording("practice.byHand.story"), as: .body)
    console.show("  " + DesktopRun(program: program).command(path), as: .command)
  }
}
