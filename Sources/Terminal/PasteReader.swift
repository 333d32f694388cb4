// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Guide
import Paths

// Rules of this file:
// - A paste of megabytes must neither be edited by readline, which draws it again for each line, nor appear on
//   the screen. It is read in blocks, past readline.
// - Whatever was read beyond the paste is handed on, in order.

/// Reads what is pasted at a prompt: between the marks of a terminal that brackets pastes, or line by line
/// after a line that begins a block.
final class PasteReader {
  enum Outcome: Equatable {
    case text(String)
    /// It was longer than `limitBytes`; it was read to its end.
    case tooLong
    /// A signal or the end of input came before its end.
    case cut
    /// The lines were rubbed out, and do not count.
    case dismissed
  }

  /// All stores of a server with hundreds of roots are about 2 MB of hexadecimal digits.
  static let limitBytes = 4 << 20
  /// A longer paste is too slow to edit, whatever it is.
  private static let limitOfEditingBytes = 64 << 10
  /// Terminals and remote sessions deliver a paste with pauses.
  private static let pauseMilliseconds: Int32 = 700
  /// What comes after a line end without this pause was not typed by hand. It also delays what was typed ahead.
  private static let shortPauseMilliseconds: Int32 = 100

  /// Backspace, Ctrl-U and Delete, which no paste contains.
  private static let rubOuts: [UInt8] = [0x08, 0x15, 0x7F]

  private let signals: Signals
  private let output: UnsafeMutablePointer<FILE>
  /// Bytes beyond a paste, or beyond a line, that were already read.
  private var ahead: ArraySlice<UInt8> = []
  /// How many of them, at the end, are known not to continue a paste.
  private var typedAhead = 0
  private var shownBytes = 0

  init(signals: Signals, output: UnsafeMutablePointer<FILE>) {
    self.signals = signals
    self.output = output
  }

  var isAhead: Bool { !ahead.isEmpty }

  /// The next byte that was read beyond a paste.
  func next() -> UInt8? {
    typedAhead = min(typedAhead, max(0, ahead.count - 1))
    return ahead.popFirst()
  }

  /// Whether it is edited like typed text.
  static func isEdited(_ text: String) -> Bool {
    text.utf8.count <= limitOfEditingBytes && PastedBlock(text) == nil
  }

  /// The rest of a paste whose start was read, up to the mark at its end.
  ///
  /// Source: XTerm Control Sequences, “Bracketed Paste Mode”.
  func bracketed() -> Outcome {
    var paste = Paste()
    while true {
      if let end = paste.end {
        ahead = paste.bytes[(end + Paste.mark.count)...]
        paste.bytes.removeSubrange(end...)
        return outcome(paste)
      }
      guard case .bytes(let block) = wait(forever) else { return .cut }
      paste.append(block)
      showProgress(paste.count)
    }
  }

  /// Whether a line that was read and what came right behind it, up to a pause, are a paste that is not edited,
  /// at a terminal that does not bracket it: its first line alone may not tell. What was read stays in order.
  func makesBlock(after first: String) -> Bool {
    guard ahead.count > typedAhead || ahead.isEmpty else { return false }
    var paste = Paste(bytes: Array("\(first)\n".utf8))
    let start = paste.bytes.count
    while case .bytes(let block) = wait(paste.bytes.count > start ? Self.shortPauseMilliseconds : 0) {
      paste.append(block)
      // Keys, or a paste in brackets.
      if block.contains(0x1B) || paste.count > Self.limitOfEditingBytes { break }
    }
    guard paste.bytes.count > start else { return false }
    ahead = paste.bytes[start...]
    let isBlock = !ahead.contains(0x1B) && !Self.isEdited(paste.text)
    typedAhead = isBlock ? 0 : ahead.count
    return isBlock
  }

