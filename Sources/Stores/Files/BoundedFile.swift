// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Why a file or a folder could not be read. `path` is the requested path, as `PathText` writes it.
public enum FileError: Error, Hashable, Sendable {
  case missing(path: String)
  /// A folder was found instead of a file.
  case isDirectory(path: String)
  /// A file was found instead of a folder.
  case notAFolder(path: String)
  case permission(path: String)
  /// The file has more than `limit` bytes.
  case tooLarge(path: String, limit: Int)
  /// A FIFO, a socket or a device: reading one can block forever or act on hardware.
  case specialFile(path: String)
  /// A symbolic link where links are not followed.
  case symbolicLink(path: String)
  /// Any other error; `code` is errno.
  case inputOutput(path: String, code: Int32)
}

/// Reads whole regular files, up to a limit.
public enum BoundedFile {
  /// 128 MiB. A store of 10,000 certificates as `.reg` text in UTF-16 has 60 to 80 MB.
  public static let limit = 128 << 20

  /// Reads a regular file; `~` is not expanded.
  ///
  /// - Parameters:
  ///   - limit: the largest size in bytes that is read.
  ///   - followsLinks: whether a symbolic link at the end of the path is followed or refused.
  public static func read(
    _ path: String, limit: Int = limit, followsLinks: Bool = true
  ) throws(FileError) -> [UInt8] {
    try read(SystemPath(path), limit: limit, followsLinks: followsLinks)
  }

  /// Reads a file that was named on a command line, which may also be one that can be read only once.
  public static func readOnce(_ path: String) throws(FileError) -> [UInt8] {
    if let passing = PassingFile(path) { return try passing.read() }
    return try read(path)
  }

  static func read(
    _ path: SystemPath, limit: Int = limit, followsLinks: Bool = true
  ) throws(FileError) -> [UInt8] {
    try read(OpenFile(path, limit: limit, followsLinks: followsLinks), limit: limit)
  }

  package static func read(_ file: OpenFile, limit: Int = limit) throws(FileError) -> [UInt8] {
    // One byte more than the size, so that a single read also sees the end of the file.
    let size = min(file.size, limit) + 1
    var code: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      code = file.fill(buffer, &count, from: 0)
    }
    // The size of a file in /proc is 0, and a file may have grown.
    while code == 0, bytes.count >= size, bytes.count <= limit {
      let more = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
        code = file.fill(buffer, &count, from: bytes.count)
      }
      if more.isEmpty { break }
      bytes += more
    }
    guard code == 0 else { throw file.path.error(code) }
    guard bytes.count <= limit else { throw .tooLarge(path: file.path.shown, limit: limit) }
    return bytes
  }
}
