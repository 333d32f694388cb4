// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Reads a line that the terminal does not show, such as a password.
///
/// Readline is not used: it would show the line, and keep it for Ctrl-Y.
final class SecretReader {
  private let stream: Stream
  private let signals: Signals
  private var typed: [UInt8] = []

  init(stream: Stream, signals: Signals) {
    self.stream = stream
    self.signals = signals
  }

  /// Shows a prompt and waits for a line; restores the terminal afterward.
  func read(prompt: String) -> LineEditor.Outcome {
    guard let before = Self.modes else { return .endOfInput }
    signals.catchStops()
    setSilent(true, before)
    stream.write(prompt)
    defer {
      typed = []
      setSilent(false, before)
      signals.releaseStops()
      // The line's end was not shown either.
      stream.write("\n")
    }
    while true {
      signals.collect()
      if signals.isTerminated { return .terminated }
      if signals.takeInterruption() { return .interrupted }
      if signals.takeStop() {
        setSilent(false, before)
        signals.stop()
        setSilent(true, before)
        stream.write(prompt)
      }
      if signals.takeContinuation() { setSilent(true, before) }
      if let outcome = takeByte() { return outcome }
    }
  }

  /// Reads one byte at a time, so that nothing is taken from the next prompt.
  private func takeByte() -> LineEditor.Outcome? {
    var waits = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waits, 2, -1) > 0, waits[1].revents == 0, waits[0].revents != 0 else { return nil }
    var byte: UInt8 = 0
    let count = Glibc.read(STDIN_FILENO, &byte, 1)
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return nil }
    guard count == 1 else { return .endOfInput }
    guard byte != 0x0A else { return .line(String(decoding: typed, as: UTF8.self)) }
    // The terminal's own limit for a line is 4096 bytes.
    if typed.count < 4096 { typed.append(byte) }
    return nil
  }

  private static var modes: termios? {
    var modes = termios()
    return tcgetattr(STDIN_FILENO, &modes) == 0 ? modes : nil
  }

  private func setSilent(_ isSilent: Bool, _ before: termios) {
    var modes = before
    if isSilent {
      modes.c_lflag = (modes.c_lflag | tcflag_t(ICANON | ISIG)) & ~tcflag_t(ECHO)
      modes.c_iflag |= tcflag_t(ICRNL)
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }
}
