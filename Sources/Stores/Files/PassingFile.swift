// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// A file that can be read only once, from beginning to end: standard input, or a descriptor that the shell
/// opened for this process, as for `<(…)`.
///
/// Other named pipes are not read: opening one can wait forever.
public struct PassingFile: Sendable {
  /// Represents standard input on a command line.
  public static let dash = "-"

  let path: String
  let descriptor: Int32

  public var isStandardInput: Bool { descriptor == STDIN_FILENO }

  /// - Returns: `nil` for any other path.
  public init?(_ path: String) {
    self.path = path
    if path == Self.dash || path == "/dev/stdin" {
      descriptor = STDIN_FILENO
      return
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      let digits = path.dropFirst(folder.count)
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int32(digits) else {
        return nil
      }
      descriptor = number
      return
    }
    return nil
  }

  /// Reads until the end, waiting for a slow writer.
  package func read(limit: Int = BoundedFile.limit) throws(FileError) -> [UInt8] {
    try check()
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      var code: Int32 = 0
      // Pipes return at most 64 KiB at a time; a regular file is still read in few calls.
      let part = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        (count, code) = receive(buffer)
      }
      guard code == 0 else { throw .inputOutput(path: path, code: code) }
      if part.isEmpty { return bytes }
      bytes += part
    }
    throw .tooLarge(path: path, limit: limit)
  }

  private func check() throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .missing(path: path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .isDirectory(path: path)
    case S_IFBLK: throw .specialFile(path: path)
    default: break
    }
  }

  private func receive(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, code: Int32) {
    while true {
      let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 { return (got, 0) }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // The parent process may have left the descriptor in non-blocking mode.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      case let code: return (0, code)
      }
    }
  }
}
