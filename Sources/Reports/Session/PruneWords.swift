// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Files
public import Procedure
public import Texts
public import Words

/// Why a session is not offered for removal.
public enum PruneObjection: String, CaseIterable, Sendable {
  /// What cannot be read whole may tell of a deletion.
  case unreadable
  case deletionUnderWay
  case notEnded
  /// Another window works on it.
  case inUse

  /// Only sessions that have ended can be removed, and practice sessions, in which nothing is real.
  ///
  /// - Parameter session: `nil` if the file cannot be read to its end.
  public init?(_ session: Session?) {
    guard let session else {
      self = .unreadable
      return
    }
    guard !session.hasDeletionUnderWay else {
      self = .deletionUnderWay
      return
    }
    guard session.ending != nil || session.start.practice != nil else {
      self = .notEnded
      return
    }
    return nil
  }
}

/// What is said before a session is removed.
public struct PruneWords {
  private let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// What goes with a session, what stays, and what can no longer be done afterward.
  public func lines(_ session: Session, _ belongings: SessionBelongings) -> [(text: String, tone: Tone)] {
    var lines: [(text: String, tone: Tone)] = []
    if !belongings.items.isEmpty {
      lines.append((wording("prune.goes", ["files": names(belongings.items)]), .body))
    }
    if belongings.isShared { lines.append((wording("prune.shared"), .body)) }
    let elsewhere = elsewhere(session, belongings)
    if !elsewhere.isEmpty {
      lines.append((wording("prune.stays", ["files": elsewhere.joined(separator: ", ")]), .body))
    }
    if session.hasRealDeletion {
      let values = ["server": session.findings.server ?? "?", "names": deleted(session)]
      lines.append((wording("prune.deleted", values), .danger))
    }
    return lines
  }

  private func names(_ items: [SessionBelongings.Item]) -> String {
    items.map { item in
      item.fileCount.map { wording("prune.folder", ["name": item.name, "count": String($0)]) } ?? item.name
    }.joined(separator: ", ")
  }

  private func deleted(_ session: Session) -> String {
    let removed = session.removed.compactMap { session.findings.entries[$0]?.facts }
    let outside = session.outside.map { OutsideWords(wording: wording).name($0, in: session) }
    return (removed.map { "\($0.issuedTo) (\($0.serial))" } + outside).joined(separator: ", ")
  }

  /// Exports that were read back from somewhere else.
  private func elsewhere(_ session: Session, _ belongings: SessionBelongings) -> [String] {
    let folders = belongings.items.map { "\($0.path)/" }
    return session.findings.entries.sorted { $0.key < $1.key }.compactMap { _, entry in
      guard case .readBack(let path)? = entry.removal?.export?.proof else { return nil }
      return folders.contains(where: path.hasPrefix) ? nil : path
    }
  }
}

extension Session {
  /// Whether certificates of a real server were deleted that were not restored.
  public var hasRealDeletion: Bool { start.practice == nil && !(removed.isEmpty && outside.isEmpty) }
}
