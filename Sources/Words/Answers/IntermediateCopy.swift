// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension CopySeen: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    words.wording(
      byWizard ? "said.copySeenByWizard" : "said.copySeen", ["thumbprint": thumbprint.description])
  }
}
