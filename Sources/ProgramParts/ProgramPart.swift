// SPDX-License-Identifier: GPL-3.0-or-later

package import Facts
import Files
package import Guide
package import Journal
package import Procedure
package import Stores
package import Texts
package import Threads
import Words

/// The program, or a part of its work: a part uses the program's console, prompts and clock.
package protocol ProgramPart {
  var program: Program { get }
}

extension Program: ProgramPart {
  package var program: Program { self }
}

extension ProgramPart {
  package var console: any Console { program.console }
  package var wording: Wording { program.wording }

  /// The texts of a session: the product's own, where it has some; the languages of the server's labels are its own
  /// unless the command line says others, and the words of a server of practice are not in doubt.
  package func texts(of session: Session) -> Wording {
    let labels = program.saysLabels ? nil : session.labels
    let wording =
      (labels.map { program.wording.labelled(windows: $0.windows, lync: $0.lync) } ?? program.wording)
      .of(session)
    return session.start.practice == nil ? wording : wording.ofMadeUpServer
  }

  package func now() -> Instant { program.now() }

  /// Cancels waiting at Ctrl-C or a signal to stop.
  package var cancellationToken: CancellationToken? {
    console.wakeUp.map { descriptor in
      CancellationToken(descriptor: descriptor) { [console] in console.takeStop() }
    }
  }

  package func reading<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
    try program.reading(work)
  }

  package func failure(_ error: JournalError) -> Failure {
    var text = JournalWords(wording: wording).text(error)
    if case .changed(_, _, let kept?) = error { text += "\n  \(resumeCommand(kept))" }
    return Failure(code: ExitCode(error), text: text)
  }

  package func failure(_ error: FileError) -> Failure {
    Failure(code: ExitCode(error), text: FileWords(wording: wording).text(error))
  }

  /// Writes a new file; an existing one is never replaced.
  package func writeNew(_ bytes: [UInt8], to path: String) throws(Failure) {
    do throws(JournalError) { try NewFile.write(bytes, to: path) } catch {
      if case .alreadyExists(let path) = error {
        throw Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
      }
      throw failure(error)
    }
  }

  /// Standard input is not read as a file if questions are answered on it at a terminal.
  package func checkInput(_ path: String) throws(Failure) {
    guard console.isInteractive, PassingFile(path)?.isStandardInput == true else { return }
    throw Failure(code: .usage, text: wording("file.terminal", ["file": path]))
  }

  /// The absolute path; a file that can be read only once keeps the name as typed.
  package func absolute(_ path: String) -> String {
    PassingFile(path) == nil ? LocalPath(path).absolute : path
  }
}
