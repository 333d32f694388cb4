// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// Where sessions live: `$XDG_STATE_HOME/lync-pin-wizard`, or `~/.local/state/lync-pin-wizard`.
///
/// Source: XDG Base Directory Specification 0.8.
public struct SessionFolder: Sendable {
  public static let ending = ".session"

  public let path: String

  public init(path: String) { self.path = path }

  /// - Parameter environment: looks up a variable; relative paths are ignored, as the specification requires.
  /// - Returns: `nil` when neither variable is set to an absolute path.
  public init?(environment: (String) -> String?) {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = "\(state)/lync-pin-wizard"
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      path = "\(home)/.local/state/lync-pin-wizard"
    } else {
      return nil
    }
  }

  /// Creates the folder and its missing parents, accessible only to the owner.
  public func create() throws(JournalError) { try Self.create(path) }

  /// Creates a folder and its missing parents, accessible only to the owner; an existing folder is left
  /// unchanged.
  public static func create(_ path: String) throws(JournalError) {
    var made = ""
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      made += "/\(Substring(part))"
      if mkdir(made.pathOctets, 0o700) == 0 {
        try FolderSync.sync(folderOf: made)
        continue
      }
      if errno == EEXIST || errno == EISDIR { continue }
      let code = errno
      // Folders above the home folder may belong to others; it is enough that the next part can be created.
      guard code == EACCES || code == EROFS, access(made.pathOctets, F_OK) == 0 else {
        throw .cannotCreate(path: made, code: code)
      }
    }
    var status = stat()
    guard stat(path.pathOctets, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .cannotCreate(path: path, code: ENOTDIR)
    }
  }

  /// The path of the session file with this name.
  public func file(named name: String) -> String { "\(path)/\(name)\(Self.ending)" }

  /// Whether a session can have this name: letters, digits, hyphens, underscores and dots, not starting with
  /// a dot or a hyphen, and at most 100 octets.
  ///
  /// A name does not include the extension of session files; text that ends with it is a path.
  public static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first != ".", first != "-", name.utf8.count <= 100,
      !name.hasSuffix(ending)
    else { return false }
    return name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_.".unicodeScalars.contains($0)
    }
  }

  /// The names of all sessions, sorted; empty when the folder does not exist.
  public func names() throws(JournalError) -> [String] {
    guard let folder = opendir(path.pathOctets) else {
      switch errno {
      case ENOENT, ENOTDIR: return []
      case EACCES: throw .permission(path: path)
      case let code: throw .inputOutput(path: path, code: code)
      }
    }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      let name = PathText.text(of: FolderEntry.name(entry))
      if name.hasSuffix(Self.ending), !name.hasPrefix(".") {
        names.append(String(name.dropLast(Self.ending.count)))
      }
      errno = 0
    }
    guard errno == 0 else { throw .inputOutput(path: path, code: errno) }
    return names.sorted()
  }
}
