// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Stores

/// A file, or octets that have no file: from an archive or from standard input.
enum CarriedFile {
  case file(OpenFile)
  case octets([UInt8])

  /// The first octets, as many as decide about its type.
  func head() throws(FileError) -> [UInt8] {
    switch self {
    case .octets(let octets): return Array(octets.prefix(OtherFile.reach))
    case .file(let file): return try file.read(OtherFile.reach, from: 0)
    }
  }

  func contents() throws(FileError) -> [UInt8] {
    switch self {
    case .octets(let octets): return octets
    case .file(let file):
      guard file.size <= BoundedFile.limit else {
        throw .tooLarge(path: file.path.shown, limit: BoundedFile.limit)
      }
      return try BoundedFile.read(file)
    }
  }

  /// An open file, for another program.
  func opened() throws(FileError) -> OpenFile {
    switch self {
    case .file(let file): file
    case .octets(let octets): try Self.nameless(octets)
    }
  }

  /// A file that has no name from the moment on when it is created, so that nothing of it remains.
  private static func nameless(_ octets: [UInt8]) throws(FileError) -> OpenFile {
    let runtime = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) }
    let folder = runtime.flatMap { access($0, W_OK) == 0 ? $0 : nil } ?? "/tmp"
    let pattern = "\(folder)/lync-pin-wizard-member.XXXXXX"
    var name = Array(pattern.utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .inputOutput(path: pattern, code: errno) }
    unlink(name)
    defer { close(descriptor) }
    var written = 0
    while written < octets.count {
      let count = octets[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw .inputOutput(path: pattern, code: errno)
      }
    }
    return try OpenFile(SystemPath("/proc/self/fd/\(descriptor)"), limit: octets.count)
  }
}
