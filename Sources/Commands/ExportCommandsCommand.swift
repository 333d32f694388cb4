// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Glibc
import Guide
import JSON
import Journal
import Occurrences
import Paths
import Procedure
import ProgramParts
import Reports
import Servers
import Stores
import Texts
import Usage
import Words

/// `commands`: writes command files for the server, for what a session has marked for removal.
struct ExportCommandsCommand: Command {
  static let name = "commands"
  static let operand: Operand? = .anySession
  static let options: [any Option] = [output, SharedOptions.json]
  static let examples = [
    Example("commands", "collect"), Example("commands fe01 --output fe01-commands", "session"),
  ]

  static let output = ValueOption("output", "DIR", file: .named, text: "output.folder")

  /// Without a session, only the command file that collects the server's stores is written.
  var session: String?
  /// A folder.
  var output: String?
  var isJSON = false

  var endsInOrder: Bool { true }
}

extension ExportCommandsCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.operand
    output = try arguments.value(Self.output)
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try ExportCommandsRun(program: program, request: self).run()
  }
}

/// Runs `commands`.
private struct ExportCommandsRun: ProgramPart {
  let program: Program
  let request: ExportCommandsCommand

  func run() throws(Failure) -> ExitCode {
    guard let name = request.session else {
      let files = try write(
        [(CommandFiles.collectName, CommandFiles.collect)], to: absolute(request.output ?? "."))
      report(CommandsReport(named: nil, nil, nil, files: files))
      console.show(wording("commands.collect"), as: .body)
      return .finished
    }
    let path = try sessionPath(name)
    let open = try open(path)
    let (session, file) = (open.session, open.file)
    try tellNeighbours(of: session, at: path)
    let course = session.start.course
    let (server, entries) = try commandable(session)
    var ordered: [CommandOrder.Entry] = []
    for entry in entries {
      let lastFour: String
      switch confirm(entry, session) {
      case .typed(let text): lastFour = text
      case .stopped(let code):
        console.show(wording("commands.notWritten"), as: .body)
        return code
      }
      ordered.append(
        CommandOrder.Entry(
          id: entry.id, thumbprint: entry.commands.thumbprint, file: entry.commands.file, lastFour: lastFour))
    }
    let folder = request.output.map(absolute) ?? freeFolder(SessionPaths(path).commands)
    let files = CommandFiles(
      course: course, session: ComputerName.plain(SessionPaths(path).name), head: file.head, written: now(),
      server: server,
      entries: entries.map(\.commands))
    let order = CommandOrder(
      head: file.head, server: server.computer, folder: folder, entries: ordered)
    try checkFree(folder, course)
    try record(.commanded(order), open)
    let written = try write(
      [
        (CommandFiles.workName(course), files.work), (CommandFiles.restoreName, files.restore),
        (CommandFiles.collectName, CommandFiles.collect),
      ], to: folder)
    report(CommandsReport(named: SessionPaths(path).name, open.session, order, files: written))
    console.show(
      wording(course == .move ? "commands.next.move" : "commands.next", ["server": server.computer]),
      as: .body)
    console.show("  \(command("resume", path)) --receipt \(CommandFiles.receiptName)", as: .command)
    return .finished
  }

  private func report(_ report: CommandsReport) {
    if request.isJSON { console.result(report.value.pretty) }
  }

  private struct Commandable {
    let id: EntryID
    let facts: CertificateFacts
    let commands: CommandFiles.Entry
  }

