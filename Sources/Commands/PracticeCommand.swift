// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Guide
import Procedure
import ProgramParts
import Servers
import Texts
import Usage
import Words

/// `practice`: a new session on a simulated server.
struct PracticeCommand: Command {
  static let name = Verb.practice
  static let operand: Operand? = .scenario
  static let options: [any Option] = [
    byHand, desktop, StartCommand.server, StartCommand.product, seed, SharedOptions.name, SharedOptions.pace,
  ]
  static let examples = [
    Example("practice", "plain"), Example("practice listed-once --seed 7 --name training", "again"),
    Example("practice both --by-hand --server 2008 --name training", "byHand"),
    Example("practice --desktop training", "desktop"),
  ]

  static let byHand = Flag("by-hand")
  static let desktop = Flag("desktop")

  static let seed = ValueOption<UInt64>("seed", "N") { text, option throws(Misuse) in
    guard let seed = UInt64(text) else { throw Misuse("usage.badValue", "\(option) \(text)") }
    return seed
  }

  var scenario = Scenario.duplicateRoot
  /// Without a seed, one is drawn and shown.
  var seed: UInt64?
  var sessionName: String?
  var server = WindowsServer.windowsServer2012R2
  var product = Product.lync2013
  /// Whether the session asks for everything, as on a real server.
  var isByHand = false
  /// Shows the windows of a practice server instead of beginning a session.
  var desktop: DesktopOrder?

  /// Which practice server.
  enum DesktopOrder: Hashable, Sendable {
    case newest
    case session(String)
  }
  var pace = Pace.each

  var endsInOrder: Bool { true }
}

extension PracticeCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    if arguments.has(Self.desktop) {
      let others =
        [
          Self.byHand, StartCommand.server, StartCommand.product, Self.seed, SharedOptions.name,
          SharedOptions.pace,
        ] as [any Option]
      if let other = others.first(where: arguments.has) { throw Misuse("usage.desktopAlone", other.typed) }
      desktop = arguments.operand.map(DesktopOrder.session) ?? .newest
      return
    }
    if let operand = arguments.operand { scenario = try Self.scenario(operand) }
    server = try arguments.value(StartCommand.server) ?? server
    product = try arguments.value(StartCommand.product) ?? product
    isByHand = arguments.has(Self.byHand)
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
    if let desktop { return try DesktopRun(program: program).run(desktop) }
    let seed = seed ?? program.randomSeed()
    let start = Start(
      program: Program.version, server: server, product: product,
      practice: Start.Practice(scenario: scenario.rawValue, seed: seed, isByHand: isByHand))
    let session = NewSession(program: program)
    let path = try session.path(nil, name: sessionName, prefix: "practice-")
    // Whoever works by hand finds out what is wrong.
    program.console.show(
      program.wording(
        isByHand ? "practice.begin.byHand" : "practice.begin",
        ["scenario": scenario.rawValue, "seed": String(seed)]), as: .heading)
    if isByHand {
      program.console.show(program.wording("practice.byHand.story"), as: .body)
      program.console.show("  " + DesktopRun(program: program).command(path), as: .command)
    } else {
      program.console.show(program.wording("practice.\(scenario.rawValue).story"), as: .body)
    }
    return try session.begin(start, at: path, pace: pace) { path throws(Failure) in
      try SessionServer(program: program).practice(start, at: path)
    }
  }
}
