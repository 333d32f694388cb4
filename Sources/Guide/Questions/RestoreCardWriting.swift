// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Journal
import Procedure
import Servers
import Texts
import Words

extension RestoreCardWriting: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.writeRestoreCard(item, entry)
  }

  func isSilent(in guide: Guide) -> Bool { true }
}

extension Guide {
  /// Writes the text that explains how to restore the certificate; nothing is deleted before it is written.
  fileprivate func writeRestoreCard(_ item: Item, _ id: EntryID) throws(Interruption) {
    let wording = self.wording.inFile
    guard let facts = session.findings.entries[id]?.facts,
      var text = StepWords(wording: wording).restoreCard(id, in: session, named: SessionPaths(file.path).name)
    else { return }
    text += "\n"
    if let name = session.findings.entries[id]?.removal?.exportName?.file,
      let exact = serverAccess.editor?.exactCopy(of: name)
    {
      text += "\n" + wording("live.exactCopy", ["file": exact.path, "command": exact.command]) + "\n"
    }
    if let mark = session.start.mark(wording) { text = mark + "\n\n" + text }

    let folder = SessionPaths(file.path).cards
    let path: String
    do throws(JournalError) {
      try SessionFolder.create(folder)
      let stem = ExportName.proposal(facts, role: id.noted.role, now: serverDay, taken: []).dropLast(
        ".cer".count)
      path = try NewFile.writeNumbered(
        Array(SafeText.harmless(text).utf8), stem: "\(folder)/\(stem)", ending: ".restore.txt")
    } catch {
      console.show(JournalWords(wording: wording).text(error), as: .error)
      _ = try choose(item, wording("ask.retry"), from: [.done], default: .done)
      return
    }
    if try answer(item, .restoreCard(path: path)) {
      console.show(wording("card.written", ["file": path]), as: .quiet)
    }
  }
}