  /// What command files may delete; otherwise a sentence that says why they may not.
  private func commandable(
    _ session: Session
  ) throws(Failure) -> (server: ComputerName, entries: [Commandable]) {
    func refuse(_ text: String) -> Failure { Failure(code: .unresolved, text: text) }
    let findings = session.findings
    if session.start.practice != nil { throw refuse(wording("commands.practice")) }
    if session.start.live?.isDryRun == true { throw refuse(wording("commands.dryRun")) }
    guard !findings.marked.isEmpty else {
      let managed = findings.path.flatMap(findings.entries(of:)).compactMap { id in
        findings.verdict(id)?.allowsRemoval == true ? findings.entries[id]?.physical : nil
      }.first(where: \.isManaged)
      if let physical = managed { throw refuse(wording("managed.\(physical.rawValue)")) }
      throw refuse(wording("commands.nothingMarked"))
    }
    guard let server = findings.server.flatMap(ComputerName.init) else {
      throw refuse(wording("commands.serverName", ["server": findings.server ?? "?"]))
    }
    var entries: [Commandable] = []
    for id in findings.marked {
      guard let facts = findings.entries[id]?.facts, let judged = findings.judgement(id) else { continue }
      if let objection = Interlock.objectionBesideExport(to: id, in: findings, now: now()) {
        throw refuse(RefusalWords(wording: wording).text(.interlock(objection)))
      }
      guard let thumbprint = facts.thumbprint else {
        let values = ["issuedTo": facts.issuedTo, "serial": facts.serial.description]
        throw refuse(wording("commands.noThumbprint", values))
      }
      let keep = session.start.course == .move ? nil : findings.keptThumbprint(id.noted)
      // Sessions of earlier versions may continue without it; command files may not.
      guard session.start.course == .move || keep != nil, keep != thumbprint else {
        throw refuse(RefusalWords(wording: wording).text(.keptThumbprintUnknown))
      }
      entries.append(
        Commandable(
          id: id, facts: facts,
          commands: CommandFiles.Entry(
            store: id.noted.role.store, thumbprint: thumbprint, serial: facts.serial, issuer: facts.issuer,
            keep: keep,
            known: CommandFiles.Entry.Known(
              verdict: judged.judgement.verdict, validity: findings.period(id, now: now()),
              evidence: judged.judgement.evidence,
              dependants: findings.dependants(id, now: now()).map(\.thumbprint)))))
    }
    return (server, entries)
  }

  private enum Confirmation {
    case typed(String)
    case stopped(ExitCode)
  }

  /// The order to delete: the last characters of the serial number, as the procedure asks for them.
  private func confirm(_ entry: Commandable, _ session: Session) -> Confirmation {
    let values = [
      "issuedTo": entry.facts.issuedTo, "serial": entry.facts.serial.description,
      "store": StepWords(wording: wording).store(entry.commands.store),
      "server": session.findings.server ?? "?",
    ]
    let warning = session.start.course == .move ? "commands.warning.move" : "commands.warning"
    console.show(wording(warning, values), as: .danger)
    let count = session.findings.orderDigits(entry.id)
    while true {
      switch console.ask(Prompt(line: wording("ask.lastFour", ["count": String(count)]) + " ")) {
      case .line(let line):
        let typed = line.narrowed.trimmed
        if session.findings.isEnd(typed, ofSerialOf: entry.id) { return .typed(typed) }
        console.show(RefusalWords(wording: wording).text(.wrongLastDigits(count)), as: .error)
      case .interrupted: return .stopped(.interrupted)
      case .endOfInput, .terminated: return .stopped(.parked)
      }
    }
  }

  private func freeFolder(_ path: String) -> String {
    (1...1000).lazy.map { $0 == 1 ? path : "\(path)-\($0)" }.first { access($0.pathOctets, F_OK) != 0 }
      ?? path
  }

  /// Nothing is overwritten, and nothing is recorded unless it can be written.
  private func checkFree(_ folder: String, _ course: Course) throws(Failure) {
    for name in [CommandFiles.workName(course), CommandFiles.restoreName, CommandFiles.receiptName] {
      let path = "\(folder)/\(name)"
      guard access(path.pathOctets, F_OK) != 0 else {
        throw Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
      }
    }
    do throws(JournalError) { try SessionFolder.create(folder) } catch { throw failure(error) }
  }

  /// - Returns: the paths of the files.
  private func write(
    _ files: [(name: String, bytes: [UInt8])], to folder: String
  ) throws(Failure) -> [String] {
    do throws(JournalError) {
      try SessionFolder.create(folder)
      for file in files {
        try NewFile.write(file.bytes, to: "\(folder)/\(file.name)")
        console.show(wording("commands.written", ["file": "\(folder)/\(file.name)"]), as: .quiet)
      }
      return files.map { "\(folder)/\($0.name)" }
    } catch {
      if case .alreadyExists(let path) = error {
        throw Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
      }
      throw failure(error)
    }
  }
}
