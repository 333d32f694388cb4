// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

extension ReadBack: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) { try guide.handleReadBack(item, entry) }

  func isOffered(_ item: Item, in guide: Guide) -> Bool { guide.serverAccess.editor != nil }
}

extension Guide {
  fileprivate func handleReadBack(_ item: Item, _ id: EntryID) throws(Interruption) {
    guard let entry = session.findings.entries[id], let name = entry.removal?.exportName,
      let facts = entry.facts
    else { return }
    if let editor = serverAccess.editor {
      do throws(StoreEditorError) {
        try editor.export(facts, from: id.noted.role.store, to: name.file)
      } catch {
        try goOn(item, after: error)
        return
      }
      try readBack(item, LocalPath("\(name.folder)/\(name.file)"))
      return
    }
    switch try choose(
      item, wording("ask.exportPath"), from: [.seen], takesText: true, completion: .fileNames)
    {
    case .command: try answer(item, .seenOnServer)
    case .text(let text): try readBack(item, LocalPath(path: text))
    }
  }

  fileprivate func readBack(_ item: Item, _ path: LocalPath) throws(Interruption) {
    switch path.oneCertificate() {
    case .success(let facts):
      if try answer(item, .readBack(facts, path: path.absolute)) {
        console.show(wording("export.readBack", ["file": path.typed]), as: .good)
      }
    case .failure(let problem):
      console.show(FileWords(wording: wording).text(problem, file: path.typed), as: .error)
      if case .outside = problem { console.show(wording("export.orSeen"), as: .body) }
      if serverAccess.editor != nil { try retryOrBack(item) }
    }
  }
}
