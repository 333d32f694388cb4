// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Guide
import Paths

/// A console that writes to streams that may close.
public protocol StreamConsole: Console {
  /// Whether output could not be written: a closed pipe, a full disk, a closed terminal.
  var isOutputLost: Bool { get }
  /// Why results could not be written, as the system's `errno`; `nil` if they could, or if the reader closed
  /// the pipe (EPIPE), which is not a failure.
  var resultsFailure: Int32? { get }
  /// The words before warnings and errors; set when the language is known.
  var prefixes: Decoration.Prefixes { get set }
}

/// What a console says of unusual answers.
public struct AnswerNotices: Sendable {
  let nul: String
  let longPaste: String
  let paste: @Sendable (Int) -> String
  let early: @Sendable (String) -> String

  /// - Parameters:
  ///   - nul: refuses an answer that contains a NUL.
  ///   - longPaste: refuses a paste of more than 4 MiB.
  ///   - paste: stands on the line for a paste of that many lines that is not shown.
  ///   - early: refuses a text that was typed at a full screen, before the question was shown.
  public init(
    nul: String = "a NUL", longPaste: String = "too long",
    paste: @escaping @Sendable (Int) -> String = { "[\($0) lines]" },
    early: @escaping @Sendable (String) -> String = { "too early: \($0)" }
  ) {
    self.nul = nul
    self.longPaste = longPaste
    self.paste = paste
    self.early = early
  }
}

/// Why no console could be created.
public enum ConsoleError: Error, Equatable {
  /// The answers file cannot be read; `number` is the system's `errno`.
  case answersUnreadable(path: String, number: Int32)
  /// The process cannot open as many files as a console needs; `number` is the system's `errno`.
  case noDescriptors(number: Int32)
}

/// Creates the console that fits the program's environment.
public enum ConsoleFactory {
  /// Creates the process's console. Call it once, before any output: it takes over the process's signals.
  ///
  /// - Parameters:
  ///   - answers: a file with answers, instead of standard input.
  ///   - prefixes: the words before messages that must not be missed.
  ///   - endsInOrder: whether Ctrl-C and similar signals are handled when the program is ready for them, or
  ///     end it at once.
  /// - Throws: `ConsoleError`.
  public static func make(
    answers: String? = nil, prefixes: Decoration.Prefixes = Decoration.Prefixes(),
    notices: AnswerNotices = AnswerNotices(), endsInOrder: Bool = true
  ) throws(ConsoleError) -> any StreamConsole {
    TerminalLocale.adopt()
    occupyStandardDescriptors()
    // Opened before signals are caught: opening a named pipe may block, and Ctrl-C must end that.
    let file: Int32? = if let answers { try open(answers) } else { nil }

    let signals = try Signals()
    signals.install(catchesEnd: endsInOrder)
    let output = Stream(STDOUT_FILENO, signals: signals)
    let errors = Stream(STDERR_FILENO, signals: signals)
    let input = Stream(STDIN_FILENO, signals: signals)
    let messages = output.isTerminal ? output : errors
    let isTyped = file == nil && input.isTerminal
    let charset = Charset.ofLocale
    let columns = charset == .utf8 ? Columns.ofLocale : .ofTable
    let isPaged = isTyped && messages.isTerminal && !Pager.isUnwanted(environment: environment)
    let voice = ConsoleWriter(
      messages: messages, results: output,
      decoration: Decoration(
        isColoured: Decoration.wantsColour(isTerminal: messages.isTerminal, environment: environment),
        charset: charset, isSpoken: Decoration.isSpoken(environment: environment), prefixes: prefixes),
      columns: columns, isTyped: isTyped, widthElsewhere: isTyped ? input : nil,
      pager: isPaged ? Pager(stream: messages, signals: signals, columns: columns) : nil,
      notices: notices)

    if let file { return PlainConsole(input: file, source: .answersFile, voice: voice, signals: signals) }
    if isTyped { return ReadlineConsole(voice: voice, signals: signals, notices: notices) }
    return PlainConsole(input: STDIN_FILENO, source: .pipe, voice: voice, signals: signals)
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// If the program was started with standard streams closed, the next opened file would become one of them.
  private static func occupyStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // Read-only, so that writing to a stream that was closed fails.
      _ = Glibc.open("/dev/null", O_RDONLY)
    }
  }

  private static func open(_ path: String) throws(ConsoleError) -> Int32 {
    // A hyphen is standard input, even if that is a terminal: answers are then read as from a pipe.
    let descriptor =
      path == "-"
      ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
      : Glibc.open(path.pathOctets, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .answersUnreadable(path: path, number: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .answersUnreadable(path: path, number: EISDIR)
    }
    return descriptor
  }
}
