// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

extension Ending {
  /// The ending of a session that completed both sections.
  init(_ findings: Findings) {
    let ids = findings.path.flatMap(findings.entries(of:))
    let judgements = ids.compactMap { findings.judgement($0)?.judgement }
    // A row that belongs to another noted certificate is decided in that certificate's list.
    let kept = ids.filter { id in
      guard let judged = findings.judgement(id), judged.noted == id.noted else { return false }
      return judged.judgement.verdict.allowsRemoval && findings.entries[id]?.isGone != true
    }
    let isReviewed =
      judgements.contains(where: \.needsReview)
      || kept.contains {
        findings.isOwners($0) || findings.decision($0) != nil && !findings.isKept($0)
      }
      || findings.hasUnexpectedRecount
    if !findings.problems.isEmpty {
      self = .problemRemains
    } else if isReviewed {
      self = .stoppedForReview
    } else if !kept.isEmpty {
      self = .duplicatesKept
    } else {
      self = findings.hasDeleted ? .duplicatesRemoved : .listedOnce
    }
  }
}

extension Findings {
  /// Whether an entry that stays is another certificate of the noted authority, so that its owner must be
  /// informed.
  fileprivate func isOwners(_ id: EntryID) -> Bool {
    [.renewed, .generation].contains(verdict(id))
  }

  /// Whether the admin chose to keep an entry that could have been removed.
  func isKept(_ id: EntryID) -> Bool {
    if case .keep? = decision(id) { return true }
    return false
  }

  /// Whether step 20 found another number of rows than should be left.
  public var hasUnexpectedRecount: Bool { recounts.contains { $1 != expectedCount($0) } }

  /// The number of rows that step 20 should find.
  public func expectedCount(_ id: NotedID) -> Int {
    entries(of: id).count { entries[$0]?.isGone != true }
  }
}
