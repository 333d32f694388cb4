// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts

extension DeletionReported: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    let wording = words.wording
    guard isGone else { return wording("said.stillThere", ["text": remark]) }
    if byWizard { return wording("said.gone") }
    return remark.isEmpty ? wording("said.goneByWord") : wording("said.goneByReceipt", ["receipt": remark])
  }
}
