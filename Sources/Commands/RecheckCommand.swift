// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Procedure
import Texts
import Usage
import Words

/// `recheck`: reads the stores again after the work, compares them with the session, and shows what to do
/// next.
struct RecheckCommand: Command {
  static let name = "recheck"
  static let operand: Operand? = .session
  static let options: [any Option] = [store, from, events, SharedOptions.authFile, SharedOptions.kerberos]
  static let examples = [
    Example("recheck fe01 --store collected", "files"), Example("recheck fe01 --kerberos", "live"),
  ]

  static let store = SharedOptions.store(.read)
  static let from = SharedOptions.from(.read)
  static let events = SharedOptions.events(.read)

  let session: String
  var stores: [Start.StoreFile] = []
  /// Folders and archives with everything from the server in them.
  var from: [String] = []
  var events: [String] = []
  /// How to sign in on a live server, which is then read directly.
  var access = LiveAccess()

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
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try RecheckRun(program: program, command: self).run()
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
    for line in RecheckWords(wording: wording).lines(recheck, in: open.session) {
      console.show(line.text, as: line.tone)
    }
    console.show(
      wording(recheck.isWell ? "recheck.well" : "recheck.notWell"), as: recheck.isWell ? .good : .warning)
    let isSettled = try followUp(open)
    return recheck.isWell && isSettled ? .finished : .unresolved
  }

  /// The next steps on the server, one by one; the answers are recorded. If the user stops answering, no more
  /// questions are asked, and the check itself remains recorded.
  ///
  /// - Returns: `false` if a problem was found.
  private func followUp(_ open: OpenSession) throws(Failure) -> Bool {
    let session = open.session
    guard session.ending != nil, session.findings.hasDeleted else { return true }
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
