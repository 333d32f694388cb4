// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import Procedure
package import Servers
import Texts
import Words

/// Applies a receipt that was named on the command line.
package struct ReceiptTaker: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  /// Deletions in the receipt that the session no longer orders are recorded immediately.
  package func take(_ path: String, of open: OpenSession) throws(Failure) -> MatchedReceipt {
    try checkInput(path)
    let words = ReceiptWords(wording: wording)
    let receipt: MatchedReceipt
    do throws(MatchedReceipt.Objection) {
      receipt = try reading { () throws(MatchedReceipt.Objection) in
        try MatchedReceipt(path, of: open.session, takesStreams: true)
      }
    } catch {
      if case .unreadable(let error) = error {
        throw failure(error)
      }
      throw Failure(code: .badData, text: words.text(error, file: path, open.session.start.course))
    }
    try ReceiptNews(console: console, wording: wording).tell(receipt, in: { open.session }) {
      event throws(Failure) in
      try record(event, open)
      return true
    }
    return receipt
  }
}
