// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Stores
import TestFiles
import Testing

@testable import RemoteRegistry

/// What killed runs left behind.
extension NetToolTests {
  /// A run that was killed in the middle of a call: its folder with no lock on it, and the call that goes on.
  private func leftover(_ name: String) throws -> (path: String, call: pid_t) {
    let path = "\(folder)/\(name)"
    for part in [path, "\(path)/a"] { #expect(mkdir(part, 0o755) == 0) }
    try WholeFile.write([], to: "\(path)/a/b")
    let call = try sleeper(["--option=lock directory=\(path)"])
    return (path, call)
  }

  /// A process that waits, in a group of its own.
  private func sleeper(_ arguments: [String]) throws -> pid_t {
    let words = ["/bin/sh", "-c", "sleep 300 & wait", "net"] + arguments
    let vector: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in vector { free(pointer) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var process: pid_t = 0
    #expect(posix_spawn(&process, "/bin/sh", nil, &attributes, vector, environ) == 0)
    return process
  }

  private func isAlive(_ process: pid_t) -> Bool {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == 0
  }

  @Test("sweeps what a killed run left behind, and nothing of a run that goes on")
  func swept() throws {
    let dead = try leftover("lync-pin-wizard-scratch.aB3dE6")
    let others = [
      try leftover("lync-pin-wizard-scratch.longer7"), try leftover("something-else.aB3dE6"),
      try leftover("lync-pin-wizard-scratch.Live99"),
    ]
    let stranger = try sleeper(["--option=lock directory=\(dead.path)x"])
    // A run that goes on holds a lock on its folder.
    let lock = open(others[2].path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(symlink(others[1].path, "\(folder)/lync-pin-wizard-scratch.aLink6") == 0)
    defer {
      close(lock)
      for process in others.map(\.call) + [stranger, dead.call] {
        kill(-process, SIGKILL)
        waitpid(process, nil, 0)
      }
    }
    _ = try tool("true")
    for _ in 0..<400 where isAlive(dead.call) { usleep(5_000) }
    #expect(kill(dead.call, 0) != 0)
    #expect(access(dead.path, F_OK) != 0)
    for other in others {
      #expect(isAlive(other.call), "\(other.path)")
      #expect(access("\(other.path)/a/b", F_OK) == 0, "\(other.path)")
    }
    #expect(isAlive(stranger))
  }

  @Test("a call that runs is not swept by another run")
  func notSwept() throws {
    let net = try tool(
      #"touch \#(folder)/began; while [ ! -e \#(folder)/go ]; do sleep 0.01; done; echo done"#)
    nonisolated(unsafe) let calling = net
    let folder = folder
    let other = Thread {
      while access("\(folder)/began", F_OK) != 0 { usleep(2_000) }
      // Another run begins: it sweeps.
      _ = try? NetTool(
        RemoteServer(host: "x"), .ticket,
        environment: { ["PATH": folder, "XDG_RUNTIME_DIR": folder][$0] }, stop: nil)
      try? WholeFile.write([], to: "\(folder)/go")
    }
    other.start()
    #expect(text(try calling.read([["x"]])[0]) == "done\n")
  }

}
