// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Guide
import Inspection
import JSON
import Ledger
import Procedure
import Reports
import Stores
import Survey
import Texts
import Words

extension Program {
  /// `inspect`: the analysis of the wizard without its questions.
  func inspect(_ options: InspectOptions) throws(Failure) -> ExitCode {
    guard !options.chain.isEmpty else { throw Failure(code: .usage, text: wording("inspect.chainMissing")) }
    var files = HandedFiles(wording: wording)
    for path in options.chain { files.readChain(path) }
    if let pool = options.pool { return try inspectPool(pool, options, files) }
    guard !options.stores.isEmpty else { throw Failure(code: .usage, text: wording("inspect.storeMissing")) }
    for file in options.stores { files.readStore(file) }
    tell(files)
    if let file = files.storeNotSaid {
      throw Failure(code: .usage, text: wording("inspect.storeNotSaid", ["file": file]))
    }
    let path = try certificationPath(files)
    tellMissing(path)
    let clock = ClockCheck(at: now(), server: nil)
    if clock != .plausible { console.show(ClockWords(wording: wording).text(clock), as: .warning) }
    let survey = Survey(
      path: path, handed: files.handed, found: files.found, coverage: files.coverage, now: now(),
      isClockBelieved: clock == .plausible, offsetMinutes: options.offsetMinutes,
      includesUnrelated: options.all, verifiesAllSignatures: options.signatures)
    if files.isNothingRead { console.show(wording("inspect.nothingRead"), as: .warning) }
    if options.offsetMinutes == nil, survey.hasUnclearDates {
      console.show(wording("inspect.zoneMissing"), as: .warning)
    }
    for text in SurveyWords(wording: wording).clocks(survey) { console.show(text, as: .warning) }
    if options.json {
      console.result(SurveyJSON(wording: wording).value(survey, files.unreadable).pretty)
    } else {
      let words = SurveyWords(wording: wording)
      console.report(words.lines(survey) + words.lines(survey.advisories()))
    }
    if files.isNothingRead { return Self.nothingRead(files.exitCode) }
    if let code = files.exitCode { return code }
    // Without its root the path is not judged as a whole.
    if path.missingIssuer != nil { return .badData }
    return options.check && !survey.isClean ? .unresolved : .finished
  }

  /// `inspect --pool`: the same path held against the stores of many servers.
  private func inspectPool(
    _ folder: String, _ options: InspectOptions, _ files: HandedFiles
  ) throws(Failure) -> ExitCode {
    tell(files)
    let path = try certificationPath(files)
    tellMissing(path)
    let pool: PoolSurvey
    do throws(FileError) {
      let begun = Self.monotonicSeconds()
      var told = begun
      pool = try PoolSurvey(
        folder: folder, path: path, now: now(), offsetMinutes: options.offsetMinutes, wording: wording
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
      options.json ? words.json(pool, noted: noted).pretty : words.lines(pool).joined(separator: "\n") + "\n")
    if pool.servers.allSatisfy(\.isNothingRead) { return Self.nothingRead(files.exitCode) }
    if let code = files.exitCode { return code }
    if path.missingIssuer != nil || pool.servers.contains(where: { $0.hasFailed || $0.isNothingRead }) {
      return .badData
    }
    return options.check && pool.servers.contains { $0.needsSession || !$0.isReadEnough }
      ? .unresolved : .finished
  }

  /// How the program ends that read nothing: never as if nothing were wrong.
  ///
  /// - Parameter failure: of the first file that could not be read; what the system refused says more.
  private static func nothingRead(_ failure: ExitCode?) -> ExitCode {
    switch failure {
    case nil, .badData: .noInput
    case let failure?: failure
    }
  }

  /// Seconds on a clock that nobody sets.
  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  func tell(_ files: HandedFiles) {
    for complaint in files.complaints { console.show(complaint, as: .warning) }
  }

  func certificationPath(_ files: HandedFiles) throws(Failure) -> CertificationPath {
    do throws(PathError) { return try CertificationPath(from: files.chain) } catch {
      if case .noCertificates = error {
        throw Failure(code: files.exitCode ?? .badData, text: wording("chain.none"))
      }
      throw failure(error)
    }
  }

  /// Why certificates make no single path, for a person.
  func failure(_ error: PathError) -> Failure {
    let text: String
    switch error {
    case .noCertificates: text = wording("chain.none")
    case .severalPaths(let paths):
      let names = paths.map { ($0.server ?? $0.levels.last?.first)?.subject.displayLine ?? "?" }
      let more = paths.count < CertificationPath.mostToldApart ? [] : ["…"]
      text = wording("chain.several", ["names": (names + more).joined(separator: ", ")])
    case .tooManyKeys(let name, let count):
      text = wording("chain.tooManyKeys", ["name": name.displayLine, "count": String(count)])
    }
    return Failure(code: .badData, text: text)
  }

  private func tellMissing(_ path: CertificationPath) {
    guard let issuer = path.missingIssuer else { return }
    let name = issuer.detailLines.joined(separator: ", ")
    console.show(wording("inspect.missingLink", ["issuer": name]), as: .warning)
  }
}

extension HandedFiles {
  /// How the program ends because of the first file that could not be read or used.
  fileprivate var exitCode: ExitCode? {
    switch failure {
    case .unusable?: .badData
    case .file(let error)?: ExitCode(error)
    case nil: nil
    }
  }
}
