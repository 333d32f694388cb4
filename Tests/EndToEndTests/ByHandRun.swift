// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import PseudoTerminal
import TestFiles

/// A session by hand in the making.
final class ByHandRun {
  let machine: Machine
  let name = "h"
  let sensible: Sensible
  private(set) var admin: Admin

  /// - Parameter tool: a command that runs the program for its first time, with its arguments.
  init(
    _ server: WindowsServer, _ sensible: Sensible, _ arguments: [String] = [], on machine: Machine? = nil,
    under tool: [String] = []
  ) throws {
    let machine = machine ?? Machine()
    self.machine = machine
    self.sensible = sensible
    admin = try machine.start(
      ["start", "--server", server.rawValue, "--name", name] + arguments, session: name, under: tool)
  }

  @discardableResult
  func work(
    _ policy: (Admin.Moment, Sensible) throws -> Admin.Act = { try $1.act($0) }
  ) throws -> PseudoTerminal.Exit? {
    try admin.work { try policy($0, sensible) }
  }

  func resume(_ arguments: String...) throws {
    admin = try machine.start(["resume", name] + arguments, session: name)
  }

  var session: Session { get throws { try machine.session(name) } }
}

extension Session {
  /// The verdicts of all entries that were read, by their place.
  var verdicts: [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for id in findings.entries.keys { verdicts[id.description] = findings.verdict(id) }
    return verdicts
  }
}

/// The certificates of `Tests/Samples/windows` that make a path and its doubles.
///
/// A2 has another key than A1 and is valid from one second later; A3 has the key of A1 and the seconds of A2. B1 and
/// B2 are valid from the same second.
struct ContosoSamples {
  let rootA1, rootA2, rootA3, subB1, subB2: Certificate

  init() throws {
    rootA1 = try Samples.certificate("rootA1.cer")
    rootA2 = try Samples.certificate("rootA2.cer")
    rootA3 = try Samples.certificate("rootA3.cer")
    subB1 = try Samples.certificate("subB1.cer")
    subB2 = try Samples.certificate("subB2.cer")
  }

  /// The path A1, B1; these rows for the root, and one for the intermediate.
  func sensible(rows: [Certificate]) -> Sensible {
    Sensible(path: [rootA1, subB1], rows: [.root: rows, NotedID(1): [subB1]])
  }
}
