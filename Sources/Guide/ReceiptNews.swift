// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure
public import Servers
public import Texts
import Words

/// The parts of a receipt that match a session: shown, and recorded if the session no longer orders them.
public struct ReceiptNews {
  let console: any Console
  let wording: Wording

  public init(console: any Console, wording: Wording) {
    self.console = console
    self.wording = wording
  }

  /// - Parameters:
  ///   - session: as it is at the moment; it moves on with every event.
  ///   - record: writes an event down; `false` when the engine does not take it.
  public func tell<Problem: Error>(
    _ receipt: MatchedReceipt, in session: () -> Session, record: (Event) throws(Problem) -> Bool
  ) throws(Problem) {
    let words = ReceiptWords(wording: wording)
    for line in words.lines(receipt, in: session()) { console.show(line.text, as: line.tone) }
    for outside in receipt.outside(session()) where try record(.deletedOutside(outside)) {
      console.show(words.line(outside, in: session()), as: .warning)
    }
  }
}
