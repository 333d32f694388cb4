// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Texts
import Words

extension Guide {
  /// Both halves use one console. While it is still open, steps 1 to 5 of the second half are one question,
  /// and each is recorded under its own number. A session that was interrupted between these records asks again.
  ///
  /// - Returns: whether they were answered.
  func skipOpenConsole(_ item: Item) throws(Interruption) -> Bool {
    let steps = StoreSection(role: .intermediate).addSnapIn
    let first = StoreSection(role: .root).addSnapIn[0]
    let isInterrupted = !hasAskedForConsole && session.given.last?.answer.read(as: Skipped.self) != nil
    guard let index = steps.firstIndex(of: item.step), index == 0 || isInterrupted, item != shown,
      session.given.contains(where: { $0.item.step == first })
    else { return false }
    hasAskedForConsole = true
    console.endSkipping()
    console.show("", as: .body)
    console.show(place(item), as: .quiet)
    titleRow = console.writtenRows
    console.show(wording("console.title"), as: .heading)
    let choice = try choose(
      item, wording("console.body"),
      from: PromptChoices(yes: wording("console.yes"), no: wording("console.no")))
    guard case .command(.yes) = choice else { return false }
    while let pending = session.pending, steps.contains(pending.step) {
      guard try answer(pending, .skipped(reason: wording("console.reason"))) else { return false }
    }
    return true
  }
}
