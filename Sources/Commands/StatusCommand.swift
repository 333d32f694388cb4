// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Guide
import JSON
import Journal
import ProgramParts
import Reports
import Usage
import Words

/// `status`: the current position of a session.
struct StatusCommand: Command {
  static let name = "status"
  static let operand: Operand? = .session
  static let options: [any Option] = [SharedOptions.json]
  static let examples = [Example("status fe01", "plain"), Example("status fe01 --json", "json")]

  let session: String
  var isJSON = false
}

extension StatusCommand {
  init(_ arguments: Arguments) {
    session = arguments.requiredOperand
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let read = try program.read(session)
    if isJSON {
      let summary = SessionSummary(named: SessionPaths(read.path).name, read.journal)
      program.console.result(summary.value.pretty)
    } else {
      let lines = StatusWords(wording: program.texts(of: read.session)).lines(
        read.session, head: read.journal.head)
      program.console.report(lines.map { label, value in "\(label): \(value)" })
    }
    try program.checkWhole(read)
    return .finished
  }
}
