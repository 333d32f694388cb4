// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import Journal
import Paths
import Procedure
import Servers
import Texts
import Words
import X509

/// `resume`: shows the current position of the session, then continues from there.
struct ResumeCommand: Command {
  static let name = "resume"
  static let operand: Operand? = .anySession
  static let options: [any Option] = [
    receipt, SharedOptions.authFile, SharedOptions.kerberos, SharedOptions.pace,
  ]
  static let examples = [
    Example("resume", "latest"), Example("resume fe01", "named"),
    Example("resume fe01 --receipt receipt.txt", "receipt"),
  ]

  static let receipt = ValueOption("receipt", "FILE", file: .read, text: "receipt.remove")

  /// Without a session, the one used last.
  var session: String?
  /// What `remove.cmd` wrote on the server, or the folder that contains it.
  var receipt: String?
  /// How to sign in if the session's server is a live one.
  var access = LiveAccess()
  var pace = Pace.each

  var mayHoldPassword: Bool { true }
  var endsInOrder: Bool { true }
}

extension ResumeCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.operand
    receipt = try arguments.value(Self.receipt)
    access = try SharedOptions.access(arguments)
    pace = try arguments.value(SharedOptions.pace) ?? .each
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try ResumeRun(program: program, command: self).run()
  }
}

/// Runs `resume`.
private struct ResumeRun: ProgramPart {
  let program: Program
  let command: ResumeCommand

  private var files: SuppliedFiles { SuppliedFiles(program: program) }
  private var server: SessionServer { SessionServer(program: program) }

  func run() throws(Failure) -> ExitCode {
    let path = if let name = command.session { try sessionPath(name) } else { try latestOpenSession() }
    let open = try open(path)
    recap(open.session, path: path, head: open.file.head)
    if let tornTail = open.tornTail { console.show(wording("recap.torn", ["file": tornTail]), as: .warning) }
    let carried = try command.receipt.map { path throws(Failure) in
      try ReceiptTaker(program: program).take(path, of: open)
    }
    let session = open.session
    let runner = SessionRunner(program: program)
    var reopening: Guide.Reopening?
    if let ending = session.ending {
      runner.conclude(ending, session, open.file)
      reopening = ending.isResolved ? nil : askReopening()
      if reopening == nil { return ending.isResolved ? .finished : .unresolved }
    }
    try tellNeighbours(of: session, at: path)
    var events = eventsAgain(session.start)
    let serverAccess = try frontEndAgain(session, path, &events)
    try record(.resumed(program: Program.version, procedure: Start.procedureRevision), open)
    return runner.lead(
      open.session, open.file, serverAccess, events, carried, reopening: reopening, pace: command.pace)
  }

  /// A session that was stopped, or left for review, can be reopened by a user at the terminal.
  ///
  /// - Returns: `nil` if it is to stay as it is.
  private func askReopening() -> Guide.Reopening? {
    guard console.isInteractive else { return nil }
    console.show(wording("ended.reopen"), as: .body)
    let choices = PromptChoices([.fix, .back]).alone
    while case .line(let line) = console.ask(Prompt(line: choices.line(wording) + ": ")) {
      if line.trimmed.isEmpty { return nil }
      switch choices.command(line.trimmed, wording) {
      case .fix?: return .correcting
      case .back?: return .back
      default: console.show(wording("prompt.needChoice"), as: .error)
      }
    }
    return nil
  }

  private func eventsAgain(_ start: Start) -> SuppliedEvents {
    do throws(Failure) { return try files.events(in: start.eventFiles) } catch {
      console.show(error.text, as: .warning)
      return SuppliedEvents()
    }
  }

  /// The supplied files may be gone by now; what was read from them is in the session.
  private func frontEndAgain(
    _ session: Session, _ path: String, _ events: inout SuppliedEvents
  ) throws(Failure) -> any ServerAccess {
    let start = session.start
    if start.practice != nil { return try server.practiceAgain(session, path) }
    let supplied: any ServerAccess
    do throws(Failure) { supplied = try files.serverAccess(of: start, events: &events) } catch {
      console.show(error.text, as: .warning)
      console.show(wording("resume.byHand"), as: .warning)
      supplied = ByHand()
    }
    guard let live = start.live else { return supplied }
    let contact = try ServerConnection(program: program).contact(
      live, command.access, known: session.identity, offersHand: !live.isDryRun)
    return try server.live(live, contact, supplied, at: path)
  }

  private func latestOpenSession() throws(Failure) -> String {
    let folder = try sessionFolder()
    let paths = try sessionNames().map { folder.file(named: $0) }
    let candidates = reading {
      paths.filter { path in
        guard let session = try? SessionFile.read(at: path, signatures: .libcrypto).session else {
          return false
        }
        return session.ending == nil
      }
    }
    guard let latest = candidates.max(by: { Self.modified($0) < Self.modified($1) }) else {
      throw Failure(code: .noInput, text: wording("session.none"))
    }
    return latest
  }

  private static func modified(_ path: String) -> Int {
    var status = stat()
    return stat(path.pathOctets, &status) == 0
      ? status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec : 0
  }

  /// The position of a session: when, on which server, what is done, what is next, whether the journal is
  /// intact.
  func recap(_ session: Session, path: String, head: String) {
    console.show(wording("recap.title", ["name": SessionPaths(path).name]), as: .heading)
    for (label, value) in StatusWords(wording: wording).lines(session, head: head) {
      console.show("\(label): \(value)", as: .body)
    }
  }
}
