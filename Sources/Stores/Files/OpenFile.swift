// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A regular file, open for reading.
package final class OpenFile: Sendable {
  package let path: SystemPath
  /// In bytes, as of opening. Files in /proc report 0.
  package let size: Int
  /// Open until this object is released.
  package let descriptor: Int32

  /// Opens a regular file.
  ///
  /// - Parameters:
  ///   - limit: the largest size in bytes that is accepted.
  ///   - followsLinks: whether a symbolic link at the end of the path is followed or refused.
  package init(_ path: SystemPath, limit: Int, followsLinks: Bool = true) throws(FileError) {
    // Checked before opening, because opening a device can have effects, and again afterward, because it may
    // have changed.
    try Self.checkRegular(path, path.status(followsLinks: followsLinks), limit: limit)
    let noLinks = followsLinks ? 0 : O_NOFOLLOW
    let descriptor = open(path.octets, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | noLinks)
    guard descriptor >= 0 else { throw path.error(errno) }
    var status = stat()
    do throws(FileError) {
      guard fstat(descriptor, &status) == 0 else { throw path.error(errno) }
      try Self.checkRegular(path, status, limit: limit)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Whether the file still has its original size.
  var isUnchanged: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && Int(status.st_size) == size
  }

  /// Reads until the buffer is full or the file ends; can be called from any thread.
  ///
  /// - Parameters:
  ///   - count: the number of bytes read.
  ///   - offset: where to begin in the file.
  /// - Returns: errno; 0 on success.
  package func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, from offset: Int)
    -> Int32
  {
    count = 0
    guard let base = buffer.baseAddress else { return 0 }
    while count < buffer.count {
      let got = pread(descriptor, base + count, buffer.count - count, off_t(offset + count))
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
