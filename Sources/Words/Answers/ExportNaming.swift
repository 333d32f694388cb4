// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension ExportNamed: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    words.wording("said.exportNamed", ["file": name.file, "folder": name.folder])
  }
}
