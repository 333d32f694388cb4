// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// A program that is installed on this computer.
public struct InstalledProgram: Hashable, Sendable {
  public let path: String

  /// - Parameters:
  ///   - name: the name of its file.
  ///   - searchPath: the folders to look in, as in `PATH`; only absolute ones count. `nil` for the usual
  ///     ones.
  /// - Returns: `nil` if it is not installed.
  public init?(_ name: String, in searchPath: String?) {
    let places = (searchPath ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
    guard let path = places.first(where: { $0.hasPrefix("/") && access($0.pathOctets, X_OK) == 0 }) else {
      return nil
    }
    self.path = path
  }
}

/// What a child process may use.
public struct ChildBounds: Hashable, Sendable {
  /// In bytes of address space.
  public let memory: Int
  /// In seconds of processor time.
  public let processorSeconds: Int

  public init(memory: Int, processorSeconds: Int) {
    self.memory = memory
    self.processorSeconds = processorSeconds
  }

  /// The command that runs another within these bounds, and ends it when this process ends, however it ends.
  ///
  /// `prlimit` and `setpriv` set a bound and start the command in their place; both are in util-linux, which
  /// every Debian has. Where one is missing, the command runs without what it would have set.
  public func command(_ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
    var words = [program] + arguments
    if let tool = InstalledProgram("setpriv", in: nil) {
      words = [tool.path, "--pdeathsig", "KILL", "--"] + words
    }
    if let tool = InstalledProgram("prlimit", in: nil) {
      // It writes to pipes only: it needs no file of any size.
      words =
        [tool.path, "--as=\(memory)", "--cpu=\(processorSeconds)", "--fsize=0", "--core=0", "--"] + words
    }
    return (words[0], Array(words.dropFirst()))
  }
}
