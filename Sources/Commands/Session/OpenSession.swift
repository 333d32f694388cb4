// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Procedure
import Servers

/// A session with its file open for writing, outside the procedure's own questions.
final class OpenSession {
  private let recorder: SessionRecorder
  /// Where the torn end of the file was saved; `nil` if it was not torn.
  let tornTail: String?
  /// Why the record of a command could not be written.
  private(set) var problem: SessionRecorder.Problem?

  init(_ recorder: SessionRecorder, tornTail: String?) {
    self.recorder = recorder
    self.tornTail = tornTail
  }

  var file: SessionFile { recorder.file }
  var session: Session { recorder.session }
  var path: String { file.path }

  func record(_ event: Event) throws(SessionRecorder.Problem) { try recorder.record(event) }

  /// From now on, every command that is run is recorded in the file.
  func keepRecord(of serverAccess: any ServerAccess) {
    serverAccess.keepRecord { [unowned self] event in
      do throws(SessionRecorder.Problem) { try record(event) } catch {
        problem = error
        return false
      }
      return true
    }
  }
}
