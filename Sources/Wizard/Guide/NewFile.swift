// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Ledger
import Stores

/// Files that the wizard writes beside the session: never over another one, never through a link, for their owner
/// alone, whole or not at all.
enum NewFile {
  /// Writes a file; one that is there already and holds the same counts as written.
  static func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      guard code == EEXIST else { throw .cannotCreate(path: path, code: code) }
      if let existing = try? BoundedFile.read(path), existing == bytes { return }
      throw .alreadyExists(path: path)
    }
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(descriptor) == 0 else {
      let code = written >= 0 && written < bytes.count ? ENOSPC : errno
      unlink(path)
      throw .inputOutput(path: path, code: code)
    }
  }

  /// Writes a file under the first free name: the given one, or one with a number in front of its ending.
  ///
  /// - Returns: the name that was taken.
  static func writeNumbered(_ bytes: [UInt8], stem: String, ending: String) throws(LedgerError) -> String {
    for number in 1..<1000 {
      let path = number == 1 ? stem + ending : "\(stem)-\(number)\(ending)"
      do {
        try write(bytes, to: path)
        return path
      } catch .alreadyExists {
        continue
      }
    }
    throw .alreadyExists(path: stem + ending)
  }
}
