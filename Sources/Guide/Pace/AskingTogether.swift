// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
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
    switch try choose(
      item, wording("pace.confirm", ["number": example]), from: choices, takesText: true, default: .done)
    {
    case .command(.done): try confirm(group.members)
    case .command: askSingly(group.items)
    case .text(let text):
      if let undone = undone(text, in: group) ?? undone("no \(text.trimmed)", in: group) {
        try confirm(before: undone, in: group)
      } else {
        console.show(wording("pace.noSuch", ["text": text.trimmed]), as: .error)
      }
    }
  }

  /// The place in the group of the step in “no 3” or “skip 3”.
  private func undone(_ text: String, in group: StepGroup) -> Int? {
    let words = text.narrowed.trimmed.split(separator: " ").map(String.init)
    guard words.count == 2, let number = Int(words[1]),
      [Choice.no, .skip, .apart].contains(where: { $0.isNamedInAnyLanguage(by: words[0]) })
    else { return nil }
    return group.items.firstIndex { $0.step.number == number }
  }

  /// The steps before the one that was not done count as done; from there on, each is asked for alone.
  private func confirm(before undone: Int, in group: StepGroup) throws(Interruption) {
    try confirm(group.members.prefix(undone))
    askSingly(group.items.suffix(from: undone))
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
    let given = session.given.filter { $0.sequence <= sequence }
    // On a live server, the read-back would repeat itself at once: the export before it goes as well.
    if session.start.live != nil, serverAccess.editor != nil, given.last?.item.question is ReadBack,
      let export = given.dropLast().last?.sequence
    {
      return [sequence] + group(endingWith: export)
    }
    return group(endingWith: sequence)
  }

  private func group(endingWith sequence: Int) -> [Int] {
    answeredTogether.last { $0.last == sequence }?.reversed() ?? [sequence]
  }
}

// MARK: - Clicks before a question

extension Guide {
  /// Whether the question is about what these clicks show, so that it cannot be answered without them. It is
  /// asked with its own text and its own answers, without Enter; a decision or a deletion never follows clicks.
  private func isLedTo(_ next: Item, from item: Item) -> Bool {
    guard next.step.section == item.step.section || next.step == Elevation.check,
      session.kept[next.key] == nil, receipt?.answer(to: next, in: session) == nil
    else { return false }
    switch next.question {
    case is NotedValue, is PathBranch, is RowList, is RowValue: return true
    case is Confirmation: return next.step.kind == .check
    case is ExportNaming, is ReadBack: return serverAccess.editor == nil
    default: return false
    }
  }

  private func ask(_ lead: LeadIn) throws(Interruption) {
    if lead.next != shown {
      if lead.group.members.count > 1 { present(lead.group.items) } else { present(lead.group.items[0]) }
      let example = lead.group.items.last?.step.number.map(String.init) ?? ""
      console.show(wording("pace.then", ["number": example]), as: .quiet)
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

  /// “no 3” at the question: the clicks are not all done.
  func takeUndone(_ typed: String, at item: Item) throws(Interruption) {
    guard let lead = leadIn, lead.next == item, let undone = undone(typed, in: lead.group) else { return }
    leadIn = nil
    try confirm(before: undone, in: lead.group)
    throw .elsewhere
  }

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
