// SPDX-License-Identifier: GPL-3.0-or-later

import CGetopt
import Commands
import Facts
import Glibc
import Procedure
import Reports
import Servers
import Texts
import Words

/// What stands on the command line, read with getopt_long.
struct CommandLineReader {
  /// What the process is to do.
  enum Request {
    case run(Invocation, answers: String?)
    case help
    case version
  }

  /// In which languages the program speaks and quotes, as far as somebody said so: names of catalogs.
  struct Speech {
    var language: String?
    var windows: String?
    var lync: String?
  }

  /// Why the command line is not understood: a key of the catalog, and what it is about.
  struct Misuse: Error {
    let key: String
    let subject: String
    /// What somebody probably meant.
    var nearest: String?
  }

  /// The options of every command; which one takes which is checked afterwards.
  private enum Option: String, CaseIterable {
    case server, name, chain, store, events, session, seed, json, format, output, head, receipt, pool, zone,
      all,
      check,
      answers,
      help
    case version
    case pseudonyms
    case language
    case live, kerberos
    case authFile = "auth-file"
    case dryRun = "dry-run"
    case windowsLanguage = "windows-language"
    case lyncLanguage = "lync-language"

    /// What every command takes.
    static let common: Set<Option> = [.answers, .language, .windowsLanguage, .lyncLanguage]

    /// What getopt_long returns for it: above every letter.
    var number: Int32 { 256 + Int32(Self.allCases.firstIndex(of: self) ?? 0) }

    var takesValue: Bool {
      switch self {
      case .json, .all, .check, .pseudonyms, .kerberos, .dryRun, .help, .version: false
      default: true
      }
    }
  }

  private var values: [Option: [String]] = [:]
  private var operands: [String] = []

  /// Takes the arguments apart.
  init(_ arguments: [String]) throws(Misuse) { try scan(arguments) }

  func speech() throws(Misuse) -> Speech {
    Speech(
      language: try language(.language), windows: try language(.windowsLanguage),
      lync: try language(.lyncLanguage))
  }

  private func language(_ option: Option) throws(Misuse) -> String? {
    guard let text = values[option]?.last else { return nil }
    guard let language = Languages.named(text) else {
      throw Misuse(key: "usage.unknownLanguage", subject: text)
    }
    return language
  }

  private mutating func scan(_ arguments: [String]) throws(Misuse) {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var table = Option.allCases.map { entry in
      option(
        name: UnsafePointer(strdup(entry.rawValue)), has_arg: entry.takesValue ? 1 : 0, flag: nil,
        val: entry.number)
    }
    table.append(option(name: nil, has_arg: 0, flag: nil, val: 0))
    defer {
      for pointer in pointers { free(pointer) }
      for entry in table { free(UnsafeMutablePointer(mutating: entry.name)) }
    }
    shim_getopt_silence()
    let count = Int32(arguments.count)
    while true {
      // A colon in front makes a missing value tell itself from an unknown option.
      let found = getopt_long(count, &pointers, ":h", table, nil)
      if found == -1 { break }
      let word = pointers[Int(shim_optind()) - 1].map { String(cString: $0) } ?? ""
      switch found {
      case 0x68: values[.help, default: []].append("")
      case 0x3A: throw Misuse(key: "usage.valueMissing", subject: word)
      case 0x3F:
        let options = Option.allCases.map { "--\($0.rawValue)" }
        throw Misuse(
          key: "usage.unknownOption", subject: word, nearest: Nearest.word(to: word, among: options))
      default:
        guard let option = Option.allCases.first(where: { $0.number == found }) else {
          throw Misuse(key: "usage.unknownOption", subject: word)
        }
        values[option, default: []].append(shim_optarg().map { String(cString: $0) } ?? "")
      }
    }
    operands = pointers[Int(shim_optind())...].compactMap { $0.map { String(cString: $0) } }
  }
}

// MARK: - Commands

extension CommandLineReader {
  func request() throws(Misuse) -> Request {
    if values[.help] != nil { return .help }
    if values[.version] != nil { return .version }
    return .run(try invocation(), answers: values[.answers]?.last)
  }

  private static let commands = [
    "start", "practice", "resume", "sessions", "status", "transcript", "inspect", "verify", "probe",
    "commands", "recheck", "restore",
  ]

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
      try only([.chain, .store, .pool, .zone, .json, .all, .check], operands: 0...0)
      return .inspect(
        InspectOptions(
          chain: values[.chain] ?? [], stores: try stores(), pool: values[.pool]?.last,
          json: values[.json] != nil, all: values[.all] != nil, check: values[.check] != nil,
          offsetMinutes: try zone()))
    case "verify":
      try only([.head], operands: 1...1)
      return .verify(session: operand ?? "", head: values[.head]?.last)
    case "probe":
      try only([.json], operands: 1...1, missing: "usage.targetMissing")
      guard let target = ProbeTarget(operand ?? "") else {
        throw Misuse(key: "usage.badTarget", subject: operand ?? "")
      }
      return .probe(target, json: values[.json] != nil)
    default:
      throw Misuse(
        key: "usage.unknownCommand", subject: command,
        nearest: Nearest.word(to: command, among: Self.commands))
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

  private func word<Word: RawRepresentable<String>>(_ option: Option) throws(Misuse) -> Word? {
    guard let text = values[option]?.last else { return nil }
    guard let word = Word(rawValue: text) else {
      throw Misuse(key: "usage.badValue", subject: "--\(option.rawValue) \(text)")
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
        key: "usage.unknownScenario", subject: text, nearest: Nearest.word(to: text, among: scenarios))
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
