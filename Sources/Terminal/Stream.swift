// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A file descriptor for output that remembers when it was lost.
///
/// Uses write(2) and never C's buffers, so that standard output and standard error stay in order.
final class Stream {
  let descriptor: Int32
  /// Set by the first failed write; nothing is written afterward.
  private(set) var isLost = false
  /// Why that write failed, as the system's `errno`; `nil` when the reader did not read until SIGTERM
  /// arrived.
  private(set) var failure: Int32?
  private let signals: Signals

  init(_ descriptor: Int32, signals: Signals) {
    self.descriptor = descriptor
    self.signals = signals
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The terminal's width in columns; `nil` if this is not a terminal, or it does not know.
  var widthColumns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The terminal's height in rows; `nil` if this is not a terminal, or it does not know.
  var heightRows: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  func write(_ text: String) {
    // Output left in C's buffers by readline or a stray print comes first.
    fflush(nil)
    var text = text
    text.withUTF8 { send(UnsafeRawBufferPointer($0)) }
  }

  func write(_ octets: [UInt8]) {
    fflush(nil)
    octets.withUnsafeBytes { send($0) }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) {
    var sent = 0
    while sent < bytes.count, !isLost {
      sent += writeSome(UnsafeRawBufferPointer(rebasing: bytes[sent...]))
    }
  }

  /// Writes at most a pipe's atomic size at a time, after waiting: a reader that stops reading must not block
  /// SIGTERM.
  private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard waitUntilWritable() else {
      isLost = true
      return 0
    }
    let count = Glibc.write(descriptor, bytes.baseAddress, min(bytes.count, Int(PIPE_BUF)))
    if count >= 0 { return count }
    let code = errno
    if code != EINTR && code != EAGAIN {
      isLost = true
      failure = code
    }
    return 0
  }

  /// - Returns: `false` when the program is about to stop and the stream does not become writable.
  func waitUntilWritable() -> Bool {
    while true {
      var waits = [
        pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      // A last message may wait a moment, but not forever.
      let count = poll(&waits, 2, signals.isTerminated ? 200 : -1)
      guard count > 0 else {
        guard count < 0, errno == EINTR else { return false }
        signals.collect()
        continue
      }
      // Everything except "not yet", including errors, goes to write(2), which reports the error.
      if waits[0].revents != 0 { return true }
      signals.collect()
    }
  }
}
