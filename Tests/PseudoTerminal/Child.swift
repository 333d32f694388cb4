// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// A child process with a terminal.
struct Child {
  let processIdentifier: pid_t
  let master: Int32

  /// One fork at a time, or a child would keep another's terminal open.
  private static let starting = Mutex(())

  /// Between fork and execve only system calls: other threads may have held any lock. So everything is made before.
  static func start(
    _ executable: String, _ arguments: [String], _ environment: [String], columns: Int, rows: Int
  ) throws -> Child {
    guard access(executable, X_OK) == 0 else {
      throw PseudoTerminalError.notStarted(executable, number: errno)
    }
    let vector = CStrings([executable] + arguments)
    let variables = CStrings(environment)
    defer {
      vector.free()
      variables.free()
    }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var master: Int32 = -1
    var none = sigset_t()
    sigemptyset(&none)
    guard let path = vector.pointers[0] else { preconditionFailure("the first argument was just made") }

    let (identifier, number) = starting.withLock { _ in
      let identifier = forkpty(&master, nil, nil, &size)
      if identifier == 0 {
        becomeOrdinary(&none)
        execve(path, vector.pointers, variables.pointers)
        _exit(127)
      }
      let number = errno
      if identifier > 0 { _ = fcntl(master, F_SETFD, FD_CLOEXEC) }
      return (identifier, number)
    }
    guard identifier > 0 else { throw PseudoTerminalError.notStarted(executable, number: number) }
    return Child(processIdentifier: identifier, master: master)
  }

  /// In the child: signals as after login, and no descriptors but the terminal's.
  private static func becomeOrdinary(_ none: UnsafePointer<sigset_t>) {
    var number: Int32 = 1
    while number < 32 {
      signal(number, SIG_DFL)
      number &+= 1
    }
    sigprocmask(SIG_SETMASK, none, nil)
    var descriptor: Int32 = 3
    while descriptor < 1024 {
      close(descriptor)
      descriptor &+= 1
    }
  }
}

/// A list of strings as execve wants it.
private struct CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (place, string) in strings.enumerated() { (pointers + place).initialize(to: strdup(string)) }
    (pointers + count).initialize(to: nil)
  }

  func free() {
    for place in 0..<count { Glibc.free(pointers[place]) }
    pointers.deallocate()
  }
}

/// A moment that waiting must not pass.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(seconds: Double) { end = .now + .seconds(seconds) }

  var isOver: Bool { ContinuousClock.now >= end }
}
