// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A new folder for one test, removed with everything in it when the value goes.
public final class TemporaryFolder {
  public let path: String

  /// - Parameter parent: where it is made; `/dev/shm` keeps it in memory.
  public init(in parent: String = "/tmp") {
    // Eight characters that differ, two of them always 0: recorded screens have eight zeros in their place.
    var template = Array("\(parent)/lync-pin-wizard-tests-00XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { preconditionFailure("cannot create a folder in \(parent)") }
    path = String(cString: made)
  }

  deinit { Self.remove(Array(path.utf8CString)) }

  /// The path of a file in it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, in folders that are made for it where its name has any.
  ///
  /// - Returns: its path.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws(Unexpected) -> String {
    for slash in name.indices where name[slash] == "/" { mkdir(file(String(name[..<slash])), 0o755) }
    try WholeFile.write(bytes, to: file(name))
    return file(name)
  }

  /// Paths are octets here: a test may give its files names that are not UTF-8. Links are removed, never followed.
  private static func remove(_ path: [CChar]) {
    if unlink(path) == 0 { return }
    for name in WholeFile.octetNames(in: path) { remove(path.dropLast() + [0x2F] + name + [0]) }
    rmdir(path)
  }
}
