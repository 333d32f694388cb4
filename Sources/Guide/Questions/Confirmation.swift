// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Texts
import Words

extension Confirmation: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleConfirmation(item) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    guard case .entry(let id) = about else { return false }
    let isOpening = [StoreSection(role: id.noted.role).open.first, MoveSection.open].contains(item.step)
    return (isOpening || item.step.kind == .compare) && guide.isListed(item)
  }
}

extension Acknowledgement: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleAcknowledgement(item) }
}

extension DeletionWarning: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleConfirmation(item) }
}

extension Guide {
  fileprivate func handleConfirmation(_ item: Item) throws(Interruption) {
    if case .entry(let id) = item.about, item.step.kind == .compare {
      showComparison(id)
      subjectDue = item
    }
    if item.step == DeploymentWizardSection.lookOver { return try lookOver(item) }
    // Enter alone never stands for a deletion.
    let choice = try choose(
      item, from: PromptChoices([.done] + (isListed(item) ? [.differs] : []) + skipping(item)),
      default: item.step.kind == .delete ? nil : .done)
    if case .command(.differs) = choice { return try askListAgain(item) }
    try finish(item, choice)
  }

  /// Enter alone does not say that a second source was asked.
  private func lookOver(_ item: Item) throws(Interruption) {
    showPath()
    let choices = PromptChoices([.done] + skipping(item)).saying(.done, wording("path.compared"))
    try finish(item, try choose(item, from: choices))
  }

  /// Whether steps 9 to 11 are about a row that was read and not counted: the server may show another one.
  func isListed(_ item: Item) -> Bool {
    guard case .entry(let id) = item.about, [.act, .compare].contains(item.step.kind) else { return false }
    return session.findings.entries[id]?.listed != nil
  }

  /// The list is not that of the server as it is now: it and what rests on it are taken back, and it is asked again.
  private func askListAgain(_ item: Item) throws(Interruption) {
    guard case .entry(let id) = item.about, try takeBackList(of: id.noted) != nil else { return }
    console.show(wording("differs.list"), as: .warning)
    throw .elsewhere
  }

  /// Takes back the answers down to a list; none of them is kept, because the rows may be others then.
  ///
  /// - Returns: the item of the list; `nil` if an answer has to stand, which was said.
  func takeBackList(of id: NotedID) throws(Interruption) -> Item? {
    let list = session.list(of: id)
    while let list, session.given.contains(list) {
      let last: Int
      do throws(Refusal) { last = try session.withdrawable() } catch {
        show(error)
        return nil
      }
      if let refusal = try record(.withdrawn(from: last)) {
        show(refusal)
        return nil
      }
    }
    return list?.item
  }

  fileprivate func handleAcknowledgement(_ item: Item) throws(Interruption) {
    if case .noted(let id) = item.about {
      if item.step == StoreSection(role: id.role).lost { writeLost(id) } else { showVerdicts(id) }
      // A certificate shown as the only one, or as missing, is so only in the part that was read.
      if let coverage = session.findings.coverage[id] { showCoverage(coverage) }
    }
    if case .noted(let id) = item.about, item.step.isStop(of: id.role) {
      try handleStop(item, id)
      return
    }
    if case .noted(let id) = item.about, session.findings.listings[id] == .counted(1) {
      return try askAboutOnly(item, id)
    }
    _ = try choose(item, from: [.done], default: item.step == OtherCause.stop ? nil : .done)
    try answer(item, .confirmed)
  }

  /// A line that is alone is opened as well. If it is another certificate of that name, a noted value has a slip, or a
  /// line was missed; which of them, nobody knows yet, so the list is counted again.
  private func askAboutOnly(_ item: Item, _ id: NotedID) throws(Interruption) {
    let noted = session.findings.noted[id]?.facts
    console.show(wording("once.look", steps.facts(noted, session.findings.trustedOffset)), as: .body)
    let choices = PromptChoices(yes: wording("once.same"), no: wording("once.other"))
      .explaining(.yes, wording("once.same.help")).explaining(.no, wording("once.other.help"))
    let isOther = if case .command(.no) = try choose(item, from: choices) { true } else { false }
    if !isOther, try !hasSeenTwo(item, id) { return try finish(item, .command(.done)) }
    guard let list = try takeBackList(of: id) else { return }
    if isOther {
      if let refusal = try record(.remarked(key: list.key, text: wording("once.remark"))) { show(refusal) }
      console.show(wording("once.again", values(list)), as: .warning)
    }
    throw .elsewhere
  }

  /// Whether this list has two lines: one with another serial number was opened before, and now the noted one.
  private func hasSeenTwo(_ item: Item, _ id: NotedID) throws(Interruption) -> Bool {
    let isRemarked = session.records.contains { record in
      guard case .remarked(let key, wording("once.remark")) = record.event else { return false }
      return session.list(of: id)?.item.key == key
    }
    guard isRemarked else { return false }
    console.show(wording("once.two"), as: .warning)
    let choices = PromptChoices(yes: wording("once.two.yes"), no: wording("once.two.no"))
      .explaining(.yes, wording("once.two.yes.help")).explaining(.no, wording("once.same.help"))
    if case .command(.no) = try choose(item, from: choices) { return false }
    return true
  }

  /// Where the list and the notes do not fit together, a slip is the likeliest cause. Nothing ends by Enter.
  private func handleStop(_ item: Item, _ id: NotedID) throws(Interruption) {
    let adding: [Choice] = session.findings.nextRow(id) == nil ? [] : [.addRow]
    switch try choose(item, from: PromptChoices([.fix] + adding + [.review])) {
    case .command(.addRow): try addRow(id)
    default: try answer(item, .confirmed)
    }
  }
}

extension Session {
  /// The answer that counted or showed the list of a noted certificate.
  /// The last answer that says how many rows the list has, or which.
  func list(of id: NotedID) -> AcceptedAnswer? {
    given.last { $0.item.question is RowList && $0.item.about == .noted(id) }
  }
}

extension Step {
  /// Whether the work cannot continue in this situation.
  fileprivate func isStop(of role: Role) -> Bool {
    let section = StoreSection(role: role)
    return [section.noneMatches, section.notInStore, section.notRead].contains(self)
  }
}
