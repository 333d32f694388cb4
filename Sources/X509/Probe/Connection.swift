// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A TCP connection that never blocks outside `PollWaiter`.
final class Connection {
  let address: HostAddress
  private let descriptor: Int32
  private let patience: PollWaiter
  private let silence: Duration
  private let end: ContinuousClock.Instant
  /// Sending ends at the first failure; the server's last data may still be waiting to be read.
  private var isDeaf = false

  /// Tries the addresses in order.
  ///
  /// - Throws: `ProbeError.unreachable` or `.cancelled`.
  static func open(
    _ addresses: [HostAddress], deadlines: Deadlines, patience: PollWaiter
  ) throws(ProbeError) -> Connection {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    var attempts: [ProbeError.Attempt] = []
    for address in addresses {
      let descriptor = socket(address.family, kind, 0)
      var number = errno
      if descriptor >= 0 {
        do throws(ProbeError) {
          number = try connect(descriptor, to: address, until: .now + deadlines.connect, patience)
        } catch {
          close(descriptor)
          throw error
        }
        if number == 0 {
          return Connection(descriptor, to: address, deadlines: deadlines, patience: patience)
        }
        close(descriptor)
      }
      attempts.append(ProbeError.Attempt(address: address.text, number: number))
    }
    throw .unreachable(attempts)
  }

  /// - Returns: 0, or the reason why there is no connection.
  private static func connect(
    _ descriptor: Int32, to address: HostAddress, until end: ContinuousClock.Instant, _ patience: PollWaiter
  ) throws(ProbeError) -> Int32 {
    if address.connect(descriptor) == 0 { return 0 }
    // An interrupted connect continues in the background (connect(2), EINTR).
    guard errno == EINPROGRESS || errno == EINTR else { return errno }
    guard try patience.wait(for: descriptor, POLLOUT, until: end) else { return ETIMEDOUT }
    var number: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 else { return errno }
    return number
  }

  private init(_ descriptor: Int32, to address: HostAddress, deadlines: Deadlines, patience: PollWaiter) {
    self.descriptor = descriptor
    self.address = address
    self.patience = patience
    silence = deadlines.silence
    end = .now + deadlines.handshake
  }

  deinit { close(descriptor) }

  enum Received {
    case octets([UInt8])
    case closed
    /// Nothing arrived in time.
    case silent
  }

  /// Waits for data from the server.
  ///
  /// - Throws: `ProbeError.cancelled`.
  func receive() throws(ProbeError) -> Received {
    // After the deadline, octets already waiting no longer count, however busy the server keeps us.
    guard .now < end else { return .silent }
    let end = min(.now + silence, end)
    var block = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      guard try patience.wait(for: descriptor, POLLIN, until: end) else { return .silent }
      let count = recv(descriptor, &block, block.count, 0)
      if count > 0 { return .octets(Array(block[..<count])) }
      // An orderly shutdown or a reset: either way, no more data will arrive.
      if count == 0 || (errno != EAGAIN && errno != EINTR) { return .closed }
    }
  }

  /// Sends data. Only the server's response shows whether it arrived.
  ///
  /// - Throws: `ProbeError.cancelled`.
  func send(_ octets: [UInt8]) throws(ProbeError) {
    let end = min(.now + silence, end)
    var rest = octets[...]
    while !rest.isEmpty, !isDeaf {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        if try !patience.wait(for: descriptor, POLLOUT, until: end) { isDeaf = true }
      } else if errno != EINTR {
        isDeaf = true
      }
    }
  }
}
