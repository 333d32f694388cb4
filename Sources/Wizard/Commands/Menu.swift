// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

extension Program {
  /// Without arguments: what somebody can do who does not know the commands.
  func menu() throws(Failure) -> ExitCode {
    console.show(wording("menu.title"), as: .heading)
    console.show(wording("menu.body"), as: .body)
    let commands: [Command] = [.start, .resume, .practise, .quit]
    let labels = commands.map { $0.label(wording) }.joined(separator: "  ")
    let chosen = try askUntil("menu.prompt", values: ["commands": labels], hint: "prompt.needChoice") {
      text in
      commands.first { $0.isMeant(by: text, wording) }
    }
    switch chosen {
    case .start: return try start(StartOptions())
    case .resume: return try resume(nil)
    case .practise: return try practise(.duplicateRoot, seed: randomSeed(), name: nil)
    case .quit: return .finished
    default: return .parked
    }
  }
}
