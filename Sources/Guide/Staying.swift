// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Ledger
import Procedure
import Servers
import Texts
import Words

// After a deletion: whether the certificate that the server needs is still in its store, and what helps when it is not.

extension Guide {
  /// Where the wizard sees the store, it looks; else the admin does.
  func handlePresence(_ item: Item, _ id: NotedID) throws(Turn) {
    guard let noted = session.findings.noted[id]?.facts else { return }
    var values = steps.facts(session.findings.kept(id), session.findings.offsetMinutes)
    values["store"] = steps.store(id.role.store)
    if let rows = frontEnd.rowsNow(for: noted, role: id.role) {
      let offset = session.findings.offsetMinutes
      let isThere = rows.contains {
        Comparison($0.certificate, noted, offsetMinutes: offset).isSameCertificate
      }
      console.show(wording(isThere ? "stays.seen" : "stays.lost", values), as: isThere ? .good : .danger)
      try answer(item, .stays(isThere, byWizard: true))
      return
    }
    let choice = try choose(item, wording("ask.stays"), from: [.listed, .gone])
    guard case .command(let command) = choice else { return }
    try answer(item, .stays(command == .listed, byWizard: false))
  }

  /// Writes the lost certificate to a file when the session has it whole: then nobody has to look for a copy.
  func writeLost(_ id: NotedID) {
    guard let facts = session.findings.kept(id), let certificate = facts.certificate else { return }
    let folder = SessionPaths(file.path).cards
    do throws(LedgerError) {
      try SessionFolder.create(folder)
      let name = ExportName.proposal(facts, role: id.role, now: now(), taken: [])
      let path = try NewFile.writeNumbered(
        certificate.der, stem: "\(folder)/\(name.dropLast(".cer".count))", ending: ".cer")
      console.show(wording("lost.written", ["file": path, "store": id.role.store.rawValue]), as: .warning)
    } catch {
      console.show(LedgerWords(wording: wording).text(error), as: .error)
    }
  }
}
