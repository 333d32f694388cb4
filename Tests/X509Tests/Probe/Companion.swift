// SPDX-License-Identifier: GPL-3.0-or-later

@preconcurrency import Glibc
import Synchronization
import Testing

/// A program that runs beside the test until the value goes.
final class Companion {
  private let identifier: pid_t
  private let output: Int32

  init(_ name: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let vector = ([name] + arguments).map { strdup($0) } + [nil]
    var identifier: pid_t = -1
    // One at a time, or a program would keep another's pipe open.
    let (pipe, number) = Self.starting.withLock { _ in
      let pipe = Self.makePipe()
      posix_spawn_file_actions_adddup2(&actions, pipe.write, STDOUT_FILENO)
      return (pipe, posix_spawnp(&identifier, name, &actions, nil, vector, environ))
    }
    posix_spawn_file_actions_destroy(&actions)
    for string in vector { free(string) }
    close(pipe.write)
    self.identifier = identifier
    output = pipe.read
    try #require(number == 0, "\(name): \(String(cString: strerror(number)))")
  }

  deinit {
    if identifier > 0 {
      kill(identifier, SIGKILL)
      waitpid(identifier, nil, 0)
    }
    close(output)
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
