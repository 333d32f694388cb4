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
    if let missing = missingApproval(id) {
      showHowToApprove(missing)
      // Nothing can be ordered here; the prompt's own words park the session, go back, or hand it over.
      _ = try choose(item, wording("ask.approval"), from: [])
      return
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

  /// What is wrong with the second person's approval, if nothing else stands in the way of the deletion.
  func missingApproval(_ id: EntryID) -> Objection? {
    switch Interlock.objection(to: id, in: session.findings, now: now()) {
    case .notApproved?: .notApproved
    case .approvalDoesNotCount?: .approvalDoesNotCount
    default: nil
    }
  }

  /// The way to an approval, from the request to the resumed session.
  private func showHowToApprove(_ missing: Objection) {
    console.show(RefusalWords(wording: wording).text(missing), as: .warning)
    let path = neighbours.path
    let ways = [
      ("request", neighbours.command("request", path) + " --output request.txt"),
      ("approve", "lync-pin-wizard approve request.txt"),
      ("resume", neighbours.command("resume", path) + " --approval request.txt.approval"),
    ]
    for (number, (word, command)) in ways.enumerated() {
      console.show("\(number + 1). \(wording("approval.way.\(word)"))", as: .body)
      console.show("  \(command)", as: .command)
    }
  }
}
