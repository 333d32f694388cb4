// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Paths

/// What happened to a session file while it was open. A changed file is never overwritten.
public enum FileChange: String, Hashable, Sendable, CaseIterable {
  /// No file has its name any more: it was renamed, moved or deleted.
  case moved
  /// Another file has its name.
  case replaced
  /// Its end was cut off.
  case shortened
  /// Something was appended, for example by another run on a file system without locks.
  case extended
  /// Its length is unchanged, but its end is different.
  case rewritten
}

extension SessionFile {
  /// The number of octets at the file's end that are compared before each record; they include the last
  /// line's hash.
  private static let comparedBytes = 4096

  var size: Int? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
  }

  var hasItsName: Bool {
    var (open, named) = (stat(), stat())
    return fstat(descriptor, &open) == 0 && lstat(path.pathOctets, &named) == 0 && open.isSame(as: named)
  }

  /// What another program did to the file; `nil` when it is unchanged.
  func change() throws(JournalError) -> FileChange? {
    var (open, named) = (stat(), stat())
    guard fstat(descriptor, &open) == 0 else { throw .inputOutput(path: path, code: errno) }
    guard lstat(path.pathOctets, &named) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return .moved }
      throw .inputOutput(path: path, code: errno)
    }
    guard open.isSame(as: named) else { return .replaced }
    guard open.st_size >= lines.count else { return .shortened }
    guard open.st_size <= lines.count else { return .extended }
    let expected = lines.suffix(Self.comparedBytes)
    var end = [UInt8](repeating: 0, count: expected.count)
    let count = pread(descriptor, &end, end.count, off_t(lines.count - end.count))
    guard count >= 0 else { throw .inputOutput(path: path, code: errno) }
    return end.prefix(count).elementsEqual(expected) ? nil : .rewritten
  }

  /// Writes all records to a new file, and stops writing to this one.
  ///
  /// - Parameter line: the record that was about to be written.
  func stop(_ change: FileChange, keeping line: [UInt8]) -> JournalError {
    let all = lines + line
    // If the folder was renamed, the path no longer exists.
    try? SessionFolder.create(path.pathFolder)
    let kept = try? Self.recover(all[...], of: path)
    let error = JournalError.changed(path: path, change, kept: kept)
    changed = error
    return error
  }
}

extension stat {
  fileprivate func isSame(as other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }
}
