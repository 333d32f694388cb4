// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import Inspection
import JSON
import Procedure
import Reports
import Stores
import Texts
import Usage
import Words
import X509

/// `inspect`: the wizard's analysis without its questions.
struct InspectCommand: Command {
  static let name = "inspect"
  static let options: [any Option] = [
    chain, store, from, pool, zone, SharedOptions.json, all, signatures, check,
  ]
  static let examples = [
    Example("inspect --chain chain.p7b --store stores.reg", "plain"),
    Example("inspect --chain chain.p7b --store ROOT=- --json --check", "stream"),
    Example("inspect --from collected.zip", "from"),
    Example("inspect --chain chain.p7b --pool servers --zone +01:00", "pool"),
  ]

  static let chain = SharedOptions.chain(.read)
  static let store = SharedOptions.store(.read)
  static let from = SharedOptions.from(.read)
  static let pool = ValueOption("pool", "DIR", file: .named)
  static let zone = ValueOption<Int>("zone", "+HH:MM") { text, option throws(Misuse) in
    let subject = "\(option) \(text)"
    guard let minutes = UTCOffset.minutes(text) else { throw Misuse("usage.badValue", subject) }
    if UTCOffset.unsignedMinutes(text) != nil { throw Misuse("usage.unsignedZone", subject) }
    return minutes
  }
  static let all = Flag("all")
  static let signatures = Flag("signatures")
  static let check = Flag("check")

  var chain: [String] = []
  var stores: [Start.StoreFile] = []
  /// Folders and archives with everything from a server in them.
  var from: [String] = []
  /// A folder with one subfolder or file per server.
  var pool: String?
  /// The offset of the server's clock from UTC, for dates in texts; `nil` if not given.
  var offsetMinutes: Int?
  var isJSON = false
  /// Show unrelated entries as well.
  var showsAll = false
  /// Verify the signature of every root.
  var verifiesAllSignatures = false
  /// Exit with 1 if an entry needs attention.
  var checks = false
}

extension InspectCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    chain = try arguments.values(Self.chain)
    stores = try arguments.values(Self.store)
    from = try arguments.values(Self.from)
    pool = try arguments.value(Self.pool)
    offsetMinutes = try arguments.value(Self.zone)
    isJSON = arguments.has(SharedOptions.json)
    showsAll = arguments.has(Self.all)
    verifiesAllSignatures = arguments.has(Self.signatures)
    checks = arguments.has(Self.check)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try InspectRun(program: program, command: self).run()
  }
}

/// Runs `inspect`.
private struct InspectRun: ProgramPart {
  let program: Program
  let command: InspectCommand

  func run() throws(Failure) -> ExitCode {
    guard !command.chain.isEmpty || !command.from.isEmpty else {
      throw Failure(code: .usage, text: wording("inspect.chainMissing"))
    }
    var files = InspectedFiles(wording: wording)
    for path in command.chain { files.readChain(path) }
    for path in command.from { files.readCarried(path, takesChain: command.chain.isEmpty) }
    if let pool = command.pool { return try inspectPool(pool, files) }
    guard !command.stores.isEmpty || !command.from.isEmpty else {
      throw Failure(code: .usage, text: wording("inspect.storeMissing"))
    }
    for file in command.stores { files.readStore(file) }
    tell(files)
    if files.chain.isEmpty, command.chain.isEmpty {
      throw Failure(code: files.exitCode ?? .usage, text: wording("from.noPath"))
    }
    if let file = files.storeNotSaid {
      throw Failure(code: .usage, text: wording("inspect.storeNotSaid", ["file": file]))
    }
    let path = try certificationPath(files)
    tellMissing(path)
    let clock = ClockCheck(at: now(), server: nil)
    if clock != .plausible { console.show(ClockWords(wording: wording).text(clock), as: .warning) }
    let survey = StoreInspection(
      path: path, handed: files.handed, found: files.found, coverage: files.coverage, now: now(),
      isClockBelieved: clock == .plausible, offsetMinutes: command.offsetMinutes,
      includesUnrelated: command.showsAll, verifiesAllSignatures: command.verifiesAllSignatures)
    if files.isNothingRead { console.show(wording("inspect.nothingRead"), as: .warning) }
    if command.offsetMinutes == nil, survey.hasUnclearDates {
      console.show(wording("inspect.zoneMissing"), as: .warning)
    }
    for text in InspectionWords(wording: wording).clocks(survey) { console.show(text, as: .warning) }
    if command.isJSON {
      console.result(InspectionJSON(wording: wording).value(survey, files.unreadable).pretty)
    } else {
      let words = InspectionWords(wording: wording)
      console.report(words.lines(survey) + words.lines(survey.advisories()))
    }
    if files.isNothingRead { return Self.nothingRead(files.exitCode) }
    if let code = files.exitCode { return code }
    // Without its root, the path is not judged as a whole.
    if path.missingIssuer != nil { return .badData }
    return command.checks && !survey.isClean ? .unresolved : .finished
  }

