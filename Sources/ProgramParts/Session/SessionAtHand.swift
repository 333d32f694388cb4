// SPDX-License-Identifier: GPL-3.0-or-later

package import Journal
package import Procedure
package import Servers

/// A session whose server is looked at: open for writing, or only read.
package protocol SessionAtHand {
  var path: String { get }
  var session: Session { get }
  /// Why the record of a command could not be written.
  var problem: SessionRecorder.Problem? { get }
  /// From now on, every command that is run on the server is recorded, if the session is open for writing.
  func keepRecord(of serverAccess: any ServerAccess)
}

extension OpenSession: SessionAtHand {}

extension ReadSession: SessionAtHand {
  package var problem: SessionRecorder.Problem? { nil }
  package func keepRecord(of serverAccess: any ServerAccess) {}
}
