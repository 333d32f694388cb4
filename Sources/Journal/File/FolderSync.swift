// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// Makes new, renamed and removed names survive a power cut, by syncing their folder.
public enum FolderSync {
  /// Syncs the folder that contains a name.
  ///
  /// Ignores folders that can be written but not opened for reading, and file systems that cannot sync
  /// folders: the wizard can still work there.
  public static func sync(folderOf path: String) throws(JournalError) {
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
