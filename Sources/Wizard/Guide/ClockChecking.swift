// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

// “Expired” is told by a clock, and a clock can be wrong.

extension Guide {
  /// Holds this computer's clock against the day on which this version was made, and against the server's; what comes of
  /// it is written down and said when it changes.
  func checkClock() throws(Turn) {
    guard session.pending?.form != .report else { return }
    let check = ClockCheck(at: now(), released: Program.released, server: serverTime)
    guard check != session.findings.clock else { return }
    if let refusal = try record(.clock(check)) { show(refusal) }
    console.show(
      ClockWords(wording: wording).text(check), as: check == .plausible ? .quiet : .warning)
  }

  /// What the server's clock shows, or showed when it wrote the newest event: then this one must not show less.
  private var serverTime: ServerTime? {
    if let now = frontEnd.serverTime { return .now(now) }
    return events.newest.map(ServerTime.notBefore)
  }
}

/// What is known of the server's clock.
enum ServerTime {
  case now(Instant)
  case notBefore(Instant)
}

extension ClockCheck {
  private static let tolerance = 86_400

  init(at now: Instant, released: Instant, server: ServerTime?) {
    switch server {
    case .now(let time) where abs(time.secondsSince1970 - now.secondsSince1970) > Self.tolerance:
      self = .differs(server: time)
    case .notBefore(let time) where time.secondsSince1970 - now.secondsSince1970 > Self.tolerance:
      self = .differs(server: time)
    default:
      self = now < released ? .beforeRelease : .plausible
    }
  }
}
