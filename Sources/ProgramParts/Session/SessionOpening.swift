// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Guide
package import Journal
package import Procedure
import Texts
import Words
import X509

// Opening a session's file for writing.

extension ProgramPart {
  /// Opens a session's file to continue it.
  package func open(_ path: String) throws(Failure) -> OpenSession {
    do throws(JournalError) {
      let (file, session, tornTail) = try reading { () throws(JournalError) in
        try SessionFile.open(at: path, signatures: .libcrypto)
      }
      tellLock(file)
      return OpenSession(SessionRecorder(file, session, now: now), tornTail: tornTail)
    } catch {
      throw damaged(error) ?? failure(error)
    }
  }

  /// Records an event in a session and its file.
  package func record(_ event: Event, _ open: OpenSession) throws(Failure) {
    do throws(SessionRecorder.Problem) { try open.record(event) } catch { throw failure(error) }
  }

  package func failure(_ problem: SessionRecorder.Problem) -> Failure {
    switch problem {
    case .refused(let refusal):
      Failure(code: .badData, text: RefusalWords(wording: wording).text(refusal))
    case .lost(let error): failure(error)
    }
  }

  package func tellLock(_ file: SessionFile) {
    if !file.isLocked { console.show(wording("session.noLock", ["file": file.path]), as: .warning) }
  }

  /// The intact part of a damaged session is copied, so that the work can continue from there.
  private func damaged(_ error: JournalError) -> Failure? {
    guard case .damaged(let path, _, _) = error else { return nil }
    let text = JournalWords(wording: wording).text(error)
    do throws(JournalError) {
      let copy = try reading { () throws(JournalError) in
        try SessionFile.salvage(path, signatures: .libcrypto)
      }
      return Failure(
        code: .badData,
        text: wording("session.salvaged", ["reason": text, "file": copy, "command": resumeCommand(copy)]))
    } catch {
      return nil
    }
  }
}
