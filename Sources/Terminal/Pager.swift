// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Words

/// Stops long output at each full screen, so that nothing scrolls away before it was seen.
///
/// Counts the rows since a person last pressed Enter. Output is only stopped when somebody types at the terminal
/// that shows it. The line is read without readline, in the terminal's ordinary mode, so that Ctrl-C and Ctrl-Z
/// do what they always do between prompts.
final class Pager {
  /// How a stop ended when it was not by Enter; the next question then ends the same way.
  enum End {
    case endOfInput
    case interrupted
  }

  private let stream: Stream
  private let signals: Signals
  private let columns: Columns
  /// All rows written so far.
  private(set) var writtenRows = 0
  /// The rows written since Enter was pressed.
  private var rows = 0
  /// Whether the rest is left out until the next question.
  private var isSkipping = false
  private var end: End?

  init(stream: Stream, signals: Signals, columns: Columns) {
    self.stream = stream
    self.signals = signals
    self.columns = columns
  }

  /// The terminal's height; `nil` when it is unknown, or too small for pages.
  var heightRows: Int? {
    guard stream.widthColumns ?? 80 >= 20 else { return nil }
    return stream.heightRows.flatMap { $0 < 6 ? nil : $0 }
  }

  /// Whether environment variables ask for output without stops.
  ///
  /// A terminal without cursor movements is an editor or a recording, which scroll back by themselves; a
  /// screen reader reads from the beginning anyway.
  static func isUnwanted(environment: (String) -> String?) -> Bool {
    if let wish = environment("LYNC_PIN_WIZARD_PAGES") { return wish == "0" }
    return Decoration.isSpoken(environment: environment) || environment("TERM") == "dumb"
  }

  /// Makes room for lines that must be on one screen, and stops first if this one is full.
  ///
  /// - Parameters:
  ///   - lines: without colors.
  ///   - isVital: whether they are shown even after “q”.
  ///   - isPrompt: whether the cursor stays behind the last one.
  /// - Returns: whether they are to be written.
  func makeRoom(for lines: [String], isVital: Bool, isPrompt: Bool, more: String) -> Bool {
    if isSkipping, !isVital { return false }
    let needed = lines.reduce(0) { $0 + rowCount(of: $1) }
    let last = isPrompt ? 0 : 1
    if let heightRows, rows > 0, rows + needed + last > heightRows, end == nil, !signals.isTerminated {
      stop(more)
      if isSkipping, !isVital { return false }
    }
    rows += needed
    writtenRows += needed
    return true
  }

  /// A question is about to be asked: nothing of it is left out.
  func beginQuestion() { isSkipping = false }

  /// Enter was pressed.
  func endQuestion() { rows = 0 }

  /// How the last stop ended, if not by Enter.
  func takeEnd() -> End? {
    defer { end = nil }
    return end
  }

  /// A line that is not wrapped takes several rows.
  private func rowCount(of line: String) -> Int {
    let width = stream.widthColumns ?? 80
    return max(1, (columns.count(line) + width - 1) / width)
  }

  private func stop(_ more: String) {
    stream.write(more)
    let typed = readLine()
    rows = 0
    writtenRows += 1
    if let typed { isSkipping = ["q", "Q"].contains(typed.trimmingSpaces) }
  }

  /// - Returns: `nil` when the input ended or a signal came.
  private func readLine() -> String? {
    var typed: [UInt8] = []
    while !stream.isLost {
      signals.collect()
      if signals.endsPrompt {
        stream.write("\n")
        if !signals.isTerminated, signals.takeInterruption() { end = .interrupted }
        isSkipping = true
        return nil
      }
      var waits = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 2, -1) > 0, waits[1].revents == 0, waits[0].revents != 0 else { continue }
      var byte: UInt8 = 0
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count == 1 else {
        stream.write("\n")
        end = .endOfInput
        isSkipping = true
        return nil
      }
      if byte == 0x0A { return String(decoding: typed, as: UTF8.self) }
      if typed.count < 4096 { typed.append(byte) }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmingSpaces: String { filter { $0 != " " } }
}
