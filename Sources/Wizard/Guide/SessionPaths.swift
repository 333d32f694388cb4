// SPDX-License-Identifier: GPL-3.0-or-later

import Ledger

/// The files that belong to a session: all beside it, under its own name.
struct SessionPaths {
  /// The session file's path without its ending.
  let stem: String

  init(_ sessionFile: String) {
    stem =
      sessionFile.hasSuffix(SessionFolder.ending)
      ? String(sessionFile.dropLast(SessionFolder.ending.count)) : sessionFile
  }

  var name: String { stem.split(separator: "/").last.map(String.init) ?? stem }
  /// Restore cards.
  var cards: String { "\(stem).cards" }
  /// What the practice server exported.
  var exports: String { "\(stem).exports" }
  /// The practice server itself.
  var practiceServer: String { "\(stem).server" }
  var transcript: String { "\(stem).transcript" }
}
