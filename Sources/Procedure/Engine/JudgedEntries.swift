// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Synchronization

/// Caches the conclusions about entries, because a walk asks for them repeatedly.
struct JudgedEntries: Sendable {
  typealias Judged = (judgement: Judgement, noted: NotedID?)

  private final class Shared: Sendable {
    let judged = Mutex<[EntryID: Judged]>([:])
  }

  private let shared = Shared()

  func judgement(_ id: EntryID, _ make: () -> Judged) -> Judged {
    if let known = shared.judged.withLock({ $0[id] }) { return known }
    let judged = make()
    shared.judged.withLock { $0[id] = judged }
    return judged
  }
}

/// Conclusions follow from the findings, so they are ignored when findings are compared.
extension JudgedEntries: Hashable {
  static func == (one: JudgedEntries, other: JudgedEntries) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}
