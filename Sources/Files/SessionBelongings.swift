// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Journal
import Paths

/// What lies next to a session file and belongs to it alone: what is removed with it.
public struct SessionBelongings {
  /// A file or folder.
  public struct Item: Hashable {
    public let path: String
    /// The number of files in a folder and below; `nil` for a file.
    public let fileCount: Int?

    public var name: String { path.pathName }
  }

  /// Without the session file itself, sorted by name.
  public let items: [Item]
  /// Whether other sessions share its folders, as the salvaged copies of a damaged one do: they then stay.
  public let isShared: Bool
  private let session: String

  /// - Parameters:
  ///   - session: the path of the session file.
  ///   - others: the paths of the other sessions in its folder.
  public init(of session: String, others: [String]) {
    let paths = SessionPaths(session)
    let isShared = others.contains { SessionPaths($0).exports == paths.exports }
    self.isShared = isShared
    self.session = session
    let folder = paths.folder
    let folders = isShared ? [] : paths.folders.map(\.pathName)
    let commands = paths.commands.pathName
    let names = FolderListing.all(in: folder.isEmpty ? "." : folder).filter { name in
      folders.contains(name) || !isShared && Self.isNumbered(name, after: commands)
        || Self.isText(name, after: paths.transcript.pathName) || name.hasPrefix("\(session.pathName).torn")
    }
    items = names.map { name in
      let path = folder + name
      return Item(path: path, fileCount: Self.isFolder(path) ? FolderListing.fileCount(in: path) : nil)
    }
  }

  /// Removes everything; the session file last, so that an interrupted removal can be repeated.
  ///
  /// - Throws: `JournalError.inputOutput` with the first path that is still there.
  public func remove() throws(JournalError) {
    for path in items.map(\.path) + [session] {
      guard unlink(path.pathOctets) != 0 else { continue }
      var code = errno
      if code == EISDIR {
        FolderListing.remove(path)
        code = errno
      }
      guard access(path.pathOctets, F_OK) != 0, errno == ENOENT else {
        throw .inputOutput(path: path, code: code)
      }
    }
    try FolderSync.sync(folderOf: session)
  }

  /// Folders for command files: `NAME.commands`, `NAME.commands-2`.
  private static func isNumbered(_ name: String, after stem: String) -> Bool {
    guard name.hasPrefix("\(stem)-") else { return name == stem }
    let number = name.dropFirst(stem.count + 1)
    return !number.isEmpty && number.allSatisfy { ("0"..."9").contains($0) }
  }

  /// Transcripts: `NAME.transcript.txt`, `NAME.transcript-2.html`.
  private static func isText(_ name: String, after stem: String) -> Bool {
    for ending in [".txt", ".html"] where name.hasSuffix(ending) {
      return isNumbered(String(name.dropLast(ending.count)), after: stem)
    }
    return false
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path.pathOctets, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
