// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Scripts that stand in for programs of the distribution.
public enum FakeProgram {
  /// Writes a script that can be run.
  ///
  /// - Parameter script: lines for `/bin/sh`.
  /// - Returns: its folder, for `PATH`.
  @discardableResult
  public static func write(_ name: String, _ script: String, to folder: TemporaryFolder) throws -> String {
    let path = try folder.write(Array("#!/bin/sh\n\(script)\n".utf8), to: name)
    guard chmod(path, 0o755) == 0 else { throw Unexpected("cannot make \(path) a program") }
    return folder.path
  }
}

/// Commands of the system.
public enum Shell {
  /// - Throws: `Unexpected` if the command fails.
  public static func run(_ command: String) throws(Unexpected) {
    var started: pid_t = 0
    let texts = ["/bin/sh", "-ec", command]
    let words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    guard posix_spawn(&started, "/bin/sh", nil, nil, words, environ) == 0 else { throw Unexpected(command) }
    var status: Int32 = 0
    while waitpid(started, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Unexpected("\(command): \(status)") }
  }
}
