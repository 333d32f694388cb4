// SPDX-License-Identifier: GPL-3.0-or-later

import Commands
import Facts
import Procedure
import Reports
import Servers
import Texts
import Words

// Which command the words mean, and whether it takes what stands there.

extension CommandLineReader {
  func request() throws(Misuse) -> Request {
    switch operands.first {
    case "help"?:
      try only([.help, .version], operands: 0...1)
      return try help(operand)
    case "version"?:
      try only([.help, .version])
      return .version
    default: break
    }
    if values[.help] != nil { return try help(operands.first) }
    if values[.version] != nil { return .version }
    return .run(try invocation(), answers: values[.answers]?.last)
  }

  private static let commands = UsageWords.commands + ["help", "version"]
  static let takesNoOperands: Set = ["start", "inspect"]

  private func help(_ command: String?) throws(Misuse) -> Request {
    guard let command, command != "help", command != "version" else { return .help(nil) }
    guard Self.commands.contains(command) else { throw unknown(command) }
    return .help(command)
  }

  private func unknown(_ command: String) -> Misuse {
    Misuse(
      key: "usage.unknownCommand", subject: command,
      nearest: Nearest.word(to: command, among: Self.commands))
  }

  private func invocation() throws(Misuse) -> Invocation {
    guard let command = operands.first else {
      try only([])
      return .menu
    }
    switch command {
    case "start":
      try only(
        [.server, .name, .chain, .store, .events, .session, .live, .authFile, .kerberos, .dryRun],
        operands: 0...0)
      if values[.name] != nil, values[.session] != nil {
        throw Misuse(key: "usage.nameAndSession", subject: "--name")
      }
      return .start(
        StartOptions(
          server: try word(.server), name: values[.name]?.last, chain: values[.chain] ?? [],
          stores: try stores(), events: values[.events] ?? [], sessionFile: values[.session]?.last,
          live: try live()))
    case "practice":
      try only([.seed, .name], operands: 0...1)
      return .practice(try scenario(), seed: try seed(), name: values[.name]?.last)
    case "resume":
      try only([.receipt, .authFile, .kerberos], operands: 0...1)
      return .resume(session: operand, receipt: values[.receipt]?.last, access: try access())
    case "commands":
      try only([.output], operands: 0...1)
      return .commands(session: operand, output: values[.output]?.last)
    case "recheck":
      try only([.store, .events, .authFile, .kerberos], operands: 1...1)
      return .recheck(session: operand ?? "", try carried())
    case "restore":
      try only([.store, .receipt, .authFile, .kerberos], operands: 1...1)
      return .restore(session: operand ?? "", try carried())
    case "sessions":
      try only([.json], operands: 0...0)
      return .sessions(json: values[.json] != nil)
    case "status":
      try only([.json], operands: 1...1)
      return .status(session: operand ?? "", json: values[.json] != nil)
    case "transcript":
      try only([.format, .output, .pseudonyms], operands: 1...1)
      return .transcript(
        session: operand ?? "", try word(.format) ?? .text, output: values[.output]?.last,
        hidesNames: values[.pseudonyms] != nil)
    case "inspect":
      try only([.chain, .store, .pool, .zone, .json, .all, .signatures, .check], operands: 0...0)
      return .inspect(
        InspectOptions(
          chain: values[.chain] ?? [], stores: try stores(), pool: values[.pool]?.last,
          json: values[.json] != nil, all: values[.all] != nil, signatures: values[.signatures] != nil,
          check: values[.check] != nil, offsetMinutes: try zone()))
    case "verify":
      try only([.head], operands: 1...1)
      return .verify(session: operand ?? "", head: values[.head]?.last)
    case "probe":
      try only([.json], operands: 1...1, missing: "usage.targetMissing")
      guard let target = ProbeTarget(operand ?? "") else {
        throw Misuse(key: "usage.badTarget", subject: operand ?? "")
      }
      return .probe(target, json: values[.json] != nil)
    default: throw unknown(command)
    }
  }

  /// What stands after the command's name.
  private var operand: String? { operands.dropFirst().first }

