// SPDX-License-Identifier: GPL-3.0-or-later

public import Glibc

/// A program that runs in a terminal of its own, for tests: type into it, wait for what it shows.
///
/// Nothing here waits without a deadline; what does not come in time is an error that shows the end of the screen.
public final class PseudoTerminal {
  /// How the program ended.
  public enum Exit: Equatable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  public let processIdentifier: pid_t
  private var master: Int32
  private var bytes: [UInt8] = []
  /// How far `waitFor` has looked.
  private var seen = 0
  private var exit: Exit?

  /// What a program has to know that was built with a sanitizer, or to count the lines that run; most often nothing.
  public static var instruments: [String: String] {
    var variables: [String: String] = [:]
    for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE"] {
      variables[name] = getenv(name).map { String(cString: $0) }
    }
    return variables
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - environment: all of it but `instruments`; `TERM` is `xterm` and `LANG` is `C.UTF-8` unless it says otherwise.
  ///   - columns: the width of the terminal.
  ///   - rows: its height: without another, so high that no output stops at a full screen.
  /// - Throws: `PseudoTerminalError.notStarted`.
  public static func spawn(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 1_000
  ) throws -> PseudoTerminal {
    let base = ["TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    let environment = base.merging(instruments) { $1 }.merging(environment) { $1 }
    let child = try Child.start(
      executable, arguments, environment.map { "\($0)=\($1)" }.sorted(), columns: columns, rows: rows)
    return PseudoTerminal(child)
  }

  private init(_ child: Child) {
    processIdentifier = child.processIdentifier
    master = child.master
  }

  deinit {
    if exit == nil {
      Glibc.kill(processIdentifier, SIGKILL)
      var status: Int32 = 0
      waitpid(processIdentifier, &status, 0)
    }
    if master >= 0 { Glibc.close(master) }
  }

  // MARK: What it shows

  /// Everything shown so far, control sequences included.
  public var screen: String {
    readWhatIsThere()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Everything shown so far as it reads: without control sequences and carriage returns.
  public var plainScreen: String { Self.withoutControls(screen) }

  /// Waits until a text has appeared behind the one that was waited for last.
  ///
  /// - Returns: what was shown from there up to the end of the text, control sequences included.
  /// - Throws: `PseudoTerminalError.notShown`.
  @discardableResult
  public func waitFor(_ text: String, timeoutSeconds: Double = 10) throws -> String {
    let wanted = Array(text.utf8)
    let deadline = Deadline(seconds: timeoutSeconds)
    while true {
      if let end = find(wanted) {
        defer { seen = end }
        return String(decoding: bytes[seen..<end], as: UTF8.self)
      }
      guard !deadline.isOver, waitForBytes(deadline) else {
        throw PseudoTerminalError.notShown(text, tail: tail)
      }
    }
  }

  /// Waits until everything shown since the last wait is enough.
  ///
  /// - Returns: what was shown, control sequences included; `nil` when the program went away first.
  /// - Throws: `PseudoTerminalError.notShown`.
  public func wait(
    for what: String, timeoutSeconds: Double = 10, until isEnough: (String) -> Bool
  ) throws -> String? {
    let deadline = Deadline(seconds: timeoutSeconds)
    while true {
      readWhatIsThere()
      let shown = String(decoding: bytes[seen...], as: UTF8.self)
      if isEnough(shown) {
        seen = bytes.count
        return shown
      }
      if !waitForBytes(deadline) { return nil }
      guard !deadline.isOver else { throw PseudoTerminalError.notShown(what, tail: tail) }
    }
  }

  private func find(_ wanted: [UInt8]) -> Int? {
    guard !wanted.isEmpty, bytes.count - seen >= wanted.count else { return nil }
    for start in seen...(bytes.count - wanted.count) where bytes[start...].starts(with: wanted) {
      return start + wanted.count
    }
    return nil
  }

  // MARK: Typing

  /// Types a text; Enter is `\r`.
  public func send(_ text: String, timeoutSeconds: Double = 10) throws {
    let deadline = Deadline(seconds: timeoutSeconds)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      guard !deadline.isOver else { throw PseudoTerminalError.notRead(text, tail: tail) }
      // The terminal's own buffer is full when the program shows much and nobody reads it.
      readWhatIsThere()
      var wait = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
      poll(&wait, 1, 50)
      guard Int32(wait.revents) & POLLOUT != 0 else { continue }
      let count = Array(rest.prefix(512)).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest.removeFirst(count) }
    }
  }

