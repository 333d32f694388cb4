// SPDX-License-Identifier: GPL-3.0-or-later

// Readline's variables are plain C globals; this program is single-threaded.
@preconcurrency import CReadline
@preconcurrency import Glibc
import Guide
import Paths

// Rules of this file:
// - Readline never waits: we wait, in poll(2), for a key or a signal, and hand it keys. Its blocking `readline()`
//   goes on with the same line after Ctrl-C, and its event hook needs one more key to notice.
// - Where readline must wait inside a key (a bracketed paste that has begun), it waits in our `nextByte`.
// - A line that ended because input ended is no line: half an answer must not count as one.
// - Nor is a line with a NUL in it: readline would end a paste there and drop the rest.

/// One line typed into a terminal, edited by readline.
final class LineEditor {
  enum Outcome: Equatable {
    case line(String)
    case holdsNUL
    case endOfInput
    case interrupted
    case terminated
  }

  // C callbacks cannot capture; one prompt is open at a time, in a single-threaded program.
  fileprivate nonisolated(unsafe) static var open: LineEditor?

  fileprivate let signals: Signals
  private let stream: Stream
  private let output: UnsafeMutablePointer<FILE>
  fileprivate var outcome: Outcome?
  /// Input ended, or a signal came, while readline waited inside a key.
  fileprivate var isCut = false
  /// What readline still reads after that.
  fileprivate var lastBytes: ArraySlice<UInt8> = []
  /// A NUL was typed (Ctrl-Space) or pasted into the line.
  fileprivate var holdsNUL = false
  /// Readline has given the line back, and the terminal is as before.
  fileprivate var isGivenBack = false

  /// - Parameter stream: standard output or standard error, where prompts go.
  init(stream: Stream, signals: Signals) {
    self.signals = signals
    self.stream = stream
    output = stream.descriptor == STDOUT_FILENO ? stdout : stderr
    // Readline keeps the pointer. The name is for `$if` in an inputrc.
    rl_readline_name = UnsafePointer(strdup("lync-pin-wizard"))
    rl_instream = stdin
    rl_outstream = output
    rl_catch_signals = 0
    rl_catch_sigwinch = 0
    rl_change_environment = 0
    rl_getc_function = nextByte
    Completer.install()
  }

  /// Whether readline could not write what it wanted to show.
  var isOutputLost: Bool { ferror(output) != 0 }

  /// Shows a prompt that fits into one line, and waits for what is typed.
  func edit(prompt: String, completion: Prompt.Completion) -> Outcome {
    // Ctrl-C while nothing was asked counts now.
    if let early = ended() { return early }
    // Ctrl-S holds output back, and readline would wait in a write that SIGTERM does not end.
    guard stream.waitUntilWritable(), !signals.isTerminated else {
      releaseOutput()
      return .terminated
    }
    outcome = nil
    isCut = false
    lastBytes = []
    holdsNUL = false
    isGivenBack = false
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

  /// Waits for a key or a signal; gives readline the key.
  private func step() {
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

  /// How the signals that have arrived end the line, if they do.
  private func ended() -> Outcome? {
    signals.collect()
    if signals.isTerminated { return .terminated }
    return signals.takeInterruption() ? .interrupted : nil
  }

  /// Leaves the terminal in order, with the cursor on a new line, when a line was not ended with Enter.
  private func leaveLine(after outcome: Outcome) {
    switch outcome {
    case .line, .holdsNUL: return
    case .interrupted:
      rl_point = rl_end
      rl_redisplay()
      rl_echo_signal_char(SIGINT)
    case .terminated: releaseOutput()
    case .endOfInput: break
    }
    if !isGivenBack {
      // In this order, and not after the line was given back: the first of them shows the prompt again.
      rl_free_line_state()
      rl_callback_sigcleanup()
      rl_callback_handler_remove()
    } else if hasMovedOn {
      return
    }
    fputs("\n", output)
    fflush(output)
  }

  /// At the end of input, readline goes to a new line when it has bracketed paste to switch off, and only then.
  /// Seen with readline 8.2; where an older one does it too, an empty line more is shown.
  private var hasMovedOn: Bool {
    guard rl_readline_version >= 0x0802, let value = rl_variable_value("enable-bracketed-paste") else {
      return false
    }
    return String(cString: value) == "on"
  }

  /// Lets output go on that Ctrl-S holds back: nobody may be there to press Ctrl-Q.
  private func releaseOutput() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    let before = modes
    modes.c_iflag &= ~tcflag_t(IXON)
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    modes = before
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  // MARK: The terminal changes under the line

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
      // Stopped by SIGSTOP, which nobody can catch: the shell has changed the modes meanwhile.
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

/// Readline has a whole line, or saw the end of input.
private func lineEnded(_ line: UnsafeMutablePointer<CChar>?) {
  // Removed here, or readline would show the prompt again.
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
  } else {
    editor.outcome = editor.holdsNUL ? .holdsNUL : .line(PathText.text(of: line))
  }
}

/// One byte from the terminal; the end of input when there will be none, or when a signal ends the prompt.
private func nextByte(_ stream: UnsafeMutablePointer<FILE>?) -> Int32 {
  guard let editor = LineEditor.open else { return -1 }
  while !editor.isCut {
    var waits = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: editor.signals.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&waits, 2, -1)
    if count < 0 && errno == EINTR { continue }
    editor.signals.collect()
    if editor.signals.endsPrompt { break }
    guard waits[0].revents != 0 else { continue }
    var byte: UInt8 = 0
    let length = read(STDIN_FILENO, &byte, 1)
    if length == 1, byte == 0 {
      editor.holdsNUL = true
      // As a key it only sets a mark; within a paste a blank stands in for it.
      return isPasting ? 0x20 : 0
    }
    if length == 1 { return Int32(byte) }
    if length < 0 && (errno == EINTR || errno == EAGAIN) { continue }
    break
  }
  if !editor.isCut {
    editor.isCut = true
    // Readline 8.2 gives a paste that is cut off no NUL and reads on behind it: the paste gets its end instead.
    if isPasting { editor.lastBytes = endOfPaste[...] }
  }
  return editor.lastBytes.popFirst().map(Int32.init) ?? -1
}

/// Whether readline is in the middle of a bracketed paste.
private var isPasting: Bool { rl_readline_state & UInt(RL_STATE_MOREINPUT) != 0 }

/// Source: XTerm Control Sequences, “Bracketed Paste Mode”.
private let endOfPaste = Array("\u{1B}[201~".utf8)
