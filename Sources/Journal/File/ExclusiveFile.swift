// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// Files under a name that nothing had before: never through a link, and for their owner alone.
public enum ExclusiveFile {
  /// Writes a file in its place and syncs it; its name is not synced.
  ///
  /// - Returns: `false` when something is there already; it stays as it is.
  public static func create(_ bytes: ArraySlice<UInt8>, at path: String) throws(JournalError) -> Bool {
    guard let descriptor = try open(path, O_WRONLY) else { return false }
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(descriptor) == 0 else {
      let code = written >= 0 && written < bytes.count ? ENOSPC : errno
      unlink(path.pathOctets)
      throw .inputOutput(path: path, code: code)
    }
    return true
  }

  /// - Parameter access: O_RDWR or O_WRONLY, with O_APPEND where it is meant.
  /// - Returns: a descriptor, which then belongs to the caller; `nil` when something is there already.
  static func open(_ path: String, _ access: Int32) throws(JournalError) -> Int32? {
    let flags = access | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = Glibc.open(path.pathOctets, flags, 0o600)
    if descriptor >= 0 { return descriptor }
    guard errno == EEXIST else { throw .cannotCreate(path: path, code: errno) }
    return nil
  }
}
