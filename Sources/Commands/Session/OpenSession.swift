// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Procedure
import Servers

/// A session with its file open to write to, outside the procedure's own questions.
final class OpenSession {
  /// Why an event was not taken.
  enum Problem: Error {
    case refused(Refusal)
    case lost(LedgerError)
  }

  let file: SessionFile
  /// Where the end of the file was kept, when it was torn.
  let tornTail: String?
  private(set) var session: Session
  /// Why the record of a command could not be written.
  private(set) var problem: Problem?
  private let now: () -> Instant

  init(_ file: SessionFile, _ session: Session, tornTail: String?, now: @escaping () -> Instant) {
    self.file = file
    self.session = session
    self.tornTail = tornTail
    self.now = now
  }

  var path: String { file.path }

  /// Hands an event to the engine and, when it is taken, to the file. The session moves on only after that.
  func take(_ event: Event) throws(Problem) {
    let record = session.record(event, at: now())
    var next = session
    do throws(Refusal) { try next.apply(record) } catch { throw .refused(error) }
    do throws(LedgerError) { try file.append(record) } catch { throw .lost(error) }
    session = next
  }

  /// From here on, the file hears of every command that is run.
  func keepRecord(of frontEnd: any FrontEnd) {
    frontEnd.keepRecord { [unowned self] event in
      do throws(Problem) { try take(event) } catch {
        problem = error
        return false
      }
      return true
    }
  }
}
