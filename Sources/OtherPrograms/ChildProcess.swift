// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths
public import Threads

// The rules
//
// 1. No shell: an argument stays an argument, whatever it contains.
// 2. A child has no terminal, and no input but a file that is passed to it, so it cannot prompt anyone.
// 3. A child gets only its own descriptors. A secret is passed through a pipe, descriptor 3; never through an
//    argument or the environment, which others can read. A file is passed there as well, already open: what
//    was checked is what the child reads, whatever becomes of its name.
// 4. Waiting can be stopped; the child and everything that it started are then killed.

/// Why a child process could not be started, or was ended.
public enum ChildError: Error, Hashable, Sendable {
  /// `code` is the system's error number.
  case cannotStart(code: Int32)
  /// No output for too long, or not finished in time.
  case timedOut
  case cancelled
}

/// A child process and its output.
public final class ChildProcess {
  /// What a child can read at `/dev/fd/3`.
  public enum Passed {
    case nothing
    /// At most a pipe's 64 KiB.
    case secret([UInt8])
    /// An open descriptor, which stays the caller's.
    case file(Int32)
    /// An open descriptor, which stays the caller's, as standard input instead.
    case input(Int32)
  }

  /// The usual maximum of the output, in octets; a store of ten thousand certificates takes 50 MB as text.
  public static let mostOutput = 128 << 20
  /// The maximum of its messages that is kept, in octets.
  private static let mostMessages = 64 << 10

  private let identifier: pid_t
  private let mostOutput: Int
  private var ends: [pollfd]
  public private(set) var output: [UInt8] = []
  private var complaints: [UInt8] = []
  /// `nil` while it runs; 128 plus the signal's number if a signal ended it.
  public private(set) var code: Int32?
  public private(set) var isTooMuch = false

  public var messages: String { String(decoding: complaints, as: UTF8.self) }
  private var isSilent: Bool { ends.allSatisfy { $0.fd < 0 } }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - environment: the complete environment.
  ///   - passed: what it can read at `/dev/fd/3`.
  ///   - mostOutput: in octets; more than that ends it.
  /// - Throws: `ChildError.cannotStart`.
  public init(
    _ program: String, _ arguments: [String], environment: [String], passing passed: Passed = .nothing,
    mostOutput: Int = ChildProcess.mostOutput
  ) throws(ChildError) {
    let output = try Pipe()
    let complaints = try Pipe()
    var secret: Pipe?
    if case .secret(let octets) = passed { secret = try Pipe(holding: octets) }
    // Closes their descriptors here when they are released, on every path.
    defer { withExtendedLifetime((output, complaints, secret)) {} }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writeEnd, 1)
    posix_spawn_file_actions_adddup2(&actions, complaints.writeEnd, 2)
    if let secret { posix_spawn_file_actions_adddup2(&actions, secret.readEnd, 3) }
    if case .file(let descriptor) = passed { posix_spawn_file_actions_adddup2(&actions, descriptor, 3) }
    if case .input(let descriptor) = passed { posix_spawn_file_actions_adddup2(&actions, descriptor, 0) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | Self.ownSession)

    let vector: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0.pathOctets) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0.pathOctets) } + [nil]
    defer { for pointer in vector + variables { free(pointer) } }
    var started: pid_t = 0
    let failure = posix_spawn(&started, program.pathOctets, &actions, &attributes, vector, variables)
    guard failure == 0 else { throw .cannotStart(code: failure) }
    identifier = started
    self.mostOutput = mostOutput
    ends = [output.takeReadEnd(), complaints.takeReadEnd()].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
  }

  /// POSIX_SPAWN_SETSID of spawn.h, which Swift's import omits: starts a new session, and so a new process
  /// group.
  private static let ownSession: Int16 = 0x80

  deinit {
    kill()
    for end in ends where end.fd >= 0 { close(end.fd) }
  }

  /// Kills it and its whole process group.
  private func kill() {
    guard code == nil else { return }
    Glibc.kill(-identifier, SIGKILL)
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
    code = 128 + SIGKILL
  }

  /// Waits until all have ended. If one does not end in time, all are killed.
  ///
  /// - Parameters:
  ///   - silence: how long all of them may go without output.
  ///   - total: how long they may run in all; `nil` for as long as there is output.
  /// - Throws: `ChildError.timedOut` or `.cancelled`.
  public static func finish(
    _ all: [ChildProcess], silence: Duration, total: Duration? = nil, stop: CancellationToken?
  ) throws(ChildError) {
    let last = total.map { ContinuousClock.now + $0 }
    var end = ContinuousClock.now + silence
    while all.contains(where: { $0.code == nil }) {
      let talking = all.filter { !$0.isSilent }
      var waits = talking.flatMap(\.ends)
      waits.append(pollfd(fd: stop?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
      // A child that closed its output is about to end, but nothing signals when.
      let patience: Int32 = talking.count < all.count { $0.code == nil } ? 5 : 1000
      let count = poll(&waits, nfds_t(waits.count), patience)
      if let stop, waits[waits.count - 1].revents != 0, stop.isMeant() {
        for child in all { child.kill() }
        throw .cancelled
      }
      if count > 0 {
        for (place, child) in talking.enumerated() where child.take(waits[2 * place..<2 * place + 2]) {
          end = .now + silence
        }
      }
      for child in all { child.lookWhetherEnded() }
      guard ContinuousClock.now < min(end, last ?? end) else {
        for child in all { child.kill() }
        throw .timedOut
      }
    }
  }

  /// - Returns: whether there was output.
  private func take(_ waits: ArraySlice<pollfd>) -> Bool {
    var came = false
    for (place, wait) in waits.enumerated() where wait.fd >= 0 && wait.revents != 0 {
      came = true
      var block = [UInt8](repeating: 0, count: 65_536)
      let count = read(wait.fd, &block, block.count)
      if count > 0 {
        keep(block[..<count], place)
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        close(wait.fd)
        ends[place].fd = -1
      }
    }
    return came
  }

  private func keep(_ block: ArraySlice<UInt8>, _ place: Int) {
    if place == 1 {
      complaints += block.prefix(max(0, Self.mostMessages - complaints.count))
    } else if output.count + block.count <= mostOutput {
      output += block
    } else {
      isTooMuch = true
      kill()
    }
  }

  private func lookWhetherEnded() {
    guard code == nil, isSilent else { return }
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == identifier else { return }
    code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// A pipe whose ends are closed in every child, and here when it is released.
private final class Pipe {
  private(set) var readEnd: Int32
  private(set) var writeEnd: Int32

  init() throws(ChildError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .cannotStart(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// A pipe that contains exactly these octets.
  convenience init(holding octets: [UInt8]) throws(ChildError) {
    try self.init()
    // Writing to a full pipe would block, because it has no reader yet.
    _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
    let count = octets.withUnsafeBytes { write(writeEnd, $0.baseAddress, $0.count) }
    guard count == octets.count else { throw .cannotStart(code: EFBIG) }
    close(writeEnd)
    writeEnd = -1
  }

  deinit {
    if readEnd >= 0 { close(readEnd) }
    if writeEnd >= 0 { close(writeEnd) }
  }

  /// Returns the read end, which the caller then owns.
  func takeReadEnd() -> Int32 {
    defer { readEnd = -1 }
    return readEnd
  }
}
