// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Ledger
public import Procedure
import Servers
import Texts
public import Words

extension Guide {
  /// Writes the text that says how to bring the certificate back; nothing is deleted before it stands.
  func writeRestoreCard(_ item: Item, _ id: EntryID) throws(Turn) {
    guard let facts = session.findings.entries[id]?.facts, var text = steps.restoreCard(id, in: session)
    else { return }
    text += "\n"
    if let name = session.findings.entries[id]?.exportName?.file,
      let exact = frontEnd.hands?.exactCopy(of: name)
    {
      text += "\n" + wording("live.exactCopy", ["file": exact.path, "command": exact.command]) + "\n"
    }
    if let mark = session.start.mark(wording) { text = mark + "\n\n" + text }

    let folder = SessionPaths(file.path).cards
    let path: String
    do throws(LedgerError) {
      try SessionFolder.create(folder)
      let stem = ExportName.proposal(facts, role: id.noted.role, now: now(), taken: []).dropLast(".cer".count)
      path = try NewFile.writeNumbered(
        Array(SafeText.harmless(text).utf8), stem: "\(folder)/\(stem)", ending: ".restore.txt")
    } catch {
      console.show(LedgerWords(wording: wording).text(error), as: .error)
      _ = try choose(item, wording("ask.retry"), from: [.done], default: .done)
      return
    }
    if try answer(item, .restoreCard(path: path)) {
      console.show(wording("card.written", ["file": path]), as: .quiet)
    }
  }
}

extension StepWords {
  /// How an entry is brought back from its export; `nil` as long as it has none.
  public func restoreCard(_ id: EntryID, in session: Session) -> String? {
    guard let entry = session.findings.entries[id], let facts = entry.facts, let name = entry.exportName
    else { return nil }
    return restoreCard(facts, facts.thumbprint, in: id.noted.role.store, name, session)
  }

  /// How a certificate is brought back that was deleted outside the session.
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
