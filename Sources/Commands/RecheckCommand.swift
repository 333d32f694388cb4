// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Guide
import Journal
import Occurrences
import Procedure
import ProgramParts
import Reports
import Stores
import Texts
import Usage
import Words
import X509

/// `recheck`: reads the stores again after the work, compares them with the session, and shows what to do
/// next.
struct RecheckCommand: Command {
  static let name = Verb.recheck
  static let operand: Operand? = .session
  static let options: [any Option] = [
    store, from, events, live, SharedOptions.authFile, SharedOptions.kerberos, noInput, format,
    maximumAge,
  ]
  static let examples = [
    Example("recheck fe01 --store collected", "files"), Example("recheck fe01 --kerberos", "live"),
    Example("recheck fe01 --format nagios --live fe01 --kerberos", "nagios"),
  ]

  static let store = SharedOptions.store(.read)
  static let from = SharedOptions.from(.read)
  static let events = SharedOptions.events(.read)

  static let live = SharedOptions.live("live.read")
  static let noInput = Flag("no-input")
  static let format = ValueOption<MonitoringFormat>(oneOf: "format", text: "format.monitoring")
  static let maximumAge = ValueOption<Int>("max-age", "HOURS") { text, option throws(Misuse) in
    guard let hours = Int(text), (1...87_600).contains(hours) else {
      throw Misuse("usage.badValue", "\(option) \(text)")
    }
    return hours
  }

  let session: String
  var stores: [Start.StoreFile] = []
  /// Folders and archives with everything from the server in them.
  var from: [String] = []
  var events: [String] = []
  /// How to sign in on a live server, which is then read directly.
  var access = LiveAccess()
  /// Whether nothing is asked.
  var isUnattended = false
  /// For monitoring: nothing is asked, and nothing is recorded in the session.
  var format: MonitoringFormat?
  /// The age in hours from which on a file does not show the server as it is today. A check a day may be a
  /// little late.
  var maximumAgeHours = 48

  var mayHoldPassword: Bool { true }
  var endsInOrder: Bool { true }
}

extension RecheckCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    stores = try arguments.values(Self.store)
    from = try arguments.values(Self.from)
    events = try arguments.values(Self.events)
    access = try SharedOptions.access(arguments)
    access.server = try arguments.value(Self.live).map {
      Start.Live(host: $0.host, port: Int($0.port), isDryRun: false)
    }
    if access.server != nil, !stores.isEmpty || !from.isEmpty {
      throw Misuse("usage.liveAndStore", (stores.isEmpty ? Self.from.typed : Self.store.typed))
    }
    format = try arguments.value(Self.format)
    isUnattended = arguments.has(Self.noInput) || format != nil
    if isUnattended, arguments.has(CommonOptions.answers) {
      throw Misuse("usage.noInputAnswers", CommonOptions.answers.typed)
    }
    if format == nil, arguments.has(Self.maximumAge) {
      throw Misuse("usage.needsFormat", Self.maximumAge.typed)
    }
    maximumAgeHours = try arguments.value(Self.maximumAge) ?? maximumAgeHours
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let part = isUnattended ? program.unattended(isQuiet: format == .nagios) : program
    guard let format else { return try RecheckRun(program: part, command: self).run() }
    let (look, code) = MonitoringRun(program: part, command: self).look()
    part.console.result(format.text(look, program.wording))
    if let problem = look.problem { part.console.show(problem, as: .error) }
    if format == .nagios { program.pluginStatus = look.status }
    return code
  }
}

/// Runs `recheck` for monitoring: nothing that goes wrong ends it without a result.
private struct MonitoringRun: ProgramPart {
  let program: Program
  let command: RecheckCommand

  /// - Returns: what was found, and the exit code for formats that are not a plugin's.
  func look() -> (MonitoredLook, ExitCode) {
    var look = MonitoredLook(
      name: SessionPaths(command.session).name, at: now(), maximumAgeHours: command.maximumAgeHours)
    do throws(Failure) {
      try fill(&look)
      return (look, look.status == .ok ? .finished : .unresolved)
    } catch {
      look.problem = error.text
      return (look, error.code)
    }
  }

  private func fill(_ look: inout MonitoredLook) throws(Failure) {
    let read = try read(command.session)
    look.session = read.session
    look.head = read.journal.head
    try checkWhole(read)
    guard !read.session.findings.path.isEmpty else {
      throw Failure(code: .unresolved, text: wording("recheck.nothingNoted"))
    }
    var events = try SuppliedFiles(program: program, takesStreams: true).events(in: command.events)
    let stores = try StoreLooker(program: program).look(
      read, command.stores, from: command.from, command.access, &events)
    look.take(
      stores, events.isEmpty ? nil : events, command.events.map(SourceDate.init(file:)), in: read.session)
  }
}

/// Runs `recheck`.
private struct RecheckRun: ProgramPart {
  let program: Program
  let command: RecheckCommand

  func run() throws(Failure) -> ExitCode {
    let path = try sessionPath(command.session)
    let open = try open(path)
    guard !open.session.findings.path.isEmpty else {
      throw Failure(code: .unresolved, text: wording("recheck.nothingNoted"))
    }
    var events = try SuppliedFiles(program: program, takesStreams: true).events(in: command.events)
    let look = try StoreLooker(program: program).look(
      open, command.stores, from: command.from, command.access, &events)
    let recheck = Recheck(open.session, look, events.isEmpty ? nil : events)
    try record(.rechecked(recheck), open)
    for line in RecheckWords(wording: texts(of: open.session)).lines(recheck, in: open.session) {
      console.show(line.text, as: line.tone)
    }
    console.show(
      wording(recheck.isWell ? "recheck.well" : "recheck.notWell"), as: recheck.isWell ? .good : .warning)
    let isSettled = command.isUnattended ? true : try followUp(open)
    return recheck.isWell && isSettled ? .finished : .unresolved
  }

  /// The next steps on the server, one by one; the answers are recorded. If the user stops answering, no more
  /// questions are asked, and the check itself remains recorded.
  ///
  /// - Returns: `false` if a problem was found.
  private func followUp(_ open: OpenSession) throws(Failure) -> Bool {
    let session = open.session
    guard session.ending != nil, session.findings.hasDeleted else { return true }
    let wording = texts(of: session)
    let steps = StepWords(wording: wording)
    var isSettled = true
    for step in [ClosingSection.services, ClosingSection.signIn, ClosingSection.events] {
      let item = Item(step, Check())
      let values = steps.values(item, in: session)
      console.show(steps.text(.title, of: item, values) ?? step.id, as: .heading)
      if let body = steps.text(.body, of: item, values) { console.show(body, as: .body) }
      let words = CheckWords(wording: wording, step: step)
      guard let chosen = ask(among: PromptChoices(yes: words.yes, no: words.no, besides: [.skip])) else {
        return isSettled
      }
      var text = words.yes
      if chosen != .yes {
        guard let said = askLine(wording(chosen == .no ? "ask.problem" : "ask.reason")) else {
          return isSettled
        }
        text = chosen == .no ? "\(words.no): \(said)" : wording("said.skipped", ["reason": said])
        if chosen == .no { isSettled = false }
      }
      try record(.remarked(key: item.key, text: text), open)
    }
    return isSettled
  }
}
