// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
package import Journal
package import Procedure
package import Servers

/// A session with its file open for writing, outside the procedure's own questions.
package final class OpenSession {
  private let recorder: SessionRecorder
  /// Where the torn end of the file was saved; `nil` if it was not torn.
  package let tornTail: String?
  /// Why the record of a command could not be written.
  package private(set) var problem: SessionRecorder.Problem?

  package init(_ recorder: SessionRecorder, tornTail: String?) {
    self.recorder = recorder
    self.tornTail = tornTail
  }

  package var file: SessionFile { recorder.file }
  package var session: Session { recorder.session }
  package var path: String { file.path }

  package func record(_ event: Event) throws(SessionRecorder.Problem) { try recorder.record(event) }

  /// From now on, every command that is run is recorded in the file.
  package func keepRecord(of serverAccess: any ServerAccess) {
    serverAccess.keepRecord { [unowned self] event in
      do throws(SessionRecorder.Problem) { try record(event) } catch {
        problem = error
        return false
      }
      return true
    }
  }
}
