// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import Ledger
import Reports
import Servers
import Texts
import Words

extension Program {
  /// Without arguments: what somebody can do who does not know the commands.
  func menu() throws(Failure) -> ExitCode {
    console.show(wording("menu.title"), as: .heading)
    console.show(wording("menu.body"), as: .body)
    let commands: [Command] = [.start, .resume, .practise, .transcript, .quit]
    let labels = commands.map { $0.label(wording) }.joined(separator: "  ")
    let chosen = try askUntil("menu.prompt", values: ["commands": labels], hint: "prompt.needChoice") {
      text in
      commands.first { $0.isMeant(by: text, wording) }
    }
    switch chosen {
    case .start: return try start(StartOptions())
    case .resume: return try resume(nil, receipt: nil, LiveAccess())
    case .practise: return try practise(.duplicateRoot, seed: randomSeed(), name: nil)
    case .transcript: return try readTranscript()
    case .quit: return .finished
    default: return .parked
    }
  }

  /// Shows the sessions, asks for one, and shows its transcript.
  private func readTranscript() throws(Failure) -> ExitCode {
    let names = try sessionNames()
    guard !names.isEmpty else { throw Failure(code: .noInput, text: wording("sessions.none")) }
    _ = try reading { () throws(Failure) in try listSessions(json: false) }
    let named = try askUntil("menu.whichSession", hint: "menu.noSuchSession") { text in
      names.first { $0 == text }
    }
    guard let name = named else { return .parked }
    return try reading { () throws(Failure) in try writeTranscript(name, .text, output: nil) }
  }
}
