// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

// Rules of this file:
// - A handler only writes the signal's number into a pipe; everything else happens when the pipe is read.
//   With a plain flag, a signal between the check and poll(2) was missed; a pipe in the poll set cannot miss
//   one.
// - Handlers restart system calls, so that no other part of the program ever sees EINTR; poll(2) is never
//   restarted, which ends the wait.
// - A signal that was ignored when the program started (nohup, a shell's `&`) stays ignored.

/// The write end of the pipe for the handlers; -1 if there is none.
private let wire = Atomic<Int32>(-1)

/// Collects signals until the program is ready to handle them.
public final class Signals {
  /// Becomes readable when a signal arrives.
  let readEnd: Int32
  private let writeEnd: Int32

  /// SIGTERM, SIGHUP or SIGQUIT has arrived. Never reset: the program is about to stop.
  public private(set) var isTerminated = false
  private var isInterrupted = false
  private var catchesEnd = false
  private var isResized = false
  private var isStopAsked = false
  private var isContinued = false

  /// Creates the pipe but installs no handlers yet.
  ///
  /// - Throws: `ConsoleError.noDescriptors`.
  public init() throws(ConsoleError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .noDescriptors(number: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    _ = wire.compareExchange(expected: writeEnd, desired: -1, ordering: .relaxed)
    close(readEnd)
    close(writeEnd)
  }

  /// Catches signals that end a conversation or change its width, and ignores SIGPIPE, so that a failed write
  /// reports its error.
  ///
  /// - Parameter catchesEnd: `false` lets the system end the program at once, in the middle of whatever it
  ///   does.
  public func install(catchesEnd: Bool = true) {
    wire.store(writeEnd, ordering: .relaxed)
    self.catchesEnd = catchesEnd
    for number in (catchesEnd ? Self.ends : []) + [SIGWINCH] { catchUnlessIgnored(number) }
    signal(SIGPIPE, SIG_IGN)
    // Beyond the file size limit, a write should fail and be reported, not end the program.
    signal(SIGXFSZ, SIG_IGN)
  }

  private static let ends = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Temporarily lets the system end the program at once, while there is nothing to clean up.
  ///
  /// - Parameter isAtOnce: `false` reverts that. No effect if `install` left the end to the system.
  func endAtOnce(_ isAtOnce: Bool) {
    guard catchesEnd else { return }
    guard isAtOnce else {
      for number in Self.ends { catchUnlessIgnored(number) }
      return
    }
    for number in Self.ends { releaseUnlessIgnored(number) }
    // Signals that arrived shortly before count too.
    collect()
    if isTerminated || isInterrupted { raise(isTerminated ? SIGTERM : SIGINT) }
  }

  /// Records a signal as if it had arrived.
  public func note(_ number: Int32) {
    tell(number, writeEnd)
  }

  // MARK: Collecting

  /// Reads the signals that have arrived.
  public func collect() {
    var byte: UInt8 = 0
    while read(readEnd, &byte, 1) == 1 {
      switch Int32(byte) {
      case SIGTERM, SIGHUP, SIGQUIT: isTerminated = true
      case SIGINT: isInterrupted = true
      case SIGWINCH: isResized = true
      case SIGTSTP: isStopAsked = true
      case SIGCONT: isContinued = true
      default: break
      }
    }
  }

  /// Whether a signal that ends a prompt has arrived; does not reset it.
  var endsPrompt: Bool { isTerminated || isInterrupted }

  /// Reads the signals that have arrived. Returns whether to stop the current work; each Ctrl-C counts once.
  func takeStopOfProgram() -> Bool {
    collect()
    return takeInterruption() || isTerminated
  }

  /// Whether Ctrl-C was pressed since the last call.
  func takeInterruption() -> Bool { take(\.isInterrupted) }
  /// Whether the terminal's size has changed since the last call.
  func takeResize() -> Bool { take(\.isResized) }
  /// Whether Ctrl-Z was pressed since the last call.
  func takeStop() -> Bool { take(\.isStopAsked) }
  /// Whether the process was continued after a stop since the last call.
  func takeContinuation() -> Bool { take(\.isContinued) }

  private func take(_ flag: ReferenceWritableKeyPath<Signals, Bool>) -> Bool {
    defer { self[keyPath: flag] = false }
    return self[keyPath: flag]
  }

  // MARK: Job control

  /// Catches Ctrl-Z while a prompt is open, so that the terminal can be restored before the stop. Between
  /// prompts the default action is right, because there is nothing to restore.
  func catchStops() {
    catchUnlessIgnored(SIGTSTP)
    catchUnlessIgnored(SIGCONT)
  }

  /// Leaves Ctrl-Z to the system again.
  func releaseStops() {
    releaseUnlessIgnored(SIGTSTP)
    releaseUnlessIgnored(SIGCONT)
  }

  /// Stops the process, as Ctrl-Z would by default; returns when it is continued.
  func stop() {
    releaseUnlessIgnored(SIGTSTP)
    raise(SIGTSTP)
    catchUnlessIgnored(SIGTSTP)
  }
}

private func tell(_ number: Int32, _ end: Int32) {
  var byte = UInt8(truncatingIfNeeded: number)
  // A full pipe loses nothing: thousands of signals are already waiting in it.
  _ = write(end, &byte, 1)
}

/// The handler; only does what POSIX allows in one (`signal-safety(7)`).
private func passOn(_ number: Int32) {
  let kept = errno
  tell(number, wire.load(ordering: .relaxed))
  errno = kept
}

private func isIgnored(_ number: Int32) -> Bool {
  var present = sigaction()
  sigaction(number, nil, &present)
  return unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self)
    == unsafeBitCast(SIG_IGN, to: Int.self)
}

private func catchUnlessIgnored(_ number: Int32) {
  guard !isIgnored(number) else { return }
  var action = sigaction()
  action.__sigaction_handler.sa_handler = passOn
  action.sa_flags = SA_RESTART
  sigemptyset(&action.sa_mask)
  sigaction(number, &action, nil)
}

private func releaseUnlessIgnored(_ number: Int32) {
  guard !isIgnored(number) else { return }
  signal(number, SIG_DFL)
}
