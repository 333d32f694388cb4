// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestSupport

@testable import Procedure

// Findings as no answers make them, for rules that have to hold whatever came before.

extension EntryFindings {
  /// Replaces the decision; without one, nothing was done either.
  mutating func setDecision(_ decision: JudgedDecision?) {
    removal = decision.map { Removal(decision: $0, stage: removal?.stage ?? .decided) }
  }

  /// Replaces what was read from the export.
  mutating func setExported(_ certificate: CertificateFacts?) {
    guard let removal, let before = removal.export else { return }
    let export = Export(name: before.name, proof: before.proof, certificate: certificate)
    self.removal?.stage = removal.stage.with(export)
  }

  mutating func setProof(_ proof: ExportProof?) {
    guard let removal, let before = removal.export else { return }
    guard let proof else {
      self.removal?.stage = .named(before.name)
      return
    }
    let export = Export(name: before.name, proof: proof, certificate: before.certificate)
    self.removal?.stage = removal.stage.with(export)
  }

  mutating func removeCard() {
    guard let export = removal?.export else { return }
    removal?.stage = .exported(export)
  }

  mutating func setGone(_ isGone: Bool) {
    let export =
      removal?.export
      ?? Export(name: ExportName(file: "x.cer", folder: "C:\\x"), proof: .seenOnServer, certificate: nil)
    let decision =
      removal?.decision ?? JudgedDecision(verdict: .mismatched, decision: .remove(acknowledged: []))
    let card = removal?.restoreCard ?? "/card.txt"
    removal = Removal(
      decision: decision, stage: isGone ? .gone(export, card: card) : .stillThere(export, card: card))
  }
}

extension Removal.Stage {
  fileprivate func with(_ export: Export) -> Removal.Stage {
    switch self {
    case .decided, .named: self
    case .exported: .exported(export)
    case .ready(_, let card): .ready(export, card: card)
    case .ordered(_, let card, let isUnderway): .ordered(export, card: card, isUnderway: isUnderway)
    case .gone(_, let card): .gone(export, card: card)
    case .stillThere(_, let card): .stillThere(export, card: card)
    }
  }
}
