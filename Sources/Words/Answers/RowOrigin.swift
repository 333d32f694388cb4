// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension OriginReported: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    words.wording("said.origin", ["place": words.wording("physical.\(physical.rawValue)")])
  }
}
