// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Guide
import Paths

/// A console that writes to streams which may go away.
public protocol StreamConsole: Console {
  /// Whether something could not be written: a closed pipe, a full disk, a terminal that is gone.
  var isOutputLost: Bool { get }
  /// Why results could not be written, as the system's `errno`; `nil` when they could, or when nobody reads them any
  /// more (EPIPE), which is no failure.
  var resultsFailure: Int32? { get }
  /// The words in front of warnings and errors; set them when the language is known.
  var prefixes: Decoration.Prefixes { get set }
}

/// Why there is no console.
public enum ConsoleError: Error, Equatable {
  /// The file of answers cannot be read; `number` is the system's `errno`.
  case answersUnreadable(path: String, number: Int32)
  /// The process may not open as many files as a console takes; `number` is the system's `errno`.
  case noDescriptors(number: Int32)
}

/// Chooses the console that fits where the program runs.
public enum Consoles {
  /// Makes the process's console. To be called once, before anything is shown: it takes over the process's signals.
  ///
  /// - Parameters:
  ///   - answers: a file to take answers from instead of standard input.
  ///   - prefixes: the words in front of what must not be missed.
  ///   - nulRefusal: what is said when an answer holds a NUL.
  ///   - endsInOrder: whether Ctrl-C and its kin are picked up when the program is ready for them, or end it at once.
  /// - Throws: `ConsoleError`.
  public static func make(
    answers: String? = nil, prefixes: Decoration.Prefixes = Decoration.Prefixes(),
    nulRefusal: String = "a NUL", endsInOrder: Bool = true
  ) throws(ConsoleError) -> any StreamConsole {
    TerminalLocale.adopt()
    occupyStandardDescriptors()
    // Opened before signals are caught: opening a named pipe may wait, and Ctrl-C must end that.
    let file: Int32? = if let answers { try open(answers) } else { nil }

    let signals = try Signals()
    signals.install(catchesEnd: endsInOrder)
    let output = Stream(STDOUT_FILENO, signals: signals)
    let errors = Stream(STDERR_FILENO, signals: signals)
    let input = Stream(STDIN_FILENO, signals: signals)
    let messages = output.isTerminal ? output : errors
    let isTyped = file == nil && input.isTerminal
    let charset = Charset.ofLocale
    let voice = Voice(
      messages: messages, results: output,
      decoration: Decoration(
        isColoured: Decoration.wantsColour(isTerminal: messages.isTerminal, environment: environment),
        charset: charset, isSpoken: Decoration.isSpoken(environment: environment), prefixes: prefixes),
      columns: charset == .utf8 ? .ofLocale : .ofTable, widthElsewhere: isTyped ? input : nil,
      nulRefusal: nulRefusal)

    if let file { return PlainConsole(input: file, source: .answersFile, voice: voice, signals: signals) }
    if isTyped { return ReadlineConsole(voice: voice, signals: signals) }
    return PlainConsole(input: STDIN_FILENO, source: .pipe, voice: voice, signals: signals)
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A program may be started with standard streams closed; the next file opened would become one of them.
  private static func occupyStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // Read-only: what is written to a stream that was closed is to fail.
      _ = Glibc.open("/dev/null", O_RDONLY)
    }
  }

  private static func open(_ path: String) throws(ConsoleError) -> Int32 {
    let descriptor = Glibc.open(path.pathOctets, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .answersUnreadable(path: path, number: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .answersUnreadable(path: path, number: EISDIR)
    }
    return descriptor
  }
}
