// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

// Step 11 of the two sections in MMC.

extension RowValue: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    try guide.handleEntry(item, field, entry)
  }
}

extension Guide {
  fileprivate func handleEntry(_ item: Item, _ field: Field, _ id: EntryID) throws(Interruption) {
    let noted = session.findings.pattern(for: id)
    if let noted, field == .issuer || field == .subject {
      let name = field == .issuer ? noted.issuer : noted.subject
      console.show(wording("same.offer", ["field": wording("label.\(field.labelName)")]), as: .quiet)
      console.show(name.detailLines.map { "  \($0)" }.joined(separator: "\n"), as: .screen)
    }
    if field == .serial { warnOfTyping(id) }
    try askValue(item, field, same: noted != nil && (field == .issuer || field == .subject))
    shownVerdicts[id] = nil
    showWhenCompared(item)
  }
}
