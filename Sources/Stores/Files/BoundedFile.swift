// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Why a file or a folder could not be read. `path` is what was asked for; octets that are no UTF-8 are shown
/// as U+FFFD.
public enum FileError: Error, Hashable, Sendable {
  case missing(path: String)
  /// A folder stands where a file has to be.
  case isDirectory(path: String)
  case permission(path: String)
  /// The file has more than `limit` bytes.
  case tooLarge(path: String, limit: Int)
  /// A FIFO, a socket or a device: reading one can block for ever or act on hardware.
  case specialFile(path: String)
  /// Anything else; `code` is errno.
  case inputOutput(path: String, code: Int32)
}

/// Reads regular files whole, up to a limit.
public enum BoundedFile {
  /// 64 MiB. A store of 10,000 certificates as `.reg` text has about 45 MB.
  public static let limit = 64 << 20

  /// Reads a regular file; symbolic links are followed, `~` is not expanded.
  ///
  /// - Parameter limit: the largest size in bytes that is read.
  public static func read(_ path: String, limit: Int = limit) throws(FileError) -> [UInt8] {
    try read(SystemPath(path), limit: limit)
  }

  static func read(_ path: SystemPath, limit: Int = limit) throws(FileError) -> [UInt8] {
    // Looked at before it is opened, because opening a device can act; and again after, because it may have
    // changed.
    try checkRegular(path, path.status(), limit: limit)
    let descriptor = open(path.octets, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw path.error(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw path.error(errno) }
    try checkRegular(path, status, limit: limit)

    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        guard errno == EINTR else { throw path.error(errno) }
        continue
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw .tooLarge(path: path.shown, limit: limit) }
    }
  }

  private static func checkRegular(_ path: SystemPath, _ status: stat, limit: Int) throws(FileError) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isDirectory(path: path.shown)
    default: throw .specialFile(path: path.shown)
    }
    guard status.st_size <= limit else { throw .tooLarge(path: path.shown, limit: limit) }
  }
}
