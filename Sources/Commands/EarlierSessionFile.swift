// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Guide
import Journal
import Procedure
import ProgramParts
import Texts

/// A session of another server, which a new one is begun like.
struct EarlierSessionFile {
  let session: Session
  let path: String
  let head: String

  var name: String { SessionPaths(path).name }
  var earlier: EarlierSession { EarlierSession(session, named: name, head: head) }
}

extension ProgramPart {
  /// A session that has ended and whose path is known.
  ///
  /// - Parameter refusal: the key of what is wrong with it besides; `nil` if nothing is.
  func earlierSession(
    _ name: String, _ refusal: (Session) -> String?
  ) throws(Failure) -> EarlierSessionFile {
    let read = try read(name)
    try checkWhole(read)
    let session = read.session
    let key =
      refusal(session) ?? (session.ending == nil ? "like.notEnded" : nil)
      ?? (session.findings.path.isEmpty ? "like.noPath" : nil)
    if let key {
      throw Failure(
        code: .unresolved, text: wording(key, ["session": SessionPaths(read.path).name]))
    }
    return EarlierSessionFile(session: session, path: read.path, head: read.journal.head)
  }
}
