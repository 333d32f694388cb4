// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Occurrences

extension Session {
  /// The removed certificates that were restored, and when.
  public var restored: [EntryID: Instant] {
    var restored: [EntryID: Instant] = [:]
    for record in records {
      if case .restored(let id, _) = record.event { restored[id] = record.at }
    }
    return restored
  }

  /// The removed certificates that were not restored, in order.
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

  /// The command files that were written when this was the session's last hash.
  public func commandOrder(head: String) -> CommandOrder? {
    for record in records.reversed() {
      if case .commanded(let order) = record.event, order.head == head { return order }
    }
    return nil
  }
}
