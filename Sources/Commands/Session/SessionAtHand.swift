// SPDX-License-Identifier: GPL-3.0-or-later

import Journal
import Procedure
import Servers

/// A session whose server is looked at: open for writing, or only read.
protocol SessionAtHand {
  var path: String { get }
  var session: Session { get }
  /// Why the record of a command could not be written.
  var problem: SessionRecorder.Problem? { get }
  /// From now on, every command that is run on the server is recorded, if the session is open for writing.
  func keepRecord(of serverAccess: any ServerAccess)
}

extension OpenSession: SessionAtHand {}

extension ReadSession: SessionAtHand {
  var problem: SessionRecorder.Problem? { nil }
  func keepRecord(of serverAccess: any ServerAccess) {}
}
