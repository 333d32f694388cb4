// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension RestoreCardWritten: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.card", ["file": path]) }
}
