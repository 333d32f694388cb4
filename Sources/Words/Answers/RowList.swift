// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension EntriesCounted: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.counted", ["count": String(count)]) }
}

extension EntriesListed: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    let text = words.wording("said.listed", ["count": String(rows.count)])
    guard let coverage else { return text }
    return "\(text) \(CoverageWords(wording: words.wording).line(coverage, coverage.store.rawValue))"
  }
}
