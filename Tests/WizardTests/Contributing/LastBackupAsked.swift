// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts
import Words

@testable import Guide

extension LastBackup: AskedQuestion {
  func ask(_ item: Item, in guide: Guide) throws(Guide.Interruption) {
    let choice = try guide.choose(item, guide.wording("ask.backup"), from: [], takesText: true)
    guard case .text(let text) = choice else { return }
    guard let days = Int(text.trimmed) else {
      guide.console.show(guide.wording("refusal.count"), as: .error)
      return
    }
    try guide.answer(item, Answer(BackupTold(days: days)))
  }
}
