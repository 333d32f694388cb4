// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import Inspection
import InspectionReports
import JSON
import Procedure
import ProgramParts
import Servers
import Stores
import Texts
import Words
import X509

/// Runs `inspect`.
struct InspectRun: ProgramPart {
  let program: Program
  let command: InspectCommand
  private let said = Remarks()

  init(program: Program, command: InspectCommand) {
    self.program = program
    self.command = command
  }

  func run() throws(Failure) -> ExitCode {
    guard !command.chain.isEmpty || !command.from.isEmpty else {
      throw Failure(code: .usage, text: wording("inspect.chainMissing"))
    }
    var files = InspectedFiles(wording: wording)
    for path in command.chain { files.readChain(path) }
    for path in command.from { files.readCarried(path, takesChain: command.chain.isEmpty) }
    if let pool = command.pool { return try inspectPool(pool, files) }
    guard !command.stores.isEmpty || !command.from.isEmpty || command.live != nil else {
      throw Failure(code: .usage, text: wording("inspect.storeMissing"))
    }
    for file in command.stores { files.readStore(file) }
    if let source = command.live { try readLive(source, into: &files) }
    tell(files)
    if files.chain.isEmpty, command.chain.isEmpty {
      throw Failure(code: files.exitCode ?? .usage, text: wording("from.noPath"))
    }
    try checkStores(files)
    return try inspect(files, along: try certificationPath(files))
  }

  /// Judged as the folder that `collect` writes is.
  private func readLive(_ source: LiveSource, into files: inout InspectedFiles) throws(Failure) {
    // A wrong path is said before anybody types a password.
    _ = try certificationPath(files)
    let collection = try ServerConnection(program: program).collect(
      source.live, source.access, computer: source.computer)
    // Nothing on the server or on this computer has to be tidied up from here on.
    console.endAtOnce(true)
    files.readCollected(
      CertificateFolder(
        collection.files.map { NamedBytes(name: "\(source.target.host): \($0.name)", bytes: $0.bytes) }),
      from: source.target.host)
  }

  private func inspect(_ files: InspectedFiles, along path: CertificationPath) throws(Failure) -> ExitCode {
    tellMissing(path)
    let isClockBelieved = isClockBelieved()
    let survey = survey(files, path, isClockBelieved)
    if files.isNothingRead { say(wording("inspect.nothingRead")) }
    tellDates(survey)
    let other = try command.against.map { other throws(Failure) in
      try comparand(other, files, path, isClockBelieved)
    }
    let issuers = command.showsIssuerList ? survey.issuerList() : nil
    if let html = command.html {
      let page = InspectionHTML(frame).text(survey, files, against: other?.comparand, issuers: issuers)
      try write(page, to: html)
    } else if command.isJSON {
      console.result(
        InspectionJSON(wording: wording)
          .value(survey, files.unreadable, against: other?.comparand, issuers: issuers).pretty)
    } else {
      let words = InspectionWords(wording: wording)
      console.report(words.lines(survey, against: other?.comparand, issuers: issuers, in: space))
    }
    if files.isNothingRead { return Self.nothingRead(files.exitCode) }
    if let code = files.exitCode ?? other?.exitCode { return code }
    // Without its root, the path is not judged as a whole.
    if path.missingIssuer != nil { return .badData }
    return command.checks && !survey.isClean ? .unresolved : .finished
  }

  /// The other server of `--against`, judged against the same path, and how that ended.
  private func comparand(
    _ source: String, _ files: InspectedFiles, _ path: CertificationPath, _ isClockBelieved: Bool
  ) throws(Failure) -> (comparand: Comparand, exitCode: ExitCode?) {
    var there = InspectedFiles(wording: wording)
    there.readServer(source)
    tell(there)
    try checkStores(there)
    let survey = survey(there, path, isClockBelieved)
    tellDates(survey)
    let code = there.isNothingRead ? Self.nothingRead(there.exitCode) : there.exitCode
    return (Comparand(source: source, here: files, there: there, survey: survey), code)
  }

  private func survey(
    _ files: InspectedFiles, _ path: CertificationPath, _ isClockBelieved: Bool
  ) -> StoreInspection {
    StoreInspection(
      path: path, handed: files.handed, found: files.found, coverage: files.coverage, now: now(),
      isClockBelieved: isClockBelieved, offsetMinutes: command.offsetMinutes,
      includesUnrelated: command.showsAll, verifiesAllSignatures: command.verifiesAllSignatures)
  }

