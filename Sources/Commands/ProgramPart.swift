// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Journal
import Stores
import Texts
import Threads
import Words

/// The program, or a part of its work: a part speaks, asks and looks at the clock as its program does.
protocol ProgramPart {
  var program: Program { get }
}

extension Program: ProgramPart {
  var program: Program { self }
}

extension ProgramPart {
  var console: any Console { program.console }
  var wording: Wording { program.wording }

  func now() -> Instant { program.now() }

  /// Ctrl-C, and a signal to end, stop what is waited for.
  var cancellationToken: CancellationToken? {
    console.wakeUp.map { descriptor in
      CancellationToken(descriptor: descriptor) { [console] in console.takeStop() }
    }
  }

  func reading<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
    try program.reading(work)
  }

  func failure(_ error: JournalError) -> Failure {
    var text = JournalWords(wording: wording).text(error)
    if case .changed(_, _, let kept?) = error { text += "\n  \(resumeCommand(kept))" }
    return Failure(code: ExitCode(error), text: text)
  }

  func failure(_ error: FileError) -> Failure {
    Failure(code: ExitCode(error), text: FileWords(wording: wording).text(error))
  }

  /// Writes a new file; one of that name is never replaced.
  func writeNew(_ bytes: [UInt8], to path: String) throws(Failure) {
    do throws(JournalError) { try NewFile.write(bytes, to: path) } catch {
      if case .alreadyExists(let path) = error {
        throw Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
      }
      throw failure(error)
    }
  }

  /// Standard input is not read as a file where the questions are answered on it, at a terminal.
  func checkInput(_ path: String) throws(Failure) {
    guard console.isInteractive, PassingFile(path)?.isStandardInput == true else { return }
    throw Failure(code: .usage, text: wording("file.terminal", ["file": path]))
  }

  /// From the root of the file system on; what can be read only once keeps the name it was given.
  func absolute(_ path: String) -> String {
    PassingFile(path) == nil ? LocalPath(path).absolute : path
  }
}
