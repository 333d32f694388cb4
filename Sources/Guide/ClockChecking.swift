// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Files
public import Procedure
import Servers
import Texts
import Words

// Whether a certificate has expired depends on a clock, which can be wrong.

extension Guide {
  /// Compares this computer's clock with the month in which this version was released, and with the server's
  /// clock; records and shows the result when it changes.
  func checkClock() throws(Interruption) {
    guard session.pending?.isReport != true else { return }
    let check = ClockCheck(at: now(), server: serverTime)
    guard check != session.findings.clock else { return }
    if let refusal = try record(.clock(check)) { show(refusal) }
    let words = ClockWords(wording: wording, offsetMinutes: session.findings.trustedOffset)
    console.show(words.text(check), as: check == .plausible ? .quiet : .warning)
  }

  /// The server's clock now, or when it logged the newest event: this computer's clock must not show an
  /// earlier time.
  private var serverTime: ServerTime? {
    if let now = serverAccess.serverTime { return .now(now) }
    return events.newest.map(ServerTime.notBefore)
  }
}

/// What is known about the server's clock.
public enum ServerTime {
  case now(Instant)
  case notBefore(Instant)
}

extension ClockCheck {
  /// The month in which this version was released, from its first second in UTC. A clock that shows an
  /// earlier time is wrong, and nothing counts as expired by it.
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
