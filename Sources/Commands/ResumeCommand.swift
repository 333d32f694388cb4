// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import Handover
import Journal
import Paths
import Procedure
import ProgramParts
import Servers
import Texts
import Usage
import Words
import X509

/// `resume`: shows the current position of the session, then continues from there.
struct ResumeCommand: Command {
  static let name = Verb.resume
  static let operand: Operand? = .anySession
  static let options: [any Option] = [
    receipt, approval, SharedOptions.authFile, SharedOptions.kerberos, SharedOptions.pace,
  ]
  static let examples = [
    Example("resume", "latest"), Example("resume fe01", "named"),
    Example("resume fe01 --receipt receipt.txt", "receipt"), Example("resume fe01.tar", "archive"),
    Example("resume fe01 --approval request.txt.approval", "approval"),
  ]

  static let receipt = ValueOption("receipt", "FILE", file: .read, text: "receipt.remove")

  static let approval = ValueOption("approval", "FILE", file: .read)

  /// Without a session, the one used last. The archive of a handed over session is unpacked first.
  var session: String?
  /// What `remove.cmd` wrote on the server, or the folder that contains it.
  var receipt: String?
  /// What `approve` wrote.
  var approval: String?
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
    approval = try arguments.value(Self.approval)
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
    let archive = try command.session.flatMap { name throws(Failure) in try self.archive(name) }
    let path =
      if let archive { try archive.run() } else if let name = command.session {
        try sessionPath(name)
      } else {
        try latestOpenSession()
      }
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
      let isDone = EndingWords(wording: wording).nextSteps(ending, session).isEmpty
      reopening = ending.isResolved && isDone ? nil : try askReopening(open)
      if reopening == nil { return ending.isResolved ? .finished : .unresolved }
    }
    try tellNeighbours(of: session, at: path)
    let start = PackedFiles(of: SessionPaths(path)).here(session.start)
    var events = eventsAgain(start)
    let serverAccess = try frontEndAgain(session, start, path, &events)
    let successor: String?
    switch askSuccessor(session, isFromArchive: archive != nil) {
    case .name(let name): successor = name
    case .nobody(let code): return code
    }
    try record(
      .resumed(program: Program.version, procedure: Start.procedureRevision, by: successor), open)
    try requireApproval(open)
    if let approval = command.approval { try take(approval: approval, in: open) }
    return runner.lead(
      open.session, open.file, serverAccess, events, carried, reopening: reopening, pace: command.pace)
  }

  /// A session that was stopped, or left for review, can be reopened by a user at the terminal; a note can be added
  /// to it as it is.
  ///
  /// - Returns: `nil` if it is to stay as it is.
  private func askReopening(_ open: OpenSession) throws(Failure) -> Guide.Reopening? {
    guard console.isInteractive else { return nil }
    let session = open.session
    let isOpen = EndingWords(wording: wording).hasOpenAnswers(session)
    console.show(wording(isOpen ? "ended.reopen.open" : "ended.reopen"), as: .body)
    let adding: [Choice] = session.findings.countedLists.isEmpty ? [] : [.addRow]
    var choices = PromptChoices([.done, .fix] + adding + [.back, .note, .help]).alone
      .saying(.done, wording("ended.leave")).explaining(.done, wording("ended.leave.help"))
    if isOpen { choices = choices.saying(.fix, wording("ended.record")) }
    let prompt = Prompt(line: choices.line(wording) + ": ")
    while true {
      console.prepare(for: prompt)
      // Enter turned the page: one more of them must not be an answer.
      let isEnterEarly = console.hasStopped
      guard case .line(let line) = console.ask(prompt) else { return nil }
      if line.trimmed.isEmpty {
        if isEnterEarly { continue }
        return nil
      }
      if case (.note, let text)? = PromptKeyword.read(line, wording) {
        try take(note: text, in: open)
        continue
      }
      switch choices.command(line.trimmed, wording) {
      case .done?: return nil
      case .note?:
        let question = Prompt(line: wording("ask.note") + " ")
        console.prepare(for: question)
        if case .line(let text) = console.ask(question) { try take(note: text.trimmed, in: open) }
      case .help?: for line in choices.explanations(wording) { console.show(line, as: .body) }
      case .fix?: return .correcting
      case .addRow?: return .adding
      case .back?: return .back
      default: console.show(wording("prompt.needChoice"), as: .error)
      }
    }
  }

  /// Adds a note to what was answered last.
  private func take(note: String, in open: OpenSession) throws(Failure) {
    guard !note.isEmpty, let last = open.session.given.last else { return }
    try record(.remarked(key: last.item.key, text: note), open)
    console.show(wording("note.taken"), as: .quiet)
  }

  /// The operand as an archive, unless a session has that name.
  private func archive(_ operand: String) throws(Failure) -> SessionUnpacking? {
    guard operand.hasSuffix(SessionArchive.ending) else { return nil }
    if !operand.contains("/"), try sessionNames().contains(operand) { return nil }
    return SessionUnpacking(program: program, archive: operand)
  }

  private enum Successor {
    /// `nil` for the same person as before.
    case name(String?)
    case nobody(ExitCode)
  }

  /// Asks who takes over, after the session was handed over.
  private func askSuccessor(_ session: Session, isFromArchive: Bool) -> Successor {
    let expected = session.expectedSuccessor
    guard console.isInteractive, isFromArchive || expected != nil else { return .name(nil) }
    let before = session.personInCharge
    let standard = expected ?? before
    while true {
      let values = ["name": standard ?? "?"]
      switch console.ask(Prompt(line: wording("ask.takeover", values) + " ")) {
      case .line(let line):
        let typed = PastedText.line(line)
        guard let name = typed.isEmpty ? standard : typed else {
          // Nobody has given a name yet: the session's own question comes next.
          return .name(nil)
        }
        return .name(name == before ? nil : name)
      case .interrupted: return .nobody(.interrupted)
      case .endOfInput, .terminated: return .nobody(.parked)
      }
    }
  }

  private func eventsAgain(_ start: Start) -> SuppliedEvents {
    do throws(Failure) { return try files.events(in: start.eventFiles) } catch {
      console.show(error.text, as: .warning)
      return SuppliedEvents()
    }
  }

  /// The supplied files may be gone by now; what was read from them is in the session.
  private func frontEndAgain(
    _ session: Session, _ start: Start, _ path: String, _ events: inout SuppliedEvents
  ) throws(Failure) -> any ServerAccess {
    if start.practice != nil { return try server.practiceAgain(session, path) }
    let supplied: any ServerAccess
    do throws(Failure) {
      let pasted = PastedFile.all(in: session, at: path)
      supplied = try files.serverAccess(of: start, pasted: pasted, events: &events)
    } catch {
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
    for (label, value) in StatusWords(wording: texts(of: session)).lines(session, head: head) {
      console.show("\(label): \(value)", as: .body)
    }
  }
}