  /// The lines of a block whose first line was read. It ends with Enter, pressed after a pause: the last line
  /// of such a paste cannot be told from a typed one, and Enter that belongs to the paste must not answer the
  /// next question.
  ///
  /// - Parameter show: called at a pause, with the lines so far.
  func lines(after first: String, show: (String) -> Void) -> Outcome {
    var paste = Paste(bytes: Array("\(first)\n".utf8))
    var isPaused = false
    while true {
      switch wait(isPaused ? forever : Self.pauseMilliseconds) {
      case .stopped: return .cut
      case .nothing:
        isPaused = true
        show(paste.text)
      case .bytes(let block):
        if isPaused, block == [0x0D] || block == [0x0A] { return outcome(paste) }
        if isPaused, Self.rubOuts.contains(block[0]) {
          ahead = block.dropFirst()
          return .dismissed
        }
        // A second paste begins a line.
        if isPaused, paste.bytes.last != 0x0D, paste.bytes.last != 0x0A,
          PastedBlock.opens(String(decoding: block, as: UTF8.self))
        {
          paste.append([0x0A])
        }
        isPaused = false
        paste.append(block)
        showProgress(paste.count)
      }
    }
  }

  private func outcome(_ paste: Paste) -> Outcome {
    if shownBytes > 0 { fputs("\n", output) }
    shownBytes = 0
    return paste.isTooLong ? .tooLong : .text(paste.text)
  }

  /// A quarter of a megabyte takes a second over a slow connection.
  private func showProgress(_ count: Int) {
    guard count >= shownBytes + 1 << 18 else { return }
    fputs(shownBytes == 0 ? "\n" : "\r", output)
    fputs("… \(count >> 10) KB", output)
    fflush(output)
    shownBytes = count
  }

  // MARK: - The terminal

  private enum Waited {
    case bytes([UInt8])
    /// Nothing came in time.
    case nothing
    case stopped
  }

  private let forever: Int32 = -1

  private func wait(_ milliseconds: Int32) -> Waited {
    if !ahead.isEmpty {
      defer { ahead = [] }
      return .bytes(Array(ahead))
    }
    while true {
      var waits = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&waits, 2, milliseconds)
      if count < 0 && errno == EINTR { continue }
      signals.collect()
      if signals.endsPrompt { return .stopped }
      if count == 0 { return .nothing }
      guard waits[0].revents != 0 else { continue }
      var block = [UInt8](repeating: 0, count: 1 << 16)
      let length = read(STDIN_FILENO, &block, block.count)
      if length > 0 { return .bytes(Array(block[..<length])) }
      if length < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      return .stopped
    }
  }
}

/// The bytes of a paste so far.
private struct Paste {
  static let mark = Array("\u{1B}[201~".utf8)

  var bytes: [UInt8] = []
  /// The bytes that were dropped because it is too long.
  private var dropped = 0
  /// Where the mark at the end was searched for.
  private var searched = 0

  init(bytes: [UInt8] = []) { self.bytes = bytes }

  var count: Int { bytes.count + dropped }
  var isTooLong: Bool { dropped > 0 }

  mutating func append(_ block: [UInt8]) {
    searched = max(0, bytes.count - Self.mark.count)
    bytes += block
    let excess = bytes.count - PasteReader.limitBytes - Self.mark.count
    guard excess > 1 << 16 else { return }
    // The end is kept, because the mark or a last line is there.
    bytes.removeFirst(excess)
    dropped += excess
    searched = 0
  }

  /// Where the mark at the end begins.
  var end: Int? {
    var position = searched
    while let escape = bytes[position...].firstIndex(of: 0x1B) {
      if bytes[escape...].starts(with: Self.mark) { return escape }
      position = escape + 1
    }
    return nil
  }

  /// With line feeds. Terminals send a carriage return for each line feed of a paste, and some keep the
  /// carriage return before it, so that every line end of a text from Windows is two. A NUL stays, and is
  /// refused with the answer.
  var text: String {
    let lineEnds = bytes.split(omittingEmptySubsequences: true) { $0 != 0x0D }
    let isDoubled = !lineEnds.isEmpty && lineEnds.allSatisfy { $0.count.isMultiple(of: 2) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var run = 0
    for byte in bytes {
      run = byte == 0x0D ? run + 1 : byte == 0x0A && run > 0 ? run : 0
      switch byte {
      case 0x0D where isDoubled && run.isMultiple(of: 2): continue
      case 0x0D: plain.append(0x0A)
      case 0x0A where run > 0: run = 0
      default: plain.append(byte)
      }
    }
    return PathText.text(of: plain)
  }
}
