// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension ProblemFound: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.problem", ["text": text]) }
}
