// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

/// Text from the server that was pasted into a session, and is kept in a folder next to it.
public struct PastedFile: Hashable, Sendable {
  public let path: String
  /// The store of entries for which the text names none; `nil` for certificates of the path.
  public let store: Store?

  /// Everything that was pasted into a session, in order.
  ///
  /// - Parameter path: the session file's.
  public static func all(in session: Session, at path: String) -> [PastedFile] {
    let paths = SessionPaths(path)
    return session.records.compactMap { record in
      guard case .pasted(let file, let store) = record.event else { return nil }
      return PastedFile(path: "\(paths.pasted)/\(file)", store: store)
    }
  }
}
