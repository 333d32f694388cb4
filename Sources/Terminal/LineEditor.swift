// SPDX-License-Identifier: GPL-3.0-or-later

// Readline's variables are plain C globals; this program is single-threaded.
@preconcurrency import CReadline
@preconcurrency import Glibc
import Guide
import Paths

// Rules of this file:
// - Readline never waits: this code waits in poll(2) for a key or a signal, and passes keys on. Readline's
//   blocking `readline()` continues the same line after Ctrl-C, and its event hook needs another key to
//   notice.
// - Where readline must wait inside a key (after the start of a bracketed paste), it waits in `nextByte`.
// - A line that ended because the input ended does not count: half an answer must not be accepted.
// - Neither does a line that contains a NUL: readline would end a paste there and drop the rest.

/// Reads one line from a terminal, edited with readline.
final class LineEditor {
  enum Outcome: Equatable {
    case line(String)
    case holdsNUL
    /// A paste longer than the limit.
    case tooLong
    case endOfInput
    case interrupted
    case terminated
  }

  // C callbacks cannot capture; only one prompt is open at a time, in a single-threaded program.
  nonisolated(unsafe) static var open: LineEditor?

  fileprivate let signals: Signals
  let pastes: PasteReader
  private let stream: Stream
  private let output: UnsafeMutablePointer<FILE>
  fileprivate var outcome: Outcome?
  /// The input ended, or a signal arrived, while readline waited inside a key.
  var isCut = false
  /// A NUL was typed (Ctrl-Space) or pasted.
  var holdsNUL = false
  /// Readline has returned the line, and the terminal is restored.
  fileprivate var isGivenBack = false
  /// The pastes that readline has not seen, in order; a mark on the line stands for each.
  var pasted: [String] = []
  /// A paste was longer than the limit.
  var isTooLong = false

  /// What stands on the line for a paste of that many lines that is not edited there.
  let pasteMark: @Sendable (Int) -> String

  /// - Parameter stream: standard output or standard error, where prompts are written.
  init(stream: Stream, signals: Signals, pasteMark: @escaping @Sendable (Int) -> String) {
    self.pasteMark = pasteMark
    self.signals = signals
    self.stream = stream
    output = stream.descriptor == STDOUT_FILENO ? stdout : stderr
    pastes = PasteReader(signals: signals, output: output)
    // Readline keeps the pointer. The name is for `$if` in an inputrc.
    rl_readline_name = UnsafePointer(strdup("lync-pin-wizard"))
    rl_instream = stdin
    rl_outstream = output
    rl_catch_signals = 0
    rl_catch_sigwinch = 0
    rl_change_environment = 0
    rl_getc_function = nextByte
    Completer.install()
    // Readline binds its own handler only where nothing is bound.
    for name in ["emacs", "vi-insert"] {
      rl_bind_keyseq_in_map("\u{1B}[200~", pasteBegan, rl_get_keymap_by_name(name))
    }
  }

  /// Whether readline failed to write its output.
  var isOutputLost: Bool { ferror(output) != 0 }

  /// Shows a prompt that fits on one line, and waits for the answer.
  func edit(prompt: String, completion: Prompt.Completion) -> Outcome {
    // A Ctrl-C before the prompt counts now.
    if let early = ended() { return early }
    // Ctrl-S stops output, and readline would wait in a write that SIGTERM does not end.
    guard stream.waitUntilWritable(), !signals.isTerminated else {
      releaseOutput()
      return .terminated
    }
    outcome = nil
    isCut = false
    holdsNUL = false
    isGivenBack = false
    pasted = []
    isTooLong = false
    Self.open = self
    signals.catchStops()
    Completer.offer(completion)
    rl_callback_handler_install(prompt, lineEnded)
    rl_resize_terminal()
    defer {
      rl_callback_handler_remove()
      signals.releaseStops()
      Self.open = nil
    }
    while true {
      if let outcome = ended() ?? outcome {
        leaveLine(after: outcome)
        return outcome
      }
      attendTerminal()
      step()
    }
  }

