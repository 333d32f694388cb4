// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Servers
import Texts
import Words

// After a deletion: whether the certificate that the server needs is still in its store, and if not, whether it
// was brought back.

extension MatchPresence: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handlePresence(item, noted) }

  /// The wizard checks where it can; bringing a certificate back is the admin's work.
  func isSilent(in guide: Guide) -> Bool {
    guide.session.pending?.step.kind != .stop && guide.isSeenByWizard(noted) != nil
  }
}

extension Guide {
  /// If the wizard can see the store, it checks; otherwise the admin does.
  fileprivate func handlePresence(_ item: Item, _ id: NotedID) throws(Interruption) {
    if item.step == StoreSection(role: id.role).lost {
      try handleLost(item, id)
    } else if let isThere = isSeenByWizard(id) {
      console.show(wording(isThere ? "stays.seen" : "stays.lost", lost(id)), as: isThere ? .good : .danger)
      try answer(item, .stays(isThere, byWizard: true))
    } else {
      let choices = PromptChoices([.listed, .gone]).answering(yes: .listed, no: .gone)
      guard case .command(let command) = try choose(item, wording("ask.stays"), from: choices) else { return }
      try answer(item, .stays(command == .listed, byWizard: false))
    }
  }

  /// Whether the wizard sees the certificate in its store at this moment; `nil` if it cannot look.
  fileprivate func isSeenByWizard(_ id: NotedID) -> Bool? {
    guard let noted = session.findings.noted[id]?.facts,
      let rows = serverAccess.rowsNow(for: noted, role: id.role)
    else { return nil }
    let offset = session.findings.offsetMinutes
    return rows.contains { Comparison($0.certificate, noted, offsetMinutes: offset).isSameCertificate }
  }

  /// The work goes on once the certificate is back. Where the wizard can look, it does not take a word for it.
  private func handleLost(_ item: Item, _ id: NotedID) throws(Interruption) {
    writeLost(id)
    let choices = PromptChoices(yes: wording("ask.back.yes"), no: wording("ask.back.no"))
    while case .command(let command) = try choose(item, wording("ask.back"), from: choices) {
      let isSeen = isSeenByWizard(id)
      guard command == .yes, isSeen == false else {
        if command == .yes { console.show(wording("stays.back", lost(id)), as: .good) }
        try answer(item, .stays(command == .yes, byWizard: isSeen != nil))
        return
      }
      console.show(wording("stays.stillLost", lost(id)), as: .danger)
    }
  }

  private func lost(_ id: NotedID) -> [String: String] {
    var values = steps.facts(session.findings.kept(id), session.findings.offsetMinutes)
    values["store"] = steps.store(id.role.store)
    return values
  }
}
