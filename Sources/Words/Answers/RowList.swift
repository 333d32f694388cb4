// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension EntriesCounted: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.counted", ["count": String(count)]) }
}

extension EntriesListed: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    let wording = words.wording
    let text = wording("said.listed", ["count": String(rows.count)])
    guard let coverage else { return text }
    let store = StepWords(wording: wording).store(coverage.store)
    return "\(text) \(CoverageWords(wording: wording).line(coverage, store))"
  }
}
