// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import ProgramParts
import Usage

/// `version`: shows the program's version.
struct VersionCommand: Command {
  static let name = "version"
  static let examples = [Example("version", "plain"), Example("--version", "option")]

  var takesAnswers: Bool { false }
}

extension VersionCommand {
  init(_ arguments: Arguments) {}

  func run(in program: Program) -> ExitCode {
    program.console.result("lync-pin-wizard \(Program.version)\n")
    return .finished
  }
}
