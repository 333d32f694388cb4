// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import ProgramParts
import Usage

/// `help`: shows the commands and options, or one command.
struct HelpCommand: Command {
  static let name = "help"
  static let operand: Operand? = .command
  static let examples = [Example("help", "all"), Example("help inspect", "one")]

  /// The command to show; `nil` for all.
  var command: String?

  var takesAnswers: Bool { false }
}

extension HelpCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    command = arguments.operand
    let names = arguments.commands.map { $0.name }
    if let command, !names.contains(command) { throw Misuse(unknownCommand: command, among: names) }
  }

  func run(in program: Program) -> ExitCode {
    let help = Help(wording: program.wording, commands: program.commands)
    let about = program.commands.first { $0.name == command }
    program.console.page((about.map(help.text(of:)) ?? help.text) + "\n")
    return .finished
  }
}
