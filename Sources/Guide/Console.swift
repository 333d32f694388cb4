// SPDX-License-Identifier: GPL-3.0-or-later

public import Words

/// One question, as the console sees it.
public struct Prompt: Sendable {
  /// What is asked for, if the line itself does not say it, for example `Server name:`.
  public var question: String
  /// The line of the prompt, for example `[D] Done  [B] Back … (default is "D"):`.
  public var line: String
  /// What the Tab key offers.
  public var completion: Completion
  /// Whether the typed text must not be shown or kept, as for a password.
  public var isSecret: Bool

  public enum Completion: Sendable, Equatable {
    case none
    case words([String])
    case fileNames
  }

  public init(
    line: String, question: String = "", completion: Completion = .none, isSecret: Bool = false
  ) {
    self.line = line
    self.question = question
    self.isSecret = isSecret
    self.completion = completion
  }
}

/// The response to a prompt.
public enum Reply: Sendable, Equatable {
  /// A line as typed or pasted, without its end; a bracketed paste may contain line feeds.
  case line(String)
  /// Ctrl-D on an empty line, the end of a pipe or of the answers file, or a closed terminal.
  case endOfInput
  /// Ctrl-C.
  case interrupted
  /// SIGTERM, SIGHUP or SIGQUIT: stop at once without further questions.
  case terminated
}

/// The wizard's only connection to a person. `Terminal` implements it with readline and with plain pipes.
///
/// All output goes through here, so this is the only place where control characters from certificates are
/// made harmless.
public protocol Console: AnyObject {
  /// Whether a person is at a terminal: an empty line may then mean the default, and an answer may span
  /// lines.
  var isInteractive: Bool { get }
  /// The terminal's width in columns; 80 when unknown.
  var widthColumns: Int { get }
  /// The number of terminal columns that a text takes; East Asian characters take two.
  func columns(of text: String) -> Int
  /// Is told every text that is shown as a message, whoever shows it.
  var listener: ((String) -> Void)? { get set }
  /// Shows a message: on standard output if it is a terminal, otherwise on standard error.
  func show(_ text: String, as tone: Tone)
  /// Writes a result, always to standard output and unchanged except for control characters.
  func result(_ text: String)
  /// Writes a result that is not text, unchanged; never to a terminal.
  func octets(_ octets: [UInt8])
  /// Writes lines of a result for people: wrapped and colored like a message if standard output is a terminal,
  /// unchanged otherwise. Tones add no signs: the lines say in words what they mean.
  func report(_ lines: [TonedLine])
  /// The columns of standard output; `nil` if it is not a terminal, or one that does not know: a table is then
  /// as wide as what is in it.
  var resultColumns: Int? { get }
  /// Whether a screen reader speaks the output: a table is then written one value below the other.
  var isSpoken: Bool { get }
  /// Writes a long result for people: wrapped and a page at a time if somebody reads it at the terminal,
  /// unchanged otherwise.
  func page(_ text: String)
  /// The terminal's height in rows, if output is shown a page at a time.
  var heightRows: Int? { get }
  /// The rows shown so far, if output is shown a page at a time.
  var writtenRows: Int { get }
  /// Whether output stopped at a full screen since the last answer: Enter may then still be meant for that.
  var hasStopped: Bool { get }
  /// A step or a question begins: nothing of it is left out, even if the rest of what came before is.
  ///
  /// - Returns: whether something was left out since this was last called.
  @discardableResult func endSkipping() -> Bool
  /// Stops at a full screen first if a prompt does not fit on the rest of it.
  func prepare(for prompt: Prompt)
  /// Asks and waits for the answer.
  func ask(_ prompt: Prompt) -> Reply
  /// A file descriptor that becomes readable when a signal arrives, for waits other than for an answer; `nil`
  /// when no signals are caught.
  var wakeUp: Int32? { get }
  /// Whether Ctrl-C, SIGTERM, SIGHUP or SIGQUIT has arrived; each Ctrl-C is reported only once. Afterward,
  /// `wakeUp` is no longer readable.
  func takeStop() -> Bool
  /// Whether SIGTERM, SIGHUP or SIGQUIT told the program to stop.
  var isTerminated: Bool { get }
  /// Makes Ctrl-C, SIGTERM, SIGHUP and SIGQUIT end the program at once, or reverts that; no questions may be
  /// asked meanwhile.
  func endAtOnce(_ isAtOnce: Bool)
}

extension Console {
  public func report(_ lines: [String]) { report(lines.map { TonedLine($0) }) }
}
