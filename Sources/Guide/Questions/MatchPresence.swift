// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

// After a deletion: whether the certificate that the server needs is still in its store.

extension MatchPresence: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handlePresence(item, noted) }

  /// The wizard checks where it can.
  func isSilent(in guide: Guide) -> Bool {
    guide.session.findings.noted[noted]?.facts.flatMap {
      guide.serverAccess.rowsNow(for: $0, role: noted.role)
    }
      != nil
  }
}

extension Guide {
  /// If the wizard can see the store, it checks; otherwise the admin does.
  fileprivate func handlePresence(_ item: Item, _ id: NotedID) throws(Interruption) {
    guard let noted = session.findings.noted[id]?.facts else { return }
    var values = steps.facts(session.findings.kept(id), session.findings.offsetMinutes)
    values["store"] = steps.store(id.role.store)
    if let rows = serverAccess.rowsNow(for: noted, role: id.role) {
      let offset = session.findings.offsetMinutes
      let isThere = rows.contains {
        Comparison($0.certificate, noted, offsetMinutes: offset).isSameCertificate
      }
      console.show(wording(isThere ? "stays.seen" : "stays.lost", values), as: isThere ? .good : .danger)
      try answer(item, .stays(isThere, byWizard: true))
      return
    }
    let choice = try choose(
      item, wording("ask.stays"), from: PromptChoices([.listed, .gone]).answering(yes: .listed, no: .gone))
    guard case .command(let command) = choice else { return }
    try answer(item, .stays(command == .listed, byWizard: false))
  }
}
