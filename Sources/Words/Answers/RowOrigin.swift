// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension OriginReported: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    words.wording("said.origin", ["place": StepWords(wording: words.wording).physicalStore(physical)])
  }
}
