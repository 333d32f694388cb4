// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Threads

/// How long a probe waits.
public struct Deadlines: Hashable, Sendable {
  /// For one address to accept the connection.
  public var connect: Duration
  /// For the next data from the server.
  public var silence: Duration
  /// For the whole handshake, however busy the server keeps us.
  public var handshake: Duration

  public init(
    connect: Duration = .seconds(10), silence: Duration = .seconds(10), handshake: Duration = .seconds(30)
  ) {
    self.connect = connect
    self.silence = silence
    self.handshake = handshake
  }
}

/// Waits for a socket, a cancellation and a timeout, all in one poll(2).
struct PollWaiter {
  private let token: CancellationToken?

  init(_ token: CancellationToken?) { self.token = token }

  /// - Returns: whether the socket is ready; otherwise, the time is over.
  /// - Throws: `ProbeError.cancelled`.
  func wait(
    for descriptor: Int32, _ events: Int32, until end: ContinuousClock.Instant
  ) throws(ProbeError) -> Bool {
    while true {
      var waits = [
        pollfd(fd: descriptor, events: Int16(events), revents: 0),
        // poll(2) ignores a negative descriptor.
        pollfd(fd: token?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let milliseconds = Self.milliseconds(until: end)
      let count = poll(&waits, 2, milliseconds)
      if waits[1].revents & Int16(POLLIN) != 0, token?.isMeant() == true { throw .cancelled }
      if count > 0, waits[0].revents != 0 { return true }
      if milliseconds == 0 { return false }
    }
  }

  /// Rounded up, so that zero means that the time is over.
  private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
    let left = end - .now
    guard left > .zero else { return 0 }
    // Deadlines are seconds; an hour is longer than all of them and fits in an Int32.
    return Int32(min(left / .milliseconds(1), 3_600_000).rounded(.up))
  }
}
