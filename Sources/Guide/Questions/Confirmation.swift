// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Words

extension Confirmation: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Turn) { try guide.handleConfirmation(item) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool {
    guard item.step.kind == .compare, case .entry(let id) = about else { return false }
    return guide.session.findings.entries[id]?.listed != nil
  }
}

extension Acknowledgement: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Turn) { try guide.handleAcknowledgement(item) }
}

extension DeletionWarning: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Turn) { try guide.handleConfirmation(item) }
}

extension Guide {
  fileprivate func handleConfirmation(_ item: Item) throws(Turn) {
    if case .entry(let id) = item.about, item.step.kind == .compare { showComparison(id) }
    if item.step == DeploymentWizardSection.lookOver { showPath() }
    let choice = try choose(item, from: [.done] + skipping(item), default: .done)
    try finish(item, choice)
  }

  fileprivate func handleAcknowledgement(_ item: Item) throws(Turn) {
    if case .noted(let id) = item.about {
      if item.step == StoreSection(role: id.role).lost { writeLost(id) } else { showVerdicts(id) }
      // What is shown as the only one, or as missing, is so in the part that was read.
      if let coverage = session.findings.coverage[id] { showCoverage(coverage) }
    }
    _ = try choose(item, from: [.done], default: .done)
    try answer(item, .confirmed)
  }
}
