// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Guide
import Procedure
import Servers
import Stores
import Texts
import Words

/// Takes a receipt that was named on the command line.
struct ReceiptTaker: ProgramPart {
  let program: Program

  /// What it tells of deletions that the session no longer orders is written down at once.
  func take(_ path: String, of open: OpenSession) throws(Failure) -> CarriedReceipt {
    try checkInput(path)
    let words = ReceiptWords(wording: wording)
    let receipt: CarriedReceipt
    do throws(CarriedReceipt.Objection) {
      receipt = try reading { () throws(CarriedReceipt.Objection) in
        try CarriedReceipt(path, of: open.session, takesStreams: true)
      }
    } catch {
      if case .unreadable(let error) = error {
        throw failure(error)
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