  /// Pastes a text as a terminal does after the program switched bracketed paste on; or, not bracketed, as one does
  /// that knows nothing of it.
  public func paste(_ text: String, isBracketed: Bool = true) throws {
    let keys = String(text.map { $0 == "\n" ? "\r" : $0 })
    try send(isBracketed ? "\u{1B}[200~\(keys)\u{1B}[201~" : keys, timeoutSeconds: 60)
  }

  /// Changes the terminal's size; the program gets SIGWINCH.
  public func resize(columns: Int, rows: Int = 1_000) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Whether the terminal is as a shell leaves it: lines are collected and echoed by the system.
  public var isInOrder: Bool {
    var modes = termios()
    guard tcgetattr(master, &modes) == 0 else { return false }
    return Int32(modes.c_lflag) & (ICANON | ECHO | ISIG) == ICANON | ECHO | ISIG
  }

  /// How the terminal treats what is typed and shown.
  public struct Modes: Equatable, Sendable {
    let flags: [UInt32]
    let controls: [UInt8]
  }

  /// The modes at this moment, all of them; `nil` when the terminal is gone.
  public var modes: Modes? {
    var modes = termios()
    guard tcgetattr(master, &modes) == 0 else { return nil }
    return Modes(
      flags: [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag],
      controls: withUnsafeBytes(of: modes.c_cc) { Array($0) })
  }

  // MARK: Ending

  /// Sends a signal to the program.
  public func sendSignal(_ number: Int32) {
    guard exit == nil else { return }
    Glibc.kill(processIdentifier, number)
  }

  /// Kills the program.
  public func kill() { sendSignal(SIGKILL) }

  /// Takes the terminal away, as closing its window does.
  public func close() {
    readWhatIsThere()
    guard master >= 0 else { return }
    Glibc.close(master)
    master = -1
  }

  /// Waits until the program has ended; what it shows meanwhile is read.
  ///
  /// - Throws: `PseudoTerminalError.notEnded`.
  @discardableResult
  public func waitForExit(timeoutSeconds: Double = 10) throws -> Exit {
    let deadline = Deadline(seconds: timeoutSeconds)
    while true {
      if let exit { return exit }
      var status: Int32 = 0
      if waitpid(processIdentifier, &status, WNOHANG) == processIdentifier {
        let ended: Exit = status & 0x7F == 0 ? .code((status >> 8) & 0xFF) : .signal(status & 0x7F)
        exit = ended
        readWhatIsThere()
        return ended
      }
      guard !deadline.isOver else { throw PseudoTerminalError.notEnded(tail: tail) }
      readWhatIsThere()
      usleep(5_000)
    }
  }

  // MARK: Reading

  private var tail: String { String(plainScreen.suffix(2_000)) }

  private func readWhatIsThere() {
    while readBlock(waitMilliseconds: 0) {}
  }

  /// - Returns: false when nothing will come any more.
  private func waitForBytes(_ deadline: Deadline) -> Bool {
    if readBlock(waitMilliseconds: 50) { return true }
    return master >= 0 && !isHungUp
  }

  private var isHungUp: Bool {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) > 0 && Int32(wait.revents) & POLLIN == 0
  }

  private func readBlock(waitMilliseconds: Int32) -> Bool {
    guard master >= 0 else { return false }
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, waitMilliseconds) > 0, Int32(wait.revents) & POLLIN != 0 else { return false }
    var block = [UInt8](repeating: 0, count: 8192)
    let count = read(master, &block, block.count)
    guard count > 0 else { return false }
    bytes.append(contentsOf: block[..<count])
    return true
  }
}

/// What did not happen in time, with the end of the screen.
public enum PseudoTerminalError: Error, CustomStringConvertible {
  case notStarted(String, number: Int32)
  case notShown(String, tail: String)
  case notRead(String, tail: String)
  case notEnded(tail: String)

  public var description: String {
    switch self {
    case .notStarted(let what, let number): "could not start \(what): \(String(cString: strerror(number)))"
    case .notShown(let text, let tail):
      "\(text.debugDescription) did not appear; the screen ends with:\n\(tail)"
    case .notRead(let text, let tail):
      "\(text.debugDescription) was not read; the screen ends with:\n\(tail)"
    case .notEnded(let tail): "the program did not end; the screen ends with:\n\(tail)"
    }
  }
}
