// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Servers
import Texts
import Words

extension DeletionOrder: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleDeletion(item, entry) }
}

extension Guide {
  fileprivate func handleDeletion(_ item: Item, _ id: EntryID) throws(Interruption) {
    guard let entry = session.findings.entries[id], let facts = entry.facts else { return }
    if let contradiction = neighbours.contradiction(to: session) {
      console.show(contradiction, as: .error)
      throw .parked(.asked)
    }
    if let command = serverAccess.editor?.rehearsal(of: facts, in: id.noted.role.store) {
      console.show(wording("live.dryRun.delete", ["command": command]), as: .warning)
    }
    if entry.removal?.export?.proof == .seenOnServer {
      console.show(wording("export.notReadBack"), as: .warning)
    }
    console.show(
      wording(
        "delete.warning",
        [
          "issuedTo": facts.issuedTo, "serial": facts.serial.description,
          "store": steps.store(id.noted.role.store), "server": session.findings.server ?? "?",
        ]), as: .danger)
    let count = session.findings.orderDigits(id)
    let choice = try choose(
      item, wording("ask.lastFour", ["count": String(count)]), from: [], takesText: true,
      completion: Prompt.Completion.none)
    guard case .text(let text) = choice,
      try answer(item, .deletionOrdered(lastFour: text.narrowed))
    else { return }
    try confirmOwnWarning(after: item)
  }
}
