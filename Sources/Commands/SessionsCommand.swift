// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import JSON
import Journal
import Procedure
import ProgramParts
import Reports
import Texts
import Usage
import Words
import X509

/// `sessions`: lists all sessions in the usual folder, and removes those that the user names.
struct SessionsCommand: Command {
  static let name = "sessions"
  static let options: [any Option] = [SharedOptions.json, prune]
  static let examples = [
    Example("sessions", "plain"), Example("sessions --json", "json"), Example("sessions --prune", "prune"),
  ]

  static let prune = Flag("prune")

  var isJSON = false
  /// Whether to ask about each session that can be removed.
  var prunes = false
}

extension SessionsCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    isJSON = arguments.has(SharedOptions.json)
    prunes = arguments.has(Self.prune)
    if isJSON, prunes { throw Misuse("usage.pruneAlone", SharedOptions.json.typed) }
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let sessions = try program.listedSessions()
    if isJSON {
      program.console.result(
        SessionSummary.list(sessions.map { SessionSummary(named: $0.name, $0.journal) }).pretty)
      return .finished
    }
    if sessions.isEmpty { program.console.show(program.wording("sessions.none"), as: .body) }
    if prunes { return try SessionPruning(program: program).run(sessions) }
    for session in sessions { program.console.result(session.line(program.wording) + "\n") }
    return .finished
  }
}

extension ProgramPart {
  /// All sessions of the folder.
  fileprivate func listedSessions() throws(Failure) -> [ListedSession] {
    let folder = try sessionFolder()
    return ListedSession.sorted(
      try sessionNames().map { name in
        let path = folder.file(named: name)
        return ListedSession(
          name: name, path: path, journal: try? SessionFile.read(at: path, signatures: .libcrypto))
      })
  }
}
