// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

extension ValueGiven: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    words.wording("said.value", ["text": PastedText.lines(text).joined(separator: ", ")])
  }
}

extension SameGiven: ToldAnswer {
  func told(_ words: AnswerWords) -> String { words.wording("said.same") }
}

extension CertificateNoted: ToldAnswer {
  func told(_ words: AnswerWords) -> String {
    words.wording(
      "said.certificate",
      [
        "issuedTo": facts.issuedTo, "serial": facts.serial.description,
        "source": source.words(words.wording),
      ])
  }
}