  /// Makes sure that no option and no operand stands there that the command does not take.
  ///
  /// - Parameter missing: what is said when an operand is missing.
  private func only(
    _ taken: Set<Option>, operands range: ClosedRange<Int> = 0...0, missing: String = "usage.operandMissing"
  ) throws(Misuse) {
    if let stranger = values.keys.first(where: { !taken.contains($0) && !Option.common.contains($0) }) {
      throw Misuse(key: "usage.optionNotHere", subject: "--\(stranger.rawValue)")
    }
    let count = max(0, operands.count - 1)
    if count < range.lowerBound { throw Misuse(key: missing, subject: operands[0]) }
    if count > range.upperBound { throw Misuse(key: "usage.tooMany", subject: operands.last ?? "") }
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(_ option: Option) throws(Misuse) -> Word? {
    guard let text = values[option]?.last else { return nil }
    guard let word = Word(rawValue: text) else {
      throw Misuse(
        key: "usage.badValue", subject: "--\(option.rawValue) \(text)",
        understood: Word.allCases.map(\.rawValue))
    }
    return word
  }

  /// What belongs to a server that the wizard itself reads and writes.
  private func live() throws(Misuse) -> LiveOptions? {
    guard let text = values[.live]?.last else {
      if let lonely = [Option.authFile, .kerberos, .dryRun].first(where: { values[$0] != nil }) {
        throw Misuse(key: "usage.needsLive", subject: "--\(lonely.rawValue)")
      }
      return nil
    }
    if values[.store] != nil { throw Misuse(key: "usage.liveAndStore", subject: "--store") }
    guard let target = ProbeTarget(text, usualPort: 445) else {
      throw Misuse(key: "usage.badTarget", subject: text)
    }
    return LiveOptions(target: target, access: try access(), isDryRun: values[.dryRun] != nil)
  }

  private func access() throws(Misuse) -> LiveAccess {
    if values[.authFile] != nil, values[.kerberos] != nil {
      throw Misuse(key: "usage.twoCredentials", subject: "--kerberos")
    }
    return LiveAccess(authFile: values[.authFile]?.last, usesTicket: values[.kerberos] != nil)
  }

  private func scenario() throws(Misuse) -> Scenario {
    guard let text = operand else { return .duplicateRoot }
    guard let scenario = Scenario(rawValue: text) else {
      let scenarios = Scenario.allCases.map(\.rawValue)
      throw Misuse(
        key: "usage.unknownScenario", subject: text, nearest: Nearest.word(to: text, among: scenarios),
        understood: scenarios)
    }
    return scenario
  }

  private func carried() throws(Misuse) -> CarriedFiles {
    CarriedFiles(
      stores: try stores(), events: values[.events] ?? [], receipt: values[.receipt]?.last,
      access: try access())
  }

  private func zone() throws(Misuse) -> Int? {
    guard let text = values[.zone]?.last else { return nil }
    guard let minutes = UTCOffset.minutes(text) else {
      throw Misuse(key: "usage.badValue", subject: "--zone \(text)")
    }
    if UTCOffset.unsignedMinutes(text) != nil {
      throw Misuse(key: "usage.unsignedZone", subject: "--zone \(text)")
    }
    return minutes
  }

  private func seed() throws(Misuse) -> UInt64? {
    guard let text = values[.seed]?.last else { return nil }
    guard let seed = UInt64(text) else { throw Misuse(key: "usage.badValue", subject: "--seed \(text)") }
    return seed
  }

  /// `ROOT=path`, `CA=path`, `AUTHROOT=path` (a part of ROOT), or a path that does not say which store it is from.
  private func stores() throws(Misuse) -> [Start.StoreFile] {
    try (values[.store] ?? []).map { text throws(Misuse) in
      guard let equals = text.unicodeScalars.firstIndex(of: "="), !text[..<equals].contains("/") else {
        return Start.StoreFile(store: nil, path: text)
      }
      let path = String(text[text.unicodeScalars.index(after: equals)...])
      let name = text[..<equals].uppercased()
      if name == "AUTHROOT", !path.isEmpty {
        return Start.StoreFile(store: .trustedRoot, physical: .authRoot, path: path)
      }
      guard let store = Store(rawValue: name), !path.isEmpty else {
        throw Misuse(key: "usage.badStore", subject: text)
      }
      return Start.StoreFile(store: store, path: path)
    }
  }
}
