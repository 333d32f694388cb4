// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import ProgramParts
import Texts
import Usage
import Words

/// Without arguments: a menu for users who do not know the commands. It has no name, and is not listed.
struct MenuCommand: Command {
  static let name = ""
  static let examples: [Example] = []

  var mayHoldPassword: Bool { true }
  var endsInOrder: Bool { true }
}

extension MenuCommand {
  init(_ arguments: Arguments) {}

  func run(in program: Program) throws(Failure) -> ExitCode {
    let (console, wording) = (program.console, program.wording)
    console.show(wording("menu.title"), as: .heading)
    console.show(wording("menu.body"), as: .body)
    let choices: [Choice] = [.start, .resume, .practise, .transcript, .quit]
    let labels = choices.map { $0.label(wording) }.joined(separator: "  ")
    let chosen = try program.askUntil(
      "menu.prompt", values: ["commands": labels], hint: "prompt.needChoice"
    ) { text in choices.first { $0.isMeant(by: text, wording) } }
    switch chosen {
    case .start: return try StartCommand().run(in: program)
    case .resume: return try ResumeCommand().run(in: program)
    case .practise: return try PracticeCommand().run(in: program)
    case .transcript: return try readTranscript(program)
    case .quit: return .finished
    default: return .parked
    }
  }

  /// Shows the sessions, asks for one, and shows its transcript.
  private func readTranscript(_ program: Program) throws(Failure) -> ExitCode {
    let names = try program.sessionNames()
    guard !names.isEmpty else {
      throw Failure(code: .noInput, text: program.wording("sessions.none"))
    }
    _ = try program.reading { () throws(Failure) in try SessionsCommand().run(in: program) }
    let named = try program.askUntil("menu.whichSession", hint: "menu.noSuchSession") { text in
      names.first { $0 == text }
    }
    guard let name = named else { return .parked }
    return try program.reading { () throws(Failure) in try TranscriptCommand(session: name).run(in: program) }
  }
}
