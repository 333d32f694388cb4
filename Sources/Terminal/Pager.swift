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

  /// What is written at a full screen, finished and colored.
  struct Notices {
    let more: String
    /// Refuses a text that was typed there.
    let early: (String) -> String
  }

  private let stream: Stream
  private let signals: Signals
  private let columns: Columns
  /// All rows written so far.
  private(set) var writtenRows = 0
  /// The rows written since Enter was pressed.
  private var rows = 0
  /// Whether the rest is left out until the next step or question.
  private var isSkipping = false
  /// Whether something was left out since the last step or question began.
  private var hasLeftOut = false
  /// Whether output stopped at a full screen since the last answer.
  private(set) var hasStopped = false
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
  func makeRoom(for lines: [String], isVital: Bool, isPrompt: Bool, notices: Notices) -> Bool {
    if isSkipping, !isVital {
      hasLeftOut = true
      return false
    }
    // A blank row at the top of a page may scroll away.
    if rows == 0, lines == [""] {
      writtenRows += 1
      return true
    }
    let needed = lines.reduce(0) { $0 + rowCount(of: $1) }
    if stopIfFull(needed, isPrompt: isPrompt, notices), isSkipping, !isVital {
      hasLeftOut = true
      return false
    }
    rows += needed
    writtenRows += needed
    return true
  }

  /// Whether a page has room for lines, and for the line at its end.
  func fitsPage(_ lines: [String]) -> Bool {
    heightRows.map { lines.reduce(0) { $0 + rowCount(of: $1) } < $0 } ?? true
  }

  /// Stops first if lines that will be written as a prompt do not fit on this screen.
  func prepare(for lines: [String], notices: Notices) {
    _ = stopIfFull(lines.reduce(0) { $0 + rowCount(of: $1) }, isPrompt: true, notices)
  }

  /// A step or a question begins: nothing of it is left out.
  ///
  /// - Returns: whether something before it was.
  func endSkipping() -> Bool {
    defer { hasLeftOut = false }
    isSkipping = false
    return hasLeftOut
  }

  /// Enter was pressed at a question.
  ///
  /// - Parameter line: what stood there, the prompt included: a long answer takes more rows than the prompt.
  func endQuestion(at line: String) {
    writtenRows += rowCount(of: line) - 1
    rows = 0
    hasStopped = false
    hasLeftOut = false
  }

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

  /// - Returns: whether it stopped.
  private func stopIfFull(_ needed: Int, isPrompt: Bool, _ notices: Notices) -> Bool {
    guard let heightRows, rows > 0, rows + needed + (isPrompt ? 0 : 1) > heightRows, end == nil,
      !signals.isTerminated
    else { return false }
    stop(notices)
    return true
  }

  /// Waits for Enter or “q”. Anything else is refused aloud: whoever typed it meant it for a question that is
  /// not shown yet.
  private func stop(_ notices: Notices) {
    hasStopped = true
    while true {
      stream.write(notices.more)
      writtenRows += 1
      guard let typed = readLine(), !typed.trimmingSpaces.isEmpty else { break }
      if ["q", "Q"].contains(typed.trimmingSpaces) {
        isSkipping = true
        break
      }
      stream.write(notices.early(typed + restOfPaste()))
    }
    rows = 0
  }

  /// “ …” if more lines were typed or pasted with the last one; they are refused with it.
  private func restOfPaste() -> String {
    var rest = ""
    var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !stream.isLost, poll(&wait, 1, 0) > 0, wait.revents & Int16(POLLIN) != 0, let line = readLine() {
      if !line.trimmingSpaces.isEmpty { rest = " …" }
    }
    return rest
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
