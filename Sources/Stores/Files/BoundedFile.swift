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
  /// A symbolic link where none is followed.
  case symbolicLink(path: String)
  /// Anything else; `code` is errno.
  case inputOutput(path: String, code: Int32)
}

/// Reads regular files whole, up to a limit.
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

  static func read(
    _ path: SystemPath, limit: Int = limit, followsLinks: Bool = true
  ) throws(FileError) -> [UInt8] {
    // Looked at before it is opened, because opening a device can act; and again after, because it may have
    // changed.
    try checkRegular(path, path.status(followsLinks: followsLinks), limit: limit)
    let noLinks = followsLinks ? 0 : O_NOFOLLOW
    let descriptor = open(path.octets, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | noLinks)
    guard descriptor >= 0 else { throw path.error(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw path.error(errno) }
    try checkRegular(path, status, limit: limit)

    // One byte more than the size, so that one read sees the end of the file too.
    let size = min(Int(status.st_size), limit) + 1
    var code: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      askForLargePages(buffer)
      code = fill(buffer, &count, from: descriptor)
    }
    // The size of a file in /proc is 0, and a file may have grown.
    while code == 0, bytes.count >= size, bytes.count <= limit {
      let more = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
        code = fill(buffer, &count, from: descriptor)
      }
      if more.isEmpty { break }
      bytes += more
    }
    guard code == 0 else { throw path.error(code) }
    guard bytes.count <= limit else { throw .tooLarge(path: path.shown, limit: limit) }
    return bytes
  }

  /// Reads until the buffer is full or the file ends.
  ///
  /// - Returns: errno; 0 when all went well.
  /// A file of many megabytes touches thousands of pages, and the kernel's work for each costs more than reading what is on
  /// it: a tenth of the time that a store of ten thousand certificates takes. Where it has no large pages to give, nothing
  /// is lost.
  private static func askForLargePages(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    let large = 2 << 20
    guard let base = buffer.baseAddress, buffer.count >= 2 * large else { return }
    let start = (Int(bitPattern: base) + large - 1) / large * large
    let length = (Int(bitPattern: base) + buffer.count - start) / large * large
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), length, MADV_HUGEPAGE)
  }

  private static func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, from descriptor: Int32
  ) -> Int32 {
    guard let base = buffer.baseAddress else { return 0 }
    count = 0
    while count < buffer.count {
      let got = Glibc.read(descriptor, base + count, buffer.count - count)
      if got == 0 { return 0 }
      if got > 0 {
        count += got
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  private static func checkRegular(_ path: SystemPath, _ status: stat, limit: Int) throws(FileError) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isDirectory(path: path.shown)
    case S_IFLNK: throw .symbolicLink(path: path.shown)
    default: throw .specialFile(path: path.shown)
    }
    guard status.st_size <= limit else { throw .tooLarge(path: path.shown, limit: limit) }
  }
}
