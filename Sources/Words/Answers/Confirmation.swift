// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension Confirmed: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.confirmed") }
}

extension Skipped: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    reason.isEmpty ? words.wording("said.leftOut") : words.wording("said.skipped", ["reason": reason])
  }
}
