// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension PhoneTrustNoted: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    guard !thumbprints.isEmpty else { return words.wording("said.phoneTrustNone") }
    let list = thumbprints.map(\.description).joined(separator: ", ")
    return words.wording("said.phoneTrust", ["thumbprints": list])
  }
}
