// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension PathContinues: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.pathContinues") }
}

extension PathEnds: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.pathEnds") }
}
