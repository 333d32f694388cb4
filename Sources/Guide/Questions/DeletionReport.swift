// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

extension DeletionReport: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleReport(item, entry) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool { guide.serverAccess.editor != nil }
}

extension Guide {
  fileprivate func handleReport(_ item: Item, _ id: EntryID) throws(Interruption) {
    guard let entry = session.findings.entries[id], let facts = entry.facts else { return }
    let store = id.noted.role.store
    if let editor = serverAccess.editor {
      if let command = editor.rehearsal(of: facts, in: store) {
        let remark = wording("live.dryRun.notDeleted", ["command": command])
        console.show(remark, as: .warning)
        try answer(item, .reported(gone: false, byWizard: true, remark: remark))
        return
      }
      let isGone: Bool
      do throws(StoreEditorError) {
        isGone = try editor.remove(
          facts, from: store, entry.physical, exportedAs: entry.removal?.exportName?.file ?? ""
        ) { rows in
          DeedCheck.objection(to: id, in: session.findings, rows: rows, now: now())
        }
      } catch {
        try handleFailedRemoval(item, error, order: editor.order(for: facts, in: store))
        return
      }
      try report(item, gone: isGone, byWizard: true, isGone ? "" : wording("hands.stillThere"))
      return
    }
    // Only command files write a receipt.
    let question =
      session.hasCommandFiles
      ? wording("ask.report.receipt", ["commands": CommandFiles.workName(session.start.course)])
      : wording("ask.report")
    switch try choose(
      item, question, from: PromptChoices([.listed, .gone]).answering(yes: .gone, no: .listed),
      takesText: true, completion: .fileNames)
    {
    case .text(let text): try take(receipt: LocalPath(path: text))
    case .command(.gone): try report(item, gone: true, byWizard: false, "")
    default:
      guard let remark = try askText("ask.stillListed") else { return }
      try report(item, gone: false, byWizard: false, remark)
    }
  }

  /// A refused deletion is recorded with its reason. If the rule itself objects, the order ends here, so that
  /// the admin is not guided to delete it by hand.
  fileprivate func handleFailedRemoval(_ item: Item, _ error: StoreEditorError, order: String?)
    throws(Interruption)
  {
    let reason = LiveWords(wording: wording.inFile, live: session.start.live).text(error)
    if error.isRefusal, let order { _ = try record(.ran(command: order, outcome: .refused(reason: reason))) }
    guard case .objected = error else {
      try goOn(item, after: error)
      return
    }
    console.show(reason, as: .error)
    try report(item, gone: false, byWizard: true, reason)
  }

  fileprivate func report(_ item: Item, gone: Bool, byWizard: Bool, _ remark: String) throws(Interruption) {
    guard try answer(item, .reported(gone: gone, byWizard: byWizard, remark: remark)) else { return }
    console.show(wording(gone ? "delete.gone" : "delete.notGone"), as: gone ? .good : .warning)
  }
}

extension Session {
  /// Whether command files were written for it.
  fileprivate var hasCommandFiles: Bool {
    records.contains { record in
      if case .commanded = record.event { return true }
      return false
    }
  }
}
