// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Words

extension Confirmation: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleConfirmation(item) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    guard item.step.kind == .compare, case .entry(let id) = about else { return false }
    return guide.session.findings.entries[id]?.listed != nil
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
    if item.step == DeploymentWizardSection.lookOver { showPath() }
    // Enter alone never stands for a deletion.
    let choice = try choose(
      item, from: PromptChoices([.done] + skipping(item)), default: item.step.kind == .delete ? nil : .done)
    try finish(item, choice)
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
    _ = try choose(item, from: [.done], default: item.step == OtherCause.stop ? nil : .done)
    try answer(item, .confirmed)
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

extension Step {
  /// Whether the work cannot continue in this situation.
  fileprivate func isStop(of role: Role) -> Bool {
    let section = StoreSection(role: role)
    return [section.noneMatches, section.notInStore, section.notRead].contains(self)
  }
}
