// SPDX-License-Identifier: GPL-3.0-or-later

import Journal
import Paths

/// The files that belong to a session: all are next to it and start with its name.
///
/// The intact lines of a damaged session are copied to a separate file (`SessionFile.salvage`); earlier
/// exports and other files still belong to it, and are found under the original name.
public struct SessionPaths {
  /// The session file's path without its ending.
  private let stem: String

  public init(_ sessionFile: String) {
    stem =
      sessionFile.hasSuffix(SessionFolder.ending)
      ? String(sessionFile.dropLast(SessionFolder.ending.count)) : sessionFile
  }

  /// The session's folder with a trailing slash; empty when the path has none.
  public var folder: String { stem.pathFolder }
  public var name: String { stem.pathName }
  public static let machineEnding = ".desktop"

  /// Restore cards.
  public var cards: String { "\(first).cards" }
  /// Exports of the practice server.
  public var exports: String { "\(first).exports" }
  /// The practice server's state.
  public var practiceServer: String { "\(first).server" }
  /// The state of a practice server that is worked on by hand.
  public var practiceMachine: String { first + Self.machineEnding }
  /// Command files for the server.
  public var commands: String { "\(first).commands" }
  /// Texts that were pasted.
  public var pasted: String { "\(first).pasted" }
  /// The certificates of the path, if they were offered from another session.
  public var path: String { "\(first).path" }
  /// Files supplied at the start, if the session came from another computer.
  public var files: String { "\(first).files" }
  public var transcript: String { "\(stem).transcript" }

  /// The folders that go along when the session is handed over.
  public var companions: [String] { [cards, exports, practiceServer, pasted] }

  /// The folders and files of fixed names that lie next to the session.
  var folders: [String] {
    companions + [practiceMachine, "\(practiceMachine).lock", files, path]
  }

  /// The name without the suffix that `salvage` adds: `.recovered`, `.recovered-2`.
  private var first: String {
    guard let dot = stem.lastIndex(of: "."), stem[dot...].hasPrefix(SessionFile.recoveredMark),
      stem[dot...].dropFirst(SessionFile.recoveredMark.count).allSatisfy({ $0 == "-" || $0.isNumber })
    else { return stem }
    return String(stem[..<dot])
  }
}
