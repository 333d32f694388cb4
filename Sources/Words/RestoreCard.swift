// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
import Files
public import Procedure
import Texts

extension StepWords {
  /// How to restore an entry from its export, on this server's version of Windows; `nil` if it has none yet.
  ///
  /// - Parameter name: the session's name.
  public func restoreCard(_ id: EntryID, in session: Session, named name: String) -> String? {
    guard let entry = session.findings.entries[id], let facts = entry.facts,
      let export = entry.removal?.exportName
    else { return nil }
    let values = values(facts, facts.thumbprint, in: id.noted.role.store, session, name)
    return restoreCard(values, export, session.start.server)
  }

  /// How to restore a certificate that was deleted outside the session.
  public func restoreCard(
    _ outside: OutsideDeletion, in session: Session, named name: String
  ) -> String {
    let values = values(session.facts(outside), outside.thumbprint, in: outside.store, session, name)
    return restoreCard(values, outside.export, session.start.server)
  }

  private func values(
    _ facts: CertificateFacts?, _ thumbprint: Thumbprint?, in store: Store, _ session: Session,
    _ name: String
  ) -> [String: String] {
    var values = self.facts(facts, session.findings.offsetMinutes)
    values["thumbprint"] = thumbprint?.description ?? wording("unknown")
    values["server"] = session.findings.server ?? "?"
    values["store"] = self.store(store)
    values["storeName"] = store.rawValue
    values["session"] = name
    values["person"] = session.personInCharge ?? wording("unknown")
    values["date"] = session.records.last.map { record in
      WindowsText(wording: wording).day(record.at, offsetMinutes: session.findings.offsetMinutes ?? 0)
    }
    return values
  }

  private func restoreCard(
    _ values: [String: String], _ export: ExportName, _ server: WindowsServer
  ) -> String {
    var values = values
    // A path with a slash is one of this computer, which the server does not know.
    let isOnServer = export.folder.contains("\\")
    values["file"] = "\(isOnServer ? export.folder : ExportName.serverFolder)\\\(export.file)"
    values["local"] = "\(export.folder)/\(export.file)"
    let keys = ["restore.card"] + (isOnServer ? [] : ["restore.card.copyFirst"])
    return wording.footnoted(
      (keys + ["restore.card.\(server.describedAs.rawValue)"]).map { wording($0, values) }.joined(
        separator: "\n\n"))
  }
}
