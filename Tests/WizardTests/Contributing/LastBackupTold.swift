// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

@testable import Words

extension BackupTold: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.backup", ["days": String(days)]) }
}
