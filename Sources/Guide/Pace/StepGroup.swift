// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure

/// Steps of one section that follow each other and that one answer confirms.
///
/// The walk of the procedure answers one item after the other; what follows is found by answering a copy of
/// the session.
struct StepGroup {
  struct Member {
    let item: Item
    let answer: Answer
  }

  /// In order; the pending item first.
  private(set) var members: [Member] = []
  /// The item that is asked for after them.
  private(set) var next: Item?

  var items: [Item] { members.map(\.item) }

  /// - Parameters:
  ///   - session: the session at the group's first item.
  ///   - answer: the answer that an item gets with the others; `nil` for one that has to be asked for alone.
  init(_ session: Session, now: Instant, answer: (Item, Session) -> Answer?) {
    var ahead = session
    while let item = ahead.pending, items.last?.step.section ?? item.step.section == item.step.section,
      ahead.kept[item.key] == nil, let answer = answer(item, ahead)
    {
      let record = ahead.record(.answered(key: item.key, answer), at: now)
      do throws(Refusal) { try ahead.apply(record) } catch { break }
      members.append(Member(item: item, answer: answer))
    }
    if !members.isEmpty { next = ahead.pending }
  }
}

extension Item {
  /// Whether it asks only for something to be clicked or opened: nothing is compared, decided, named, typed or
  /// checked, and nothing is deleted.
  var isPlainClick: Bool {
    guard question is Confirmation, case .article = step.origin else { return false }
    return step.kind == .act || step.kind == .export
  }
}

extension Step {
  /// The part of the procedure to which it belongs: the beginning of its identifier.
  var section: Substring { id.prefix { $0 != "." } }

  /// Its number in the article, where it has one.
  var number: Int? {
    if case .article(_, let number) = origin { return number }
    return nil
  }
}
