// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
import Paths
import Stores

/// A file that a reading of the stores is based on, and when it was last written: what it shows may have
/// changed since.
public struct SourceDate: Hashable, Sendable {
  /// The name of the file without its folder, or the path of one that can be read only once.
  public let name: String
  /// When the file was last written, in UTC; `nil` when that is not known, as of a pipe.
  public let at: Instant?

  public init(name: String, at: Instant?) {
    self.name = name
    self.at = at
  }

  /// The date of a file by its path.
  public init(file path: String) {
    self.init(name: PassingFile(path) == nil ? path.pathName : path, at: Self.written(path))
  }

  /// Of a folder, those of its files that show something of a store or contain events; otherwise of the file or
  /// archive itself, whose members are as old as it is.
  public static func all(of folder: CertificateFolder, at path: String) -> [SourceDate] {
    guard isFolder(path) else { return [SourceDate(file: path)] }
    // Beside the stores, a folder may contain the path, whose files are as old as they like.
    let stores =
      folder.storeFiles.isEmpty
      ? folder.certificates.map(\.file) + folder.listed.map(\.file) + folder.sighted.map(\.file)
      : folder.storeFiles
    let used = Set(stores + folder.events.map(\.file) + folder.receipts.map(\.file))
    return used.sorted().map { file in
      // A member of an archive in the folder is named `archive.zip: path`.
      let inside = file.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1).first.map {
        String(Substring($0))
      }
      let at = written("\(path)/\(file)") ?? inside.flatMap { written("\(path)/\($0)") }
      return SourceDate(name: file, at: at)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path.pathOctets, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func written(_ path: String) -> Instant? {
    var status = stat()
    guard PassingFile(path) == nil, stat(path.pathOctets, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Instant(secondsSince1970: status.st_mtim.tv_sec)
  }
}