  /// `inspect --pool`: compares the same path with the stores of many servers.
  private func inspectPool(
    _ folder: String, _ files: InspectedFiles
  ) throws(Failure) -> ExitCode {
    tell(files)
    let path = try certificationPath(files)
    tellMissing(path)
    let pool: PoolInspection
    do throws(FileError) {
      let begun = Self.monotonicSeconds()
      var told = begun
      pool = try PoolInspection(
        folder: folder, path: path, now: now(), offsetMinutes: command.offsetMinutes, wording: wording
      ) { done, count in
        let time = Self.monotonicSeconds()
        guard console.isInteractive, time - begun > 1, time - told > 1 else { return }
        told = time
        console.show(wording("pool.progress", ["done": String(done), "count": String(count)]), as: .quiet)
      }
    } catch {
      throw Failure(code: ExitCode(error), text: FileWords(wording: wording).text(error))
    }
    for server in pool.servers {
      for complaint in server.complaints {
        console.show("\(server.name): \(complaint)", as: .warning)
      }
    }
    let words = PoolWords(wording: wording)
    let noted = path.levels.flatMap { $0 }
    console.result(
      command.isJSON
        ? words.json(pool, noted: noted).pretty : words.lines(pool).joined(separator: "\n") + "\n")
    if pool.servers.allSatisfy(\.isNothingRead) { return Self.nothingRead(files.exitCode) }
    if let code = files.exitCode { return code }
    if path.missingIssuer != nil || pool.servers.contains(where: { $0.hasFailed || $0.isNothingRead }) {
      return .badData
    }
    return command.checks && pool.servers.contains { $0.needsSession || !$0.isReadEnough }
      ? .unresolved : .finished
  }

  /// The exit code if nothing was read: never as if nothing were wrong.
  ///
  /// - Parameter failure: that of the first file that could not be read; a system error is more specific.
  private static func nothingRead(_ failure: ExitCode?) -> ExitCode {
    switch failure {
    case nil, .badData: .noInput
    case let failure?: failure
    }
  }

  /// Seconds on a monotonic clock.
  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  func tell(_ files: InspectedFiles) {
    for note in files.notes { console.show(note, as: .quiet) }
    for complaint in files.complaints { console.show(complaint, as: .warning) }
    if !files.events.isEmpty {
      for line in EventWords(wording: wording).lines(files.events) { console.show(line.text, as: line.tone) }
    }
  }

  func certificationPath(_ files: InspectedFiles) throws(Failure) -> CertificationPath {
    do throws(PathError) { return try CertificationPath(from: files.chain) } catch {
      if case .noCertificates = error {
        throw Failure(code: files.exitCode ?? .badData, text: wording("chain.none"))
      }
      throw failure(error)
    }
  }

  private func tellMissing(_ path: CertificationPath) {
    guard let issuer = path.missingIssuer else { return }
    let name = issuer.detailLines.joined(separator: ", ")
    console.show(wording("inspect.missingLink", ["issuer": name]), as: .warning)
  }
}

extension InspectedFiles {
  /// The exit code for the first file that could not be read or used.
  fileprivate var exitCode: ExitCode? {
    switch failure {
    case .unusable?: .badData
    case .file(let error)?: ExitCode(error)
    case nil: nil
    }
  }
}
