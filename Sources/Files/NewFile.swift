// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Journal
import Paths
import Stores

// Rules of this file:
// - A file gets its name only when all of it is on the disk: it is written under a temporary name with this
//   process's ID, synced, and linked. link(2) never replaces an existing file and does not follow a link at
//   the new name.
// - What a killed run leaves behind is hidden, has no other name, and is never read.

/// Files that the wizard writes next to the session: never through a link, accessible only to the owner, and
/// complete or not at all. An existing file is never overwritten, except by `replace`.
public enum NewFile {
  /// Writes a file; an existing file with the same content counts as written.
  public static func write(_ bytes: [UInt8], to path: String) throws(JournalError) {
    let draft = try draft(bytes, beside: path)
    defer { unlink(draft.pathOctets) }
    if link(draft.pathOctets, path.pathOctets) != 0 {
      switch errno {
      case EEXIST:
        let existing = try? BoundedFile.read(path, followsLinks: false)
        guard existing == bytes else { throw .alreadyExists(path: path) }
      case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
        // A file system without links, such as FAT: the name comes first, so a kill leaves an incomplete
        // file.
        guard try ExclusiveFile.create(bytes[...], at: path) else { throw .alreadyExists(path: path) }
      case let code: throw .cannotCreate(path: path, code: code)
      }
    }
    try FolderSync.sync(folderOf: path)
  }

  /// Replaces one of the wizard's own files: either completely, or the old one stays.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(JournalError) {
    let draft = try draft(bytes, beside: path)
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw .cannotCreate(path: path, code: code)
    }
    try FolderSync.sync(folderOf: path)
  }

  /// Removes one of the wizard's own files, if it exists.
  public static func remove(_ path: String) { unlink(path.pathOctets) }

  /// Writes a file under the first free name: the given one, or one with a number before its extension.
  ///
  /// - Returns: the path of the file.
  public static func writeNumbered(_ bytes: [UInt8], stem: String, ending: String) throws(JournalError)
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
  private static func draft(_ bytes: [UInt8], beside path: String) throws(JournalError) -> String {
    let folder = path.pathFolder
    for number in 1..<1000 {
      let draft = "\(folder).\(getpid())-\(number).part"
      do {
        if try ExclusiveFile.create(bytes[...], at: draft) { return draft }
      } catch .cannotCreate(_, let code) {
        // The error names the file that the caller asked for.
        throw .cannotCreate(path: path, code: code)
      } catch .inputOutput(_, let code) {
        throw .inputOutput(path: path, code: code)
      }
    }
    throw .cannotCreate(path: path, code: EEXIST)
  }
}
