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
    StartCommand.like,
  ]
  static let examples = [
    Example("practice", "plain"), Example("practice listed-once --seed 7 --name training", "again"),
    Example("practice both --by-hand --server 2008 --name training", "byHand"),
    Example("practice --desktop training", "desktop"),
    Example("practice second-server --like training", "like"),
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
  /// Without one, that of the session that it is begun like.
  var pace: Pace?
  /// The session of the first of two servers.
  var like: String?

  var endsInOrder: Bool { true }
}

extension PracticeCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    if arguments.has(Self.desktop) {
      let others =
        [
          Self.byHand, StartCommand.server, StartCommand.product, Self.seed, SharedOptions.name,
          SharedOptions.pace, StartCommand.like,
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
    pace = try arguments.value(SharedOptions.pace)
    like = try arguments.value(StartCommand.like)
    guard like == nil || scenario == .secondServer else {
      throw Misuse("usage.likeSecondServer", scenario.rawValue)
    }
    // The path has its names from the first server's seed.
    if like != nil, seed != nil { throw Misuse("usage.likeOrSeed", Self.seed.typed) }
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
    return try PracticeRun(program: program, command: self).run()
  }
}
