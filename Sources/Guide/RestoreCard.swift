// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
import Texts
public import Words

extension StepWords {
  /// How to restore an entry from its export; `nil` if it has none yet.
  public func restoreCard(_ id: EntryID, in session: Session) -> String? {
    guard let entry = session.findings.entries[id], let facts = entry.facts,
      let name = entry.removal?.exportName
    else { return nil }
    return restoreCard(facts, facts.thumbprint, in: id.noted.role.store, name, session)
  }

  /// How to restore a certificate that was deleted outside the session.
  public func restoreCard(_ outside: OutsideDeletion, in session: Session) -> String {
    restoreCard(session.facts(outside), outside.thumbprint, in: outside.store, outside.export, session)
  }

  private func restoreCard(
    _ facts: CertificateFacts?, _ thumbprint: Thumbprint?, in store: Store, _ name: ExportName,
    _ session: Session
  ) -> String {
    var values = self.facts(facts, session.findings.offsetMinutes)
    values["thumbprint"] = thumbprint?.description ?? wording("unknown")
    values["server"] = session.findings.server ?? "?"
    values["store"] = self.store(store)
    values["storeName"] = store.rawValue
    let separator = name.folder.contains("\\") ? "\\" : "/"
    values["file"] = "\(name.folder)\(separator)\(name.file)"
    return wording("restore.card", values)
  }
}
