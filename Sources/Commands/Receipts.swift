// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Guide
import Procedure
import Servers
import Stores
import Texts
import Words

extension Program {
  /// A receipt that was named on the command line.
  ///
  /// What it tells of deletions that the session no longer orders is written down at once.
  func receipt(_ path: String, of open: OpenSession) throws(Failure) -> CarriedReceipt {
    let words = ReceiptWords(wording: wording)
    let receipt: CarriedReceipt
    do throws(CarriedReceipt.Objection) {
      receipt = try CarriedReceipt(path, of: open.session)
    } catch {
      if case .unreadable(let error) = error {
        throw Failure(code: ExitCode(error), text: FileWords(wording: wording).text(error))
      }
      throw Failure(code: .badData, text: words.text(error, file: path))
    }
    for line in words.lines(receipt, in: open.session) { console.show(line.text, as: line.tone) }
    for outside in receipt.outside(open.session) {
      try record(.deletedOutside(outside), open)
      console.show(words.line(outside, in: open.session), as: .warning)
    }
    return receipt
  }
}
