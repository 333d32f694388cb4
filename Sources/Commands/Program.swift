// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Files
import Glibc
public import Guide
public import Ledger
import Paths
import Procedure
public import Texts
import Words

/// The program behind the command line: each command is a file of its own beside this one.
public final class Program {
  /// The version that session files and transcripts name.
  public static let version = "0.1.0"

  let console: any Console
  let wording: Wording
  /// Whether somebody said in which languages the server speaks; else the session knows.
  let saysLabels: Bool
  let folder: SessionFolder?
  let now: () -> Instant
  let randomSeed: () -> UInt64
  /// What was said about other sessions on the same server.
  let toldNeighbours = NeighbourWords.Told()
  /// How many `reading` are within each other.
  private var readings = 0

  /// - Parameters:
  ///   - saysLabels: whether the labels' languages in `wording` were said on the command line.
  ///   - folder: where sessions live; `nil` when no home folder is known.
  ///   - now: the clock.
  ///   - randomSeed: draws the seed of a practice run.
  public init(
    console: any Console, wording: Wording, saysLabels: Bool, folder: SessionFolder?,
    now: @escaping () -> Instant, randomSeed: @escaping () -> UInt64
  ) {
    self.console = console
    self.wording = wording
    self.saysLabels = saysLabels
    self.folder = folder
    self.now = now
    self.randomSeed = randomSeed
  }

  public func run(_ invocation: Invocation) -> ExitCode {
    do throws(Failure) {
      switch invocation {
      case .menu: return try menu()
      case .start(let options): return try start(options)
      case .practice(let scenario, let seed, let name):
        return try practise(scenario, seed: seed ?? randomSeed(), name: name)
      case .resume(let session, let receipt, let access):
        return try resume(session, receipt: receipt, access)
      case .commands(let session, let output): return try writeCommands(session, output: output)
      case .recheck(let session, let files): return try recheck(session, files)
      case .restore(let session, let files): return try restore(session, files)
      case .sessions(let json): return try listSessions(json: json)
      case .status(let session, let json): return try showStatus(session, json: json)
      case .transcript(let session, let format, let output, let hidesNames):
        return try writeTranscript(session, format, output: output, hidesNames: hidesNames)
      case .inspect(let options): return try inspect(options)
      case .verify(let session, let head): return try verify(session, head: head)
      case .probe(let target, let json): return try probe(host: target.host, port: target.port, json: json)
      }
    } catch {
      console.show(error.text, as: .error)
      return error.code
    }
  }

  /// Does what only reads and computes, and may take long: a signal ends the program meanwhile, at once.
  func reading<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
    if readings == 0 { console.endAtOnce(true) }
    readings += 1
    defer {
      readings -= 1
      if readings == 0 { console.endAtOnce(false) }
    }
    return try work()
  }

  /// Why a command cannot go on, in a sentence.
  struct Failure: Error {
    let code: ExitCode
    let text: String

    init(code: ExitCode, text: String) {
      self.code = code
      self.text = text
    }
  }

  func failure(_ error: LedgerError) -> Failure {
    var text = LedgerWords(wording: wording).text(error)
    if case .changed(_, _, let kept?) = error { text += "\n  \(resumeCommand(kept))" }
    return Failure(code: ExitCode(error), text: text)
  }
}

// MARK: - Where sessions are

extension Program {
  func sessionFolder() throws(Failure) -> SessionFolder {
    guard let folder else { throw Failure(code: .noInput, text: wording("session.noHome")) }
    return folder
  }

  /// The names of all sessions in the folder.
  func sessionNames() throws(Failure) -> [String] {
    let folder = try sessionFolder()
    do throws(LedgerError) { return try folder.names() } catch { throw failure(error) }
  }

  /// The file of a session that was named on the command line: a path, or the name of one in the folder.
  func sessionPath(_ session: String) throws(Failure) -> String {
    if session.contains("/") || session.hasSuffix(SessionFolder.ending) { return absolute(session) }
    guard SessionFolder.isName(session) else {
      throw Failure(code: .usage, text: wording("session.badName", ["name": SafeText.harmlessLine(session)]))
    }
    return try sessionFolder().file(named: session)
  }

  /// What is typed to resume a session: its name when it lies in the folder, else its path.
  func resumeCommand(_ path: String) -> String { command("resume", path) }

  /// What is typed to do something with a session.
  func command(_ verb: String, _ path: String) -> String {
    let paths = SessionPaths(path)
    let isUsual = folder.map { $0.file(named: paths.name) == path } ?? false
    return "lync-pin-wizard \(verb) \(isUsual ? paths.name : shellQuoted(path))"
  }

  private func shellQuoted(_ path: String) -> String {
    // What a terminal does not show as it is, is written as bash, zsh and ksh read it.
    if SafeText.harmlessLine(path) != path {
      return "$'" + PathText.octets(of: path).map(Self.ansiQuoted).joined() + "'"
    }
    return path.shellWord
  }

  private static func ansiQuoted(_ octet: UInt8) -> String {
    switch octet {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(octet))
    case 0x20...0x7E: String(Unicode.Scalar(octet))
    default: "\\x" + String(octet >> 4, radix: 16) + String(octet & 0xF, radix: 16)
    }
  }

  func absolute(_ path: String) -> String { LocalPath(path).absolute }
}
