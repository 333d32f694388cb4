// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// What lies in a folder.
public enum FolderListing {
  /// The names of the plain files, without hidden ones and links, sorted; empty when there is no such folder.
  public static func files(in folder: String) -> [String] { names(in: folder, ofKind: S_IFREG) }

  /// The names of the folders, without hidden ones and links, sorted.
  public static func folders(in folder: String) -> [String] { names(in: folder, ofKind: S_IFDIR) }

  private static func names(in folder: String, ofKind kind: mode_t) -> [String] {
    names(in: folder).filter { name in
      var status = stat()
      return !name.hasPrefix(".") && lstat("\(folder)/\(name)".pathOctets, &status) == 0
        && status.st_mode & S_IFMT == kind
    }.sorted()
  }

  /// The names of everything except hidden files, sorted.
  static func all(in folder: String) -> [String] { names(in: folder).filter { !$0.hasPrefix(".") }.sorted() }

  /// How many files lie in a folder and the folders in it; links count, and are not followed.
  static func fileCount(in folder: String) -> Int {
    names(in: folder).reduce(0) { count, name in
      var status = stat()
      let path = "\(folder)/\(name)"
      guard lstat(path.pathOctets, &status) == 0 else { return count }
      return count + (status.st_mode & S_IFMT == S_IFDIR ? fileCount(in: path) : 1)
    }
  }

  /// Removes one of the wizard's own folders with everything in it. Links are removed, not followed.
  public static func remove(_ path: String) {
    for name in names(in: path) {
      let inner = "\(path)/\(name)"
      if unlink(inner.pathOctets) != 0 { remove(inner) }
    }
    rmdir(path.pathOctets)
  }

  private static func names(in folder: String) -> [String] {
    let descriptor = open(folder.pathOctets, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, let list = fdopendir(descriptor) else { return [] }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let name = PathText.text(of: FolderEntry.name(entry))
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
