// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import RemoteRegistry
import Servers
import Texts
import Words

extension Guide {
  /// After the wizard's own export or deletion failed: try again, go back, or, on a real server, continue by
  /// hand.
  func retryOrBack(_ item: Item) throws(Interruption) {
    guard let live = session.start.live, !live.isDryRun else {
      _ = try choose(item, wording("ask.retry"), from: [.done], default: .done)
      return
    }
    let choice = try choose(item, wording("ask.retryOrByHand"), from: [.done, .byHand], default: .done)
    if case .command(.byHand) = choice { serverAccess.leaveToAdmin() }
  }

  func goOn(_ item: Item, after error: StoreEditorError) throws(Interruption) {
    if error == .net(.cancelled) { throw stopped }
    console.show(LiveWords(wording: wording, live: session.start.live).text(error), as: .error)
    try retryOrBack(item)
  }
}
