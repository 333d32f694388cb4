// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// Reads lines with read(2): the readers of C and Swift do not handle signals well, and readline needs a
/// terminal.
struct LineReader {
  enum Outcome: Equatable {
    case line(String)
    /// The end, an error, or a line longer than the limit: nothing more follows.
    case end
    /// A signal that ends the prompt has arrived; the bytes already read are kept.
    case signal
  }

  /// Longer than any pasted certificate (a few KiB), short enough to keep in memory many times over.
  static let limitBytes = 64 * 1024

  private let descriptor: Int32
  private let signals: Signals
  private var waiting: [UInt8] = []
  private var isAtStart = true
  private var isAtEnd = false

  init(_ descriptor: Int32, signals: Signals) {
    self.descriptor = descriptor
    self.signals = signals
  }

  /// The next line without its end. The last line does not need a line feed.
  mutating func next() -> Outcome {
    var searched = 0
    while true {
      signals.collect()
      if signals.endsPrompt { return .signal }
      if let feed = waiting[searched...].firstIndex(of: 0x0A) {
        guard feed <= Self.limitBytes else { return end() }
        defer { waiting.removeSubrange(...feed) }
        return .line(text(of: waiting[..<feed]))
      }
      guard waiting.count <= Self.limitBytes else { return end() }
      searched = waiting.count
      guard !isAtEnd else {
        guard !waiting.isEmpty else { return .end }
        defer { waiting = [] }
        return .line(text(of: waiting[...]))
      }
      readMore()
    }
  }

  private mutating func end() -> Outcome {
    waiting = []
    isAtEnd = true
    return .end
  }

  /// Waits for input or a signal, and reads what is available.
  private mutating func readMore() {
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waits, 2, -1) > 0, waits[0].revents != 0 else { return }
    var block = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &block, block.count)
    if count > 0 {
      waiting.append(contentsOf: block[..<count])
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      isAtEnd = true
    }
  }

  /// Decodes a line, removing the carriage return that Windows adds at its end and the byte order mark that
  /// Notepad adds before the first line. Bytes that are not UTF-8 are kept as in paths, because a path may
  /// have been typed.
  private mutating func text(of bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    if bytes.last == 0x0D { bytes.removeLast() }
    if isAtStart, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    isAtStart = false
    return PathText.text(of: bytes)
  }
}
