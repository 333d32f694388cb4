// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Guide
import JSON
import Journal
import Procedure
import Texts
import Usage
import Words
import X509

/// `sessions`: lists all sessions in the usual folder.
struct SessionsCommand: Command {
  static let name = "sessions"
  static let options: [any Option] = [SharedOptions.json]
  static let examples = [Example("sessions", "plain"), Example("sessions --json", "json")]

  var isJSON = false
}

extension SessionsCommand {
  init(_ arguments: Arguments) {
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let folder = try program.sessionFolder()
    let names = try program.sessionNames()
    if isJSON {
      let values = names.map { name in
        SessionSummary(journal: try? SessionFile.read(at: folder.file(named: name), signatures: .libcrypto))
          .value(named: name)
      }
      program.console.result(JSONValue.array(values).pretty)
      return .finished
    }
    if names.isEmpty { program.console.show(program.wording("sessions.none"), as: .body) }
    for name in names {
      program.console.result("\(name)  \(state(folder.file(named: name), program.wording))\n")
    }
    return .finished
  }

  private func state(_ path: String, _ wording: Wording) -> String {
    guard let journal = try? SessionFile.read(at: path, signatures: .libcrypto), let session = journal.session
    else { return wording("sessions.unreadable") }
    if let damage = journal.damage { return wording("sessions.damaged", ["line": String(damage.line)]) }
    let server = session.findings.server ?? "?"
    let windows = WindowsText(wording: wording)
    let last = session.records.last.map {
      windows.moment($0.at, offsetMinutes: session.findings.trustedOffset)
    }
    let state = StatusWords(wording: wording).position(session)
    let mark = session.start.mark(wording).map { "\($0) · " } ?? ""
    return "\(mark)\(server) · \(last ?? "") · \(state)"
  }
}
