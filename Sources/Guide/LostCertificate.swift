// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Journal
import Procedure
import Texts
import Words

extension Guide {
  /// Writes the lost certificate to a file if the session has it completely, so that no other copy is needed.
  func writeLost(_ id: NotedID) {
    guard let facts = session.findings.kept(id), let certificate = facts.certificate else { return }
    let folder = SessionPaths(file.path).cards
    do throws(JournalError) {
      try SessionFolder.create(folder)
      let name = ExportName.proposal(facts, role: id.role, now: now(), taken: [])
      let path = try NewFile.writeNumbered(
        certificate.der, stem: "\(folder)/\(name.dropLast(".cer".count))", ending: ".cer")
      console.show(wording("lost.written", ["file": path, "store": id.role.store.rawValue]), as: .warning)
    } catch {
      console.show(JournalWords(wording: wording).text(error), as: .error)
    }
  }
}