  /// Waits for a key or a signal, and passes a key to readline.
  private func step() {
    guard !pastes.isAhead else { return rl_callback_read_char() }
    var waits = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waits, 2, -1) > 0, waits[1].revents == 0 else { return }
    let key = Int32(waits[0].revents)
    if key & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      outcome = .endOfInput
    } else if key & POLLIN != 0, stream.waitUntilWritable() {
      rl_callback_read_char()
    }
    if isCut || isOutputLost { outcome = .endOfInput }
  }

  /// The outcome that the signals received so far cause, if any.
  private func ended() -> Outcome? {
    signals.collect()
    if signals.isTerminated { return .terminated }
    return signals.takeInterruption() ? .interrupted : nil
  }

  /// Restores the terminal, with the cursor on a new line, when a line did not end with Enter.
  private func leaveLine(after outcome: Outcome) {
    switch outcome {
    case .line, .holdsNUL, .tooLong: return
    case .interrupted:
      rl_point = rl_end
      rl_redisplay()
      rl_echo_signal_char(SIGINT)
    case .terminated: releaseOutput()
    case .endOfInput: break
    }
    if !isGivenBack {
      // In this order, and not after the line was returned: the first call shows the prompt again.
      rl_free_line_state()
      rl_callback_sigcleanup()
      rl_callback_handler_remove()
    } else if hasMovedOn {
      return
    }
    fputs("\n", output)
    fflush(output)
  }

  /// At the end of input, readline starts a new line only if it has to switch off bracketed paste. Observed
  /// with readline 8.2; if an older version does it too, an extra empty line appears.
  private var hasMovedOn: Bool {
    guard rl_readline_version >= 0x0802, let value = rl_variable_value("enable-bracketed-paste") else {
      return false
    }
    return String(cString: value) == "on"
  }

  /// Resumes output stopped by Ctrl-S, because there may be no one to press Ctrl-Q.
  private func releaseOutput() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let before = modes
    modes.c_iflag &= ~tcflag_t(IXON)
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    modes = before
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  // MARK: Terminal changes while a line is edited

  private func attendTerminal() {
    if signals.takeResize() { rl_resize_terminal() }
    if signals.takeStop() {
      rl_cleanup_after_signal()
      fputs("\n", output)
      fflush(output)
      signals.stop()
      signals.collect()
      _ = signals.takeContinuation()
      redisplay()
    }
    if signals.takeContinuation() {
      // Stopped by SIGSTOP, which cannot be caught: the shell has changed the modes meanwhile.
      rl_cleanup_after_signal()
      redisplay()
    }
  }

  private func redisplay() {
    rl_reset_after_signal()
    rl_resize_terminal()
    rl_on_new_line()
    rl_forced_update_display()
  }
}

// MARK: - Callbacks

/// Called when readline has a whole line, or saw the end of input.
private func lineEnded(_ line: UnsafeMutablePointer<CChar>?) {
  // Removed here, because readline would show the prompt again.
  rl_callback_handler_remove()
  guard let editor = LineEditor.open else { return }
  editor.isGivenBack = true
  guard let line else {
    editor.outcome = .endOfInput
    return
  }
  defer { free(line) }
  if editor.isCut {
    editor.outcome = .endOfInput
    return
  }
  if editor.isTooLong {
    editor.outcome = .tooLong
  } else if editor.holdsNUL {
    editor.outcome = .holdsNUL
  } else {
    editor.outcome = .line(editor.filled(PathText.text(of: line)))
  }
}

/// Returns one byte from the terminal; the end of input when none will follow, or when a signal ends the
/// prompt.
private func nextByte(_ stream: UnsafeMutablePointer<FILE>?) -> Int32 {
  guard let editor = LineEditor.open else { return -1 }
  while !editor.isCut, let byte = editor.readByte() {
    // As a key, it only sets a mark.
    if byte == 0 { editor.holdsNUL = true }
    if byte == 0x0D || byte == 0x0A, !editor.readRest() { continue }
    if !editor.isCut { return Int32(byte) }
  }
  editor.isCut = true
  return -1
}

extension LineEditor {
  /// - Returns: `nil` at the end of input, or when a signal ends the prompt.
  fileprivate func readByte() -> UInt8? {
    if let byte = pastes.next() { return byte }
    while !isCut {
      var waits = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&waits, 2, -1)
      if count < 0 && errno == EINTR { continue }
      signals.collect()
      if signals.endsPrompt { return nil }
      guard waits[0].revents != 0 else { continue }
      var byte: UInt8 = 0
      let length = read(STDIN_FILENO, &byte, 1)
      if length == 1 { return byte }
      if length < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      return nil
    }
    return nil
  }
}
