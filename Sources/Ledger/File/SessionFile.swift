// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
public import Procedure

/// An open session file, locked against a second run.
///
/// Every record is one `write` and one `fdatasync`; when `append` returns, the record survives a power cut. Nothing
/// in the file is ever changed. When a write fails, the bytes that it left behind are cut off again.
public final class SessionFile {
  /// A session has some hundred lines of some hundred bytes, and a few of some thousand.
  static let largestBytes = 16 << 20

  /// What stands behind the name of a session whose whole lines were salvaged, before the ending.
  public static let recoveredMark = ".recovered"

  public let path: String
  /// The hash of the last line.
  public private(set) var head: String
  /// Whether the file system offers the lock; a network file system may not.
  public let isLocked: Bool
  private let descriptor: Int32
  private var length: Int

  private init(path: String, descriptor: Int32, isLocked: Bool, head: String, length: Int) {
    self.path = path
    self.descriptor = descriptor
    self.isLocked = isLocked
    self.head = head
    self.length = length
  }

  deinit { close(descriptor) }

  /// Creates the file with its first record; only its owner may read it.
  public static func create(at path: String, first record: Record) throws(LedgerError) -> SessionFile {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .alreadyExists(path: path) : .cannotCreate(path: path, code: errno)
    }
    let isLocked: Bool
    do throws(LedgerError) { isLocked = try lock(descriptor, path) } catch {
      close(descriptor)
      unlink(path)
      throw error
    }
    do throws(LedgerError) {
      let file = SessionFile(
        path: path, descriptor: descriptor, isLocked: isLocked, head: JournalLine.firstPrevious, length: 0)
      try file.append(record)
      try FolderSync.sync(folderOf: path)
      return file
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Opens and locks a session file and reads it.
  ///
  /// A torn last line is moved to a file of its own beside the session.
  ///
  /// - Returns: the file, ready for the next record; its session; where the torn line went, if there was one.
  /// - Throws: `LedgerError`; `.damaged` leaves the file as it is.
  public static func open(
    at path: String, signatures: SignatureCheck
  ) throws(LedgerError) -> (file: SessionFile, session: Session, tornTail: String?) {
    let descriptor = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    var keep = false
    defer { if !keep { close(descriptor) } }
    let isLocked = try lock(descriptor, path)
    let bytes = try readAll(descriptor, path)
    let journal = Journal(bytes, signatures: signatures)
    let session = try whole(journal, path)
    let tornPath = try setAside(journal, path, descriptor)
    keep = true
    let file = SessionFile(
      path: path, descriptor: descriptor, isLocked: isLocked, head: journal.head, length: journal.soundBytes)
    return (file, session, tornPath)
  }

  /// Reads a session file without locking or changing it.
  public static func read(at path: String, signatures: SignatureCheck) throws(LedgerError) -> Journal {
    let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return Journal(try readAll(descriptor, path), signatures: signatures)
  }

  /// Writes the sound lines of a damaged session to a new file.
  ///
  /// - Returns: the copy's path: the session's own with a number in front of its ending.
  public static func salvage(_ path: String, signatures: SignatureCheck) throws(LedgerError) -> String {
    let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let bytes = try readAll(descriptor, path)
    let journal = Journal(bytes, signatures: signatures)
    guard journal.session != nil else { throw .notASession(path: path) }
    let stem = path.hasSuffix(SessionFolder.ending) ? String(path.dropLast(SessionFolder.ending.count)) : path
    let copy = try newFile(bytes[..<journal.soundBytes]) {
      "\(stem)\(recoveredMark)\($0)\(SessionFolder.ending)"
    }
    return copy
  }

  /// Adds a record: one write, one sync.
  public func append(_ record: Record) throws(LedgerError) {
    let line = JournalLine.encode(record, previous: head)
    let written = line.bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(length)) }
    guard written == line.bytes.count, fdatasync(descriptor) == 0 else {
      let code = written >= 0 && written < line.bytes.count ? ENOSPC : errno
      ftruncate(descriptor, off_t(length))
      throw .inputOutput(path: path, code: code)
    }
    length += line.bytes.count
    head = line.hash
  }
}

// MARK: - The file beneath

extension SessionFile {
  private static func failure(_ path: String) -> LedgerError {
    switch errno {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EACCES, EPERM, EROFS: .permission(path: path)
    case ELOOP, EISDIR, ENXIO: .notARegularFile(path: path)
    default: .inputOutput(path: path, code: errno)
    }
  }

  /// - Returns: `false` when the file system has no locks.
  private static func lock(_ descriptor: Int32, _ path: String) throws(LedgerError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    switch errno {
    case EWOULDBLOCK: throw .locked(path: path)
    case ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL: return false
    default: throw .inputOutput(path: path, code: errno)
    }
  }

  private static func readAll(_ descriptor: Int32, _ path: String) throws(LedgerError) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .inputOutput(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
    guard status.st_size <= largestBytes else { throw .tooLarge(path: path) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done, off_t(done))
      }
      guard count >= 0 else { throw .inputOutput(path: path, code: errno) }
      if count == 0 { break }
      done += count
    }
    return Array(bytes.prefix(done))
  }

  private static func whole(_ journal: Journal, _ path: String) throws(LedgerError) -> Session {
    if case .refused(.newerFormat(let format))? = journal.damage?.damage {
      throw .newerFormat(path: path, format: format)
    }
    guard let session = journal.session else { throw .notASession(path: path) }
    if let damage = journal.damage {
      throw .damaged(path: path, line: damage.line, damage: damage.damage)
    }
    return session
  }

  private static func setAside(
    _ journal: Journal, _ path: String, _ descriptor: Int32
  ) throws(LedgerError) -> String? {
    guard !journal.tornTail.isEmpty else { return nil }
    let copy = try newFile(journal.tornTail[...]) { "\(path).torn\($0)" }
    guard ftruncate(descriptor, off_t(journal.soundBytes)) == 0, fdatasync(descriptor) == 0 else {
      throw .inputOutput(path: path, code: errno)
    }
    return copy
  }

  /// Writes bytes to the first name that is still free.
  private static func newFile(
    _ bytes: ArraySlice<UInt8>, name: (String) -> String
  ) throws(LedgerError) -> String {
    for number in 0..<100 {
      let path = name(number == 0 ? "" : "-\(number + 1)")
      let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
      defer { close(descriptor) }
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written == bytes.count, fdatasync(descriptor) == 0 else {
        let code = written >= 0 && written < bytes.count ? ENOSPC : errno
        unlink(path)
        throw .inputOutput(path: path, code: code)
      }
      try FolderSync.sync(folderOf: path)
      return path
    }
    throw .cannotCreate(path: name(""), code: EEXIST)
  }
}
