// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// A new, renamed or removed name survives a power cut only when its folder is synced.
public enum FolderSync {
  /// Syncs the folder that a name stands in.
  ///
  /// A folder that may be written but not read cannot be opened, and some file systems sync no folders: neither is a
  /// reason not to work there.
  public static func sync(folderOf path: String) throws(LedgerError) {
    let folder = path.pathFolder.isEmpty ? "." : path.pathFolder
    let descriptor = open(folder.pathOctets, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == EACCES { return }
      throw .inputOutput(path: folder, code: errno)
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .inputOutput(path: folder, code: errno) }
  }
}
