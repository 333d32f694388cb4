// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Ledger
import Paths
import Stores

// Rules of this file:
// - A file gets its name only when all of it is on the disk: it is written under a name of this process's own, synced,
//   and linked. link(2) never replaces anything, and follows nothing at the new name.
// - What a killed run leaves behind is hidden, has nobody's name, and is never read.

/// Files that the wizard writes beside the session: never through a link, for their owner alone, whole or not at all; and
/// never over another one, but where a file of its own has become void.
public enum NewFile {
  /// Writes a file; one that is there already and holds the same counts as written.
  public static func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
    let draft = try draft(bytes, beside: path)
    defer { unlink(draft.pathOctets) }
    if link(draft.pathOctets, path.pathOctets) != 0 {
      switch errno {
      case EEXIST:
        let existing = try? BoundedFile.read(path, followsLinks: false)
        guard existing == bytes else { throw .alreadyExists(path: path) }
      case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
        // A file system without links, such as FAT: the name comes first, and a kill leaves a part behind it.
        guard try ExclusiveFile.create(bytes[...], at: path) else { throw .alreadyExists(path: path) }
      case let code: throw .cannotCreate(path: path, code: code)
      }
    }
    try FolderSync.sync(folderOf: path)
  }

  /// Puts a file in the place of one of our own: whole, or the old one stays.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(LedgerError) {
    let draft = try draft(bytes, beside: path)
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw .cannotCreate(path: path, code: code)
    }
    try FolderSync.sync(folderOf: path)
  }

  /// Removes a file of our own, when it is there.
  public static func remove(_ path: String) { unlink(path.pathOctets) }

  /// Writes a file under the first free name: the given one, or one with a number in front of its ending.
  ///
  /// - Returns: the name that was taken.
  public static func writeNumbered(_ bytes: [UInt8], stem: String, ending: String) throws(LedgerError)
    -> String
  {
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

  /// Writes the bytes to a hidden file in the same folder.
  private static func draft(_ bytes: [UInt8], beside path: String) throws(LedgerError) -> String {
    let folder = path.pathFolder
    for number in 1..<1000 {
      let draft = "\(folder).\(getpid())-\(number).part"
      do {
        if try ExclusiveFile.create(bytes[...], at: draft) { return draft }
      } catch .cannotCreate(_, let code) {
        // What is told is the name that somebody asked for.
        throw .cannotCreate(path: path, code: code)
      } catch .inputOutput(_, let code) {
        throw .inputOutput(path: path, code: code)
      }
    }
    throw .cannotCreate(path: path, code: EEXIST)
  }
}
