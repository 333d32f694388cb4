// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Journal
import Paths

// Rules of this file:
// - A folder gets its name only when all of its files are on the disk: it is filled under a hidden name with this
//   process's ID, synced, and renamed. rename(2) never replaces a file or a folder with something in it.
// - What a killed run leaves behind is hidden, has no other name, and is never read.

/// Folders that the wizard writes with all their files: accessible only to the owner, and complete or not at all.
public enum NewFolder {
  /// - Throws: `JournalError.alreadyExists` if something has that name; it stays as it is.
  public static func check(_ path: String) throws(JournalError) {
    var status = stat()
    guard lstat(path.pathOctets, &status) != 0 else { throw .alreadyExists(path: path) }
  }

  /// - Parameter path: a new name in an existing folder.
  public static func write(_ files: [NamedBytes], to path: String) throws(JournalError) {
    try check(path)
    let draft = "\(path.pathFolder).\(path.pathName).\(getpid()).part"
    // A run with the same process ID may have left it behind.
    FolderListing.remove(draft)
    guard mkdir(draft.pathOctets, 0o700) == 0 else { throw .cannotCreate(path: path, code: errno) }
    do throws(JournalError) {
      for file in files { try fill(draft, with: file) }
      try FolderSync.sync(folderOf: "\(draft)/")
      guard rename(draft.pathOctets, path.pathOctets) == 0 else {
        let code = errno
        if [EEXIST, ENOTEMPTY, ENOTDIR].contains(code) { throw .alreadyExists(path: path) }
        throw .cannotCreate(path: path, code: code)
      }
    } catch {
      FolderListing.remove(draft)
      throw error
    }
    try FolderSync.sync(folderOf: path)
  }

  private static func fill(_ folder: String, with file: NamedBytes) throws(JournalError) {
    let path = "\(folder)/\(file.name)"
    guard try ExclusiveFile.create(file.bytes[...], at: path) else { throw .alreadyExists(path: path) }
  }
}
