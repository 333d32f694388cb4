// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Servers
import Texts
import Words

// Several steps with one answer. Each is recorded as an event of its own, as if it had been answered alone.

extension Guide {
  /// Clicks that the answer to the question after them confirms: it cannot be given without them.
  struct LeadIn {
    let group: StepGroup
    let next: Item
  }

  /// Shows the pending item with the steps after it, if they belong together, and asks once.
  ///
  /// - Returns: whether it was asked; otherwise it has to be asked for alone.
  func askTogether(_ item: Item) throws(Interruption) -> Bool {
    let own = StepGroup(session, now: now(), answer: ownAnswer)
    if !own.members.isEmpty {
      try askOwn(own, from: item)
      return true
    }
    guard pace == .window, item.isPlainClick else { return false }
    let clicks = StepGroup(session, now: now(), answer: clickAnswer)
    if let next = clicks.next, isLedTo(next, from: item), !clicks.members.isEmpty {
      try ask(LeadIn(group: clicks, next: next))
      return true
    }
    guard clicks.members.count > 1 else { return false }
    try askClicks(clicks, from: item)
    return true
  }

  private func clickAnswer(_ item: Item, in session: Session) -> Answer? {
    guard item.isPlainClick, doer(of: item) != .wizard, !askedSingly.contains(item.key),
      receipt?.answer(to: item, in: session) == nil
    else { return nil }
    return .confirmed
  }

  private func askClicks(_ group: StepGroup, from item: Item) throws(Interruption) {
    presentGroup(group, from: item)
    let example = group.items.last?.step.number.map(String.init) ?? ""
    let choices = PromptChoices([.done, .apart]).answering(yes: .done, no: .apart, skip: .apart)
    switch try choose(item, wording("pace.confirm", ["number": example]), from: choices, takesText: true, default: .done) {
    case .command(.done): try confirm(group.members)
    case .command: askSingly(group.items)
    case .text(let text):
      guard let number = undone(text),
        let index = group.items.firstIndex(where: { $0.step.number == number })
      else {
        console.show(wording("pace.noSuch", ["text": text.trimmed]), as: .error)
        return
      }
      try confirm(group.members.prefix(index))
      askSingly(group.items.suffix(from: index))
    }
  }

  /// The step in “3”, “no 3” or “skip 3”.
  private func undone(_ text: String) -> Int? {
    let words = text.narrowed.trimmed.split(separator: " ").map(String.init)
    guard (1...2).contains(words.count), let number = words.last.flatMap({ Int($0) }) else { return nil }
    let isDenied = [Choice.no, .skip, .apart].contains { $0.isMeantInAnyLanguage(by: words[0]) }
    return words.count == 1 || isDenied ? number : nil
  }

  private func presentGroup(_ group: StepGroup, from item: Item) {
    if item != shown { present(group.items) }
    shown = item
    shownGroup = group.items
  }

  private func askSingly(_ items: some Sequence<Item>) {
    askedSingly.formUnion(items.map(\.key))
    shown = nil
    shownGroup = []
  }

  /// Records the steps, each by itself; “back” takes all of them back.
  private func confirm(_ members: some Sequence<StepGroup.Member>) throws(Interruption) {
    var recorded: [Int] = []
    defer { answeredTogether.append(recorded) }
    for member in members {
      guard session.pending == member.item, try answer(member.item, member.answer) else { return }
      recorded += session.given.last.map { [$0.sequence] } ?? []
    }
  }

  /// The records that “back” takes back, last first, if it takes back this one.
  func takenBack(with sequence: Int) -> [Int] {
    guard let group = answeredTogether.last(where: { $0.last == sequence }) else { return [sequence] }
    return group.reversed()
  }
}

// MARK: - Clicks before a question

extension Guide {
  /// Whether the question asks for something that only these clicks show, and never takes Enter for an answer
  /// to it; a check of the server's state stands alone.
  private func isLedTo(_ next: Item, from item: Item) -> Bool {
    guard next.step.section == item.step.section, session.kept[next.key] == nil,
      receipt?.answer(to: next, in: session) == nil
    else { return false }
    switch next.question {
    case is NotedValue, is PathBranch, is RowList, is RowValue: return true
    case is ExportNaming, is ReadBack: return serverAccess.editor == nil
    default: return false
    }
  }

  private func ask(_ lead: LeadIn) throws(Interruption) {
    if lead.next != shown {
      if lead.group.members.count > 1 { present(lead.group.items) } else { present(lead.group.items[0]) }
      console.show(wording("pace.then"), as: .quiet)
      try lead.next.asked.lookFirst(lead.next, in: self)
      shown = lead.group.items.last
      present(lead.next)
    }
    shown = lead.next
    leadIn = lead
    defer { leadIn = nil }
    do throws(Interruption) { try lead.next.asked.ask(lead.next, in: self) } catch {
      guard case .again(let before) = error else { throw error }
      try answer(lead.next, before)
    }
  }

  /// The choice that Enter means. After clicks that were not confirmed yet, it means nothing.
  func standard(_ choice: Choice?, at item: Item) -> Choice? { leadIn?.next == item ? nil : choice }

  /// Records the clicks before an answer, if the answer is accepted after them.
  ///
  /// - Returns: why it is refused.
  func recordLeadIn(to item: Item, _ answer: Answer) throws(Interruption) -> Refusal? {
    guard let lead = leadIn, lead.next == item, session.pending == lead.group.items.first else { return nil }
    var ahead = session
    do throws(Refusal) {
      for one in lead.group.members + [StepGroup.Member(item: item, answer: answer)] {
        try ahead.apply(ahead.record(.answered(key: one.item.key, one.answer), at: now()))
      }
    } catch { return error }
    leadIn = nil
    try confirm(lead.group.members)
    if let last = session.records.last?.sequence {
      answeredTogether[answeredTogether.count - 1].append(last + 1)
    }
    return nil
  }
}

// MARK: - What the wizard does itself

extension Guide {
  /// On a live server, the wizard exports by itself: the steps up to the read-back contain nothing to decide.
  private func ownAnswer(_ item: Item, in session: Session) -> Answer? {
    guard item.step.kind == .export, doer(of: item) == .wizard else { return nil }
    if item.question is Confirmation { return .confirmed }
    return proposedExport(item).map { .exportNamed(file: $0.file, folder: $0.folder) }
  }

  private func askOwn(_ group: StepGroup, from item: Item) throws(Interruption) {
    presentGroup(group, from: item)
    _ = try choose(item, from: [.done], default: .done)
    try confirm(group.members)
  }

  /// Shows an item; a deletion by the wizard with the warning that the same answer confirms.
  func presentWithWarning(_ item: Item) {
    guard let warning = ownWarning(of: item) else { return present(item) }
    present([item, warning])
  }

  /// Step 19 on a live server: the last characters of the serial number were typed below its text.
  func confirmOwnWarning(after item: Item) throws(Interruption) {
    guard let warning = ownWarning(of: item), session.pending == warning else { return }
    try answer(warning, .confirmed)
  }

  func ownWarning(of item: Item) -> Item? {
    guard let order = item.question as? DeletionOrder, doer(of: item) == .wizard else { return nil }
    return Item(
      StoreSection(role: order.entry.noted.role).confirmWarning, DeletionWarning(of: order.entry))
  }
}
