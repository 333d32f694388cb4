// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension ExportReadBack: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.readBack", ["file": path]) }
}

extension ExportSeen: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.seenOnServer") }
}
