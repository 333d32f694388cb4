// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Synchronization

/// The conclusions about entries, each drawn once: a walk asks for them again and again.
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

/// What was concluded follows from the findings, and tells none from others.
extension JudgedEntries: Hashable {
  static func == (one: JudgedEntries, other: JudgedEntries) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}
