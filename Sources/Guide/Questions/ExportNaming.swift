// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

extension ExportNaming: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.handleExportName(item, entry)
  }
}

extension Guide {
  fileprivate func handleExportName(_ item: Item, _ id: EntryID) throws(Interruption) {
    guard let proposed = proposedExport(item) else { return }
    let isOurs = serverAccess.editor != nil
    let choice = try choose(
      item, wording(isOurs ? "ask.exportName.ours" : "ask.exportName"), from: [.done], takesText: !isOurs,
      default: .done, completion: Prompt.Completion.none)
    switch choice {
    case .command: try answer(item, .exportNamed(file: proposed.file, folder: proposed.folder))
    case .text(let text):
      let named = ExportName(typed: text.trimmed, defaultFolder: proposed.folder)
      try answer(item, .exportNamed(file: named.file, folder: named.folder))
    }
  }

  /// Where to export an entry that has no file name yet.
  func proposedExport(_ item: Item) -> ExportName? {
    guard case .entry(let id) = item.about, item.question is ExportNaming,
      let facts = session.findings.entries[id]?.facts
    else { return nil }
    return ExportName(
      file: ExportName.proposal(facts, role: id.noted.role, now: serverDay, taken: takenNames),
      folder: serverAccess.editor?.exportFolder ?? ExportName.serverFolder)
  }

  /// What the server's clock shows, as a time in UTC: names of files contain the day there.
  var serverDay: Instant {
    now().adding(seconds: 60 * (session.findings.trustedOffset ?? 0))
  }

  fileprivate var takenNames: Set<String> {
    Set(session.findings.entries.values.compactMap(\.removal?.exportName?.file))
  }
}
