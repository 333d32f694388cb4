// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Guide
import Procedure
import Servers
import Texts
import Words

/// `practice`: a new session on a simulated server.
struct PracticeCommand: Command {
  static let name = "practice"
  static let operand: Operand? = .scenario
  static let options: [any Option] = [seed, SharedOptions.name, SharedOptions.pace]
  static let examples = [
    Example("practice", "plain"), Example("practice listed-once --seed 7 --name training", "again"),
  ]

  static let seed = ValueOption<UInt64>("seed", "N") { text, option throws(Misuse) in
    guard let seed = UInt64(text) else { throw Misuse("usage.badValue", "\(option) \(text)") }
    return seed
  }

  var scenario = Scenario.duplicateRoot
  /// Without a seed, one is drawn and shown.
  var seed: UInt64?
  var sessionName: String?
  var pace = Pace.each

  var endsInOrder: Bool { true }
}

extension PracticeCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    if let operand = arguments.operand { scenario = try Self.scenario(operand) }
    seed = try arguments.value(Self.seed)
    sessionName = try arguments.value(SharedOptions.name)
    pace = try arguments.value(SharedOptions.pace) ?? .each
  }

  private static func scenario(_ text: String) throws(Misuse) -> Scenario {
    guard let scenario = Scenario(rawValue: text) else {
      let scenarios = Scenario.allCases.map(\.rawValue)
      throw Misuse(
        "usage.unknownScenario", text, nearest: Nearest.word(to: text, among: scenarios),
        understood: scenarios)
    }
    return scenario
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let seed = seed ?? program.randomSeed()
    let start = Start(
      program: Program.version, server: .windowsServer2012,
      practice: Start.Practice(scenario: scenario.rawValue, seed: seed))
    let session = NewSession(program: program)
    let path = try session.path(nil, name: sessionName, prefix: "practice-")
    program.console.show(
      program.wording("practice.begin", ["scenario": scenario.rawValue, "seed": String(seed)]), as: .heading)
    program.console.show(program.wording("practice.\(scenario.rawValue).story"), as: .body)
    return try session.begin(start, at: path, pace: pace) { path throws(Failure) in
      try SessionServer(program: program).practice(start, at: path)
    }
  }
}
