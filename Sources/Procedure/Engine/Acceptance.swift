// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts

extension Findings {
  /// Applies an answer to the findings, or refuses it and leaves them unchanged.
  ///
  /// - Parameter now: when the answer was given.
  mutating func accept(_ answer: Answer, to item: Item, at now: Instant) throws(Refusal) {
    if let skipped = answer.read(as: Skipped.self), !item.question.isOptional {
      guard item.step.isSkippable else { throw .notSkippable }
      guard !skipped.reason.isEmpty else { throw .reasonMissing }
      item.question.skip(in: &self)
      return
    }
    var next = self
    try item.question.accept(answer, at: item.step, into: &next, now: now)
    if answer.content.bringsNews {
      next.isLookDue = true
      next.settle(at: now)
    }
    self = next
  }

  /// Changes what is known about a listed entry, or throws and leaves it unchanged.
  mutating func change(
    _ id: EntryID, _ change: (inout EntryFindings) throws(Refusal) -> Void
  ) throws(Refusal) {
    guard var entry = entries[id] else { throw .notOffered }
    try change(&entry)
    entries[id] = entry
  }
}
