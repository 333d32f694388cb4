// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Servers
import Texts
import Words

extension Guide {
  /// Reads a receipt whose path was typed; it answers items from the next one on.
  func take(receipt named: LocalPath) throws(Interruption) {
    if let outside = named.outside {
      console.show(FileWords(wording: wording).text(outside, file: named.typed), as: .error)
      return
    }
    let path = named.path
    let words = ReceiptWords(wording: wording)
    let found: MatchedReceipt
    do throws(MatchedReceipt.Objection) { found = try MatchedReceipt(path, of: session) } catch {
      console.show(words.text(error, file: path, session.start.course), as: .error)
      return
    }
    try ReceiptNews(console: console, wording: wording).tell(found, in: { session }) {
      event throws(Interruption) in try record(event) == nil
    }
    receipt = found
  }

  /// Answers an item from the receipt, and shows the answer.
  ///
  /// - Returns: whether it was answered. If the engine refuses the answer, the admin is asked.
  func answerFromReceipt(_ item: Item) throws(Interruption) -> Bool {
    guard let answer = receipt?.answer(to: item, in: session), try self.answer(item, answer) else {
      return false
    }
    console.show(
      wording(
        "receipt.answered",
        [
          "step": StatusWords(wording: wording).next(item, in: session),
          "answer": AnswerWords(wording: wording).text(answer),
        ]),
      as: .quiet)
    return true
  }
}
