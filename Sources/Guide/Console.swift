// SPDX-License-Identifier: GPL-3.0-or-later

public import Words

/// One question as the console sees it.
public struct Prompt: Sendable {
  /// The prompt's own line, for instance `[D] Done  [B] Back … (default is "D"):`.
  public var line: String
  /// What the Tab key offers.
  public var completion: Completion
  /// Whether what is typed must not be shown or kept: a password.
  public var isSecret: Bool

  public enum Completion: Sendable, Equatable {
    case none
    case words([String])
    case fileNames
  }

  public init(line: String, completion: Completion = .none, isSecret: Bool = false) {
    self.line = line
    self.isSecret = isSecret
    self.completion = completion
  }
}

/// What came back from a prompt.
public enum Reply: Sendable, Equatable {
  /// A line as typed or pasted, without its end; a bracketed paste may hold line feeds inside.
  case line(String)
  /// Ctrl-D on an empty line, the end of a pipe or of the answers file, or a terminal that went away.
  case endOfInput
  /// Ctrl-C.
  case interrupted
  /// SIGTERM, SIGHUP or SIGQUIT: stop at once, ask nothing more.
  case terminated
}

/// The wizard's only way to speak with a person. `Terminal` implements it over readline and over plain pipes.
///
/// Everything that is shown goes through here, so that this is the one place where a control character from a
/// certificate is made harmless.
public protocol Console: AnyObject {
  /// Whether a person sits at a terminal: an empty line may then mean the default, and an answer may span lines.
  var isInteractive: Bool { get }
  /// The terminal's width in columns; 80 when it is not known.
  var widthColumns: Int { get }
  /// How many columns of the terminal a text takes; East Asian characters take two.
  func columns(of text: String) -> Int
  /// Shows a message: on standard output at a terminal, on standard error when standard output is not one.
  func show(_ text: String, as tone: Tone)
  /// Writes a result, always to standard output, as it is but for control characters.
  func result(_ text: String)
  /// Writes lines of a result that a person reads: wrapped like a message where standard output is a terminal, and as
  /// they are elsewhere.
  func report(_ lines: [String])
  /// Asks, and waits for the answer.
  func ask(_ prompt: Prompt) -> Reply
  /// A file descriptor that is readable when a signal has arrived, for whoever waits for something else than an answer;
  /// `nil` where no signals are caught.
  var wakeUp: Int32? { get }
  /// Whether Ctrl-C, SIGTERM, SIGHUP or SIGQUIT has arrived; a Ctrl-C is told only once. `wakeUp` is unreadable afterwards.
  func takeStop() -> Bool
  /// Whether the program was told to stop: SIGTERM, SIGHUP or SIGQUIT.
  var isTerminated: Bool { get }
  /// Lets Ctrl-C, SIGTERM and SIGHUP end the program at once, or stops that again; nothing may be asked meanwhile.
  func endAtOnce(_ isAtOnce: Bool)
}

extension Console {
  public func columns(of text: String) -> Int { text.count }
  public func report(_ lines: [String]) { result(lines.map { "\($0)\n" }.joined()) }
  public var wakeUp: Int32? { nil }
  public func takeStop() -> Bool { false }
  public var isTerminated: Bool { false }
  public func endAtOnce(_ isAtOnce: Bool) {}
}