  private var space: ReportSpace {
    ReportSpace(width: console.resultColumns, isSpoken: console.isSpoken, columns: console.columns)
  }

  private var frame: DatedPage {
    DatedPage(wording: wording, time: written, remarks: said.lines)
  }

  /// In UTC.
  private var written: String { now().text(offsetMinutes: 0) }

  private func write(_ page: String, to path: String) throws(Failure) {
    guard path != PassingFile.dash else { return console.result(page) }
    try writeNew(Array(page.utf8), to: path)
    console.show(wording("inspect.page.done", ["file": path]), as: .quiet)
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
}

// MARK: - Pools

extension InspectRun {
  /// `inspect --pool`: compares the same path with the stores of many servers.
  private func inspectPool(_ folder: String, _ files: InspectedFiles) throws(Failure) -> ExitCode {
    tell(files)
    let path = try certificationPath(files)
    tellMissing(path)
    let pool = try pool(folder, path, isClockBelieved())
    for server in pool.servers {
      for complaint in server.complaints { say("\(server.name): \(complaint)") }
    }
    if let html = command.html {
      try write(
        PoolHTML(frame).text(pool), to: html)
    } else if command.isJSON {
      console.result(PoolJSON(wording: wording).value(pool).pretty)
    } else {
      console.report(PoolWords(wording: wording).lines(pool, in: space))
    }
    if pool.servers.allSatisfy(\.isNothingRead) { return Self.nothingRead(files.exitCode) }
    if let code = files.exitCode { return code }
    if path.missingIssuer != nil || pool.servers.contains(where: { $0.hasFailed || $0.isNothingRead }) {
      return .badData
    }
    return command.checks && pool.servers.contains { $0.needsSession || !$0.isReadEnough }
      ? .unresolved : .finished
  }

  private func pool(
    _ folder: String, _ path: CertificationPath, _ isClockBelieved: Bool
  ) throws(Failure) -> PoolInspection {
    let begun = Self.monotonicSeconds()
    var told = begun
    do throws(FileError) {
      return try PoolInspection(
        folder: folder, path: path, now: now(), isClockBelieved: isClockBelieved,
        offsetMinutes: command.offsetMinutes, wording: wording
      ) { done, count in
        let time = Self.monotonicSeconds()
        guard console.isInteractive, time - begun > 1, time - told > 1 else { return }
        told = time
        console.show(wording("pool.progress", ["done": String(done), "count": String(count)]), as: .quiet)
      }
    } catch {
      throw failure(error)
    }
  }

  /// Seconds on a monotonic clock.
  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}

// MARK: - What is said before the result

extension InspectRun {
  /// What is said there, a page has to say as well.
  private final class Remarks {
    var lines: [TonedLine] = []
  }

  private func say(_ text: String, as tone: Tone = .warning) {
    console.show(text, as: tone)
    said.lines.append(TonedLine(text, tone))
  }

  private func tell(_ files: InspectedFiles) {
    for note in files.notes { say(note, as: .quiet) }
    for complaint in files.complaints { say(complaint) }
    if !files.events.isEmpty {
      for line in EventWords(wording: wording).lines(files.events) { say(line.text, as: line.tone) }
    }
  }

  private func checkStores(_ files: InspectedFiles) throws(Failure) {
    guard let file = files.storeNotSaid else { return }
    throw Failure(code: .usage, text: wording("inspect.storeNotSaid", ["file": file]))
  }

  private func isClockBelieved() -> Bool {
    let clock = ClockCheck(at: now(), server: nil)
    if clock != .plausible { say(ClockWords(wording: wording).text(clock)) }
    return clock == .plausible
  }

  private func tellDates(_ survey: StoreInspection) {
    if command.offsetMinutes == nil, survey.hasUnclearDates { say(wording("inspect.zoneMissing")) }
    for text in InspectionWords(wording: wording).clocks(survey) { say(text) }
  }

  private func certificationPath(_ files: InspectedFiles) throws(Failure) -> CertificationPath {
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
    say(wording("inspect.missingLink", ["issuer": name]))
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
