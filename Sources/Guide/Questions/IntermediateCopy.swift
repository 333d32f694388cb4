// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

extension IntermediateCopy: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleCopy(item, entry) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool { guide.serverAccess.editor != nil }
}

extension Guide {
  /// Imports the export where the wizard can; otherwise the admin did, and reads the thumbprint in the other store.
  fileprivate func handleCopy(_ item: Item, _ id: EntryID) throws(Interruption) {
    guard let entry = session.findings.entries[id], let facts = entry.facts,
      let name = entry.removal?.exportName
    else { return }
    guard let editor = serverAccess.editor else { return try askThumbprint(item) }
    let isThere: Bool
    do throws(StoreEditorError) {
      isThere = try editor.place(
        facts, from: id.noted.role.store, in: .intermediate, exportedAs: name.file)
    } catch {
      try goOn(item, after: error)
      return
    }
    guard isThere, let thumbprint = facts.thumbprint else {
      console.show(wording("copy.missing"), as: .error)
      try retryOrBack(item)
      return
    }
    try note(item, thumbprint, byWizard: true)
  }

  private func askThumbprint(_ item: Item) throws(Interruption) {
    let choice = try choose(
      item, wording("ask.copy"), from: [], takesText: true, completion: Prompt.Completion.none)
    guard case .text(let text) = choice else { return }
    guard let thumbprint = Thumbprint(pasted: PastedLabel(.thumbprint, wording).value(of: text)) else {
      show(Refusal.unreadableThumbprint)
      return
    }
    try note(item, thumbprint, byWizard: false)
  }

  private func note(_ item: Item, _ thumbprint: Thumbprint, byWizard: Bool) throws(Interruption) {
    guard try answer(item, .copySeen(thumbprint, byWizard: byWizard)) else { return }
    console.show(wording("copy.seen"), as: .good)
  }
}
