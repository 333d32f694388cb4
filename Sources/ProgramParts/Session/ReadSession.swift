// SPDX-License-Identifier: GPL-3.0-or-later

package import Journal
package import Procedure
import X509

/// A session opened only for reading: its file as is, with any errors in it.
package struct ReadSession {
  package let path: String
  package let journal: JournalReading
  package let session: Session

  package init(path: String, journal: JournalReading, session: Session) {
    self.path = path
    self.journal = journal
    self.session = session
  }
}

extension ProgramPart {
  /// Reads a session that was named on the command line, without locking it.
  package func read(_ name: String) throws(Failure) -> ReadSession {
    let path = try sessionPath(name)
    do throws(JournalError) {
      let journal = try SessionFile.read(at: path, signatures: .libcrypto)
      if case .refused(.newerFormat(let format))? = journal.damage?.damage {
        throw .newerFormat(path: path, format: format)
      }
      if case .refused(.sessionTooLong)? = journal.damage?.damage { throw .tooLarge(path: path) }
      guard let session = journal.session else { throw .notASession(path: path) }
      return ReadSession(path: path, journal: journal, session: session)
    } catch {
      throw failure(error)
    }
  }

  /// Fails when a line of the session's file is damaged.
  package func checkWhole(_ read: ReadSession) throws(Failure) {
    guard let damage = read.journal.damage else { return }
    throw failure(.damaged(path: read.path, line: damage.line, damage: damage.damage))
  }
}
