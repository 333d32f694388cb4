// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Files
public import Procedure
import Servers
import Texts
import Words

// “Expired” is told by a clock, and a clock can be wrong.

extension Guide {
  /// Holds this computer's clock against the day on which this version was made, and against the server's; what comes of
  /// it is written down and said when it changes.
  func checkClock() throws(Turn) {
    guard session.pending?.isReport != true else { return }
    let check = ClockCheck(at: now(), server: serverTime)
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
public enum ServerTime {
  case now(Instant)
  case notBefore(Instant)
}

extension ClockCheck {
  /// The month in which this version was made, from its first second in UTC: a clock that shows an earlier time is wrong,
  /// and by it nothing is expired.
  public static let released = Instant(secondsSince1970: 1_793_491_200)
  private static let tolerance = 86_400

  public init(at now: Instant, released: Instant = released, server: ServerTime?) {
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
