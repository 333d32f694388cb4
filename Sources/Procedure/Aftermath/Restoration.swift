// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// How it was made sure of that a removed certificate is back.
public enum Restoration: Hashable, Sendable {
  /// The wizard put it back and looked.
  case byWizard
  /// The admin put it back, and a file shows it; its name as given.
  case seenIn(file: String)
  /// The admin put it back and says so.
  case byWord
}

extension Session {
  /// The removed certificates that were brought back, and when.
  public var restored: [EntryID: Instant] {
    var restored: [EntryID: Instant] = [:]
    for record in records {
      if case .restored(let id, _) = record.event { restored[id] = record.at }
    }
    return restored
  }

  /// The removed certificates that are still away, in order.
  public var removed: [EntryID] {
    let restored = restored
    return findings.path.flatMap(findings.entries(of:)).filter {
      findings.entries[$0]?.isGone == true && restored[$0] == nil
    }
  }

  /// When the last certificate was reported gone.
  public var lastDeletion: Instant? {
    given.last(where: \.answer.isDeletion)?.at
  }

  /// The command files that were written with this hash as the session's last.
  public func commandOrder(head: String) -> CommandOrder? {
    for record in records.reversed() {
      if case .commanded(let order) = record.event, order.head == head { return order }
    }
    return nil
  }
}
