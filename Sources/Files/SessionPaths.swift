// SPDX-License-Identifier: GPL-3.0-or-later

import Ledger
import Paths

/// The files that belong to a session: all beside it, under its own name.
///
/// The whole lines of a damaged session are copied to a file of their own (`SessionFile.salvage`); what was exported and
/// written before still belongs to them, and is found under the first name.
public struct SessionPaths {
  /// The session file's path without its ending.
  private let stem: String

  public init(_ sessionFile: String) {
    stem =
      sessionFile.hasSuffix(SessionFolder.ending)
      ? String(sessionFile.dropLast(SessionFolder.ending.count)) : sessionFile
  }

  /// The folder of the session with a slash behind it; nothing when the path names none.
  public var folder: String { stem.pathFolder }
  public var name: String { stem.pathName }
  /// Restore cards.
  public var cards: String { "\(first).cards" }
  /// What the practice server exported.
  public var exports: String { "\(first).exports" }
  /// The practice server itself.
  public var practiceServer: String { "\(first).server" }
  /// Command files for the server.
  public var commands: String { "\(first).commands" }
  public var transcript: String { "\(stem).transcript" }

  /// Without what `salvage` put behind the name: `.recovered`, `.recovered-2`.
  private var first: String {
    guard let dot = stem.lastIndex(of: "."), stem[dot...].hasPrefix(SessionFile.recoveredMark),
      stem[dot...].dropFirst(SessionFile.recoveredMark.count).allSatisfy({ $0 == "-" || $0.isNumber })
    else { return stem }
    return String(stem[..<dot])
  }
}
