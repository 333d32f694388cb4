// SPDX-License-Identifier: GPL-3.0-or-later

import Files
package import Guide
package import Journal
import Texts
import Usage

// Where sessions are, and how they are named on the command line.

extension ProgramPart {
  package func sessionFolder() throws(Failure) -> SessionFolder {
    guard let folder = program.folder else { throw Failure(code: .noInput, text: wording("session.noHome")) }
    return folder
  }

  /// The names of all sessions in the folder.
  package func sessionNames() throws(Failure) -> [String] {
    let folder = try sessionFolder()
    do throws(JournalError) { return try folder.names() } catch { throw failure(error) }
  }

  /// The file of a session named on the command line: a path, or a name in the folder.
  package func sessionPath(_ session: String) throws(Failure) -> String {
    if session.contains("/") || session.hasSuffix(SessionFolder.ending) { return absolute(session) }
    return try sessionFolder().file(named: checked(session))
  }

  /// - Returns: the name.
  package func checked(_ name: String) throws(Failure) -> String {
    guard SessionFolder.isName(name) else {
      throw Failure(code: .usage, text: wording("session.badName", ["name": SafeText.harmlessLine(name)]))
    }
    return name
  }

  /// The command that resumes a session: with its name if it is in the folder, otherwise its path.
  ///
  /// - Parameter pace: added when it is not the usual one; a session does not keep it.
  package func resumeCommand(_ path: String, _ pace: Pace = .each) -> String {
    let command = command(Verb.resume, path)
    return pace == .each ? command : "\(command) \(Verb.pace) \(pace.rawValue)"
  }

  /// The command that runs a verb on a session.
  package func command(_ verb: String, _ path: String) -> String {
    let paths = SessionPaths(path)
    let isUsual = program.folder.map { $0.file(named: paths.name) == path } ?? false
    return "lync-pin-wizard \(verb) \(isUsual ? paths.name : ShellWord.quoted(path))"
  }
}
