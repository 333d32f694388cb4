// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import PseudoTerminal
import Synchronization
import Testing

/// A program that runs beside the test.
final class Companion {
  struct Ended {
    let code: Int32
    let output: String
    let errors: String
  }

  private let identifier: pid_t
  private let output: Int32
  private let errors: Int32
  private var hasEnded = false

  /// - Parameter environment: `NAME=VALUE`, and nothing else but PATH and what sanitizers need.
  init(_ path: String, _ arguments: [String], environment: [String] = []) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    let vector = ([path] + arguments).map { strdup($0) } + [nil]
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let instruments = PseudoTerminal.instruments.map { "\($0)=\($1)" }
    let variables = (["PATH=\(folders)"] + instruments + environment).map { strdup($0) } + [nil]
    var identifier: pid_t = -1
    // One at a time, or a program would keep another's pipes open.
    let (pipes, number) = Self.starting.withLock { _ in
      let pipes = (Self.makePipe(), Self.makePipe())
      posix_spawn_file_actions_adddup2(&actions, pipes.0.write, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, pipes.1.write, STDERR_FILENO)
      return (pipes, posix_spawnp(&identifier, path, &actions, nil, vector, variables))
    }
    posix_spawn_file_actions_destroy(&actions)
    for string in vector + variables { free(string) }
    close(pipes.0.write)
    close(pipes.1.write)
    self.identifier = identifier
    output = pipes.0.read
    errors = pipes.1.read
    hasEnded = number != 0
    try #require(number == 0, "\(path): \(String(cString: strerror(number)))")
  }

  deinit {
    if !hasEnded {
      kill(identifier, SIGKILL)
      waitpid(identifier, nil, 0)
    }
    close(output)
    close(errors)
  }

  private static let starting = Mutex(())

  private static func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "the test process has no file descriptors left")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// The rest of the line on standard output that begins so.
  func line(beginningWith start: String) throws -> String {
    var text = ""
    while true {
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      where line.hasPrefix(start) {
        return String(line.dropFirst(start.count))
      }
      var block = [UInt8](repeating: 0, count: 4096)
      let count = read(output, &block, block.count)
      try #require(count > 0, "it ended early: \(text)")
      text += String(decoding: block[..<count], as: UTF8.self)
    }
  }

  /// Waits for the end.
  func end() throws -> Ended {
    // Neither pipe may fill up while the other is read.
    var texts: [[UInt8]] = [[], []]
    var waits = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    while waits.contains(where: { $0.fd >= 0 }) {
      _ = poll(&waits, 2, -1)
      for index in waits.indices where waits[index].fd >= 0 && waits[index].revents != 0 {
        var block = [UInt8](repeating: 0, count: 4096)
        let count = read(waits[index].fd, &block, block.count)
        if count > 0 { texts[index] += block[..<count] } else { waits[index].fd = -1 }
      }
    }
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
    hasEnded = true
    // WEXITSTATUS of a process that was not killed.
    return Ended(
      code: status & 0x7F == 0 ? status >> 8 & 0xFF : -1, output: String(decoding: texts[0], as: UTF8.self),
      errors: String(decoding: texts[1], as: UTF8.self))
  }
}

/// `openssl s_server` on a free port of this computer.
final class OpenSSLServer {
  let port: UInt16
  private let program: Companion

  /// - Parameters:
  ///   - chain: the file with what is sent behind the server's own certificate, in this order.
  ///   - options: what else stands on the command line.
  init(certificate: String, key: String, chain: String? = nil, _ options: [String] = []) throws {
    program = try Companion(
      "openssl",
      ["s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate, "-key", key]
        + (chain.map { ["-cert_chain", $0] } ?? []) + options)
    port = try #require(UInt16(program.line(beginningWith: "ACCEPT 127.0.0.1:")))
  }
}
