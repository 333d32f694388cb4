// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
import Paths
public import Procedure

/// An open session file, locked against a second run.
///
/// Every record is one `write` and one `fdatasync`; when `append` returns, the record survives a power cut. Nothing
/// in the file is ever changed. When a write fails, the bytes that it left behind are cut off again.
///
/// Locks bind only those who ask for them, and some file systems have none. So before each record the file is looked at:
/// its name has to lead to it, and it has to end as it was left. Where it does not, nothing more is written to it, and all
/// records go to a new file.
public final class SessionFile {
  /// A session has some hundred lines of some hundred bytes, and a few of some thousand.
  static let largestBytes = 16 << 20

  /// What is kept free for records of what has been done already: a deletion that cannot be told is worse than none.
  static let reservedBytes = 1 << 20

  /// What stands behind the name of a session whose whole lines were salvaged, before the ending.
  public static let recoveredMark = ".recovered"

  public let path: String
  /// The hash of the last line.
  public private(set) var head: String
  /// Whether the file system offers the lock; a network file system may not.
  public let isLocked: Bool
  let descriptor: Int32
  /// All lines, as they have to stand in the file.
  private(set) var lines: [UInt8]
  /// Why nothing is written to the file any more.
  var changed: LedgerError?

  private init(path: String, descriptor: Int32, isLocked: Bool, head: String, lines: [UInt8]) {
    self.path = path
    self.descriptor = descriptor
    self.isLocked = isLocked
    self.head = head
    self.lines = lines
  }

  deinit { close(descriptor) }

  /// Creates the file with its first record; only its owner may read it.
  public static func create(at path: String, first record: Record) throws(LedgerError) -> SessionFile {
    let flags = O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = Glibc.open(path.pathOctets, flags, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .alreadyExists(path: path) : .cannotCreate(path: path, code: errno)
    }
    let isLocked: Bool
    do throws(LedgerError) { isLocked = try lock(descriptor, path) } catch {
      close(descriptor)
      unlink(path.pathOctets)
      throw error
    }
    let file = SessionFile(
      path: path, descriptor: descriptor, isLocked: isLocked, head: JournalLine.firstPrevious, lines: [])
    do throws(LedgerError) {
      try file.append(record)
      try FolderSync.sync(folderOf: path)
      return file
    } catch {
      if file.hasItsName { unlink(path.pathOctets) }
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
    let descriptor = Glibc.open(path.pathOctets, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
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
      path: path, descriptor: descriptor, isLocked: isLocked, head: journal.head,
      lines: Array(bytes[..<journal.soundBytes]))
    return (file, session, tornPath)
  }

  /// Reads a session file without locking or changing it.
  public static func read(at path: String, signatures: SignatureCheck) throws(LedgerError) -> Journal {
    let descriptor = Glibc.open(path.pathOctets, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return Journal(try readAll(descriptor, path), signatures: signatures)
  }

  /// Writes the sound lines of a damaged session to a new file.
  ///
  /// - Returns: the copy's path: the session's own with a number in front of its ending.
  public static func salvage(_ path: String, signatures: SignatureCheck) throws(LedgerError) -> String {
    let descriptor = Glibc.open(path.pathOctets, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let bytes = try readAll(descriptor, path)
    let journal = Journal(bytes, signatures: signatures)
    guard journal.session != nil else { throw .notASession(path: path) }
    return try recover(bytes[..<journal.soundBytes], of: path)
  }

  /// Adds a record: one write, one sync.
  ///
  /// - Throws: `LedgerError.full` or `.inputOutput`, and the record does not count; `.changed`, and it counts in the file
  ///   that this names.
  public func append(_ record: Record) throws(LedgerError) {
    if let changed { throw changed }
    let line = JournalLine.encode(record, previous: head)
    let room = Self.largestBytes - (record.event.tellsOfDeed ? 0 : Self.reservedBytes)
    guard lines.count + line.bytes.count <= room else { throw .full(path: path) }
    if let change = try change() { throw stop(change, keeping: line.bytes) }
    try write(line.bytes)
    lines += line.bytes
    head = line.hash
    // Between the look and the write another run can come only where there is no lock.
    if !isLocked, let change = try change() { throw stop(change, keeping: []) }
  }

  /// The descriptor is in append mode, in which Linux writes at the end whatever the offset (pwrite(2), “BUGS”): what
  /// somebody else has written there meanwhile is not overwritten.
  private func write(_ line: [UInt8]) throws(LedgerError) {
    let written = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(lines.count)) }
    guard written != line.count || fdatasync(descriptor) != 0 else { return }
    let code = written >= 0 && written < line.count ? ENOSPC : errno
    // Without a lock only what is surely our own is cut off.
    if isLocked || size == lines.count + max(0, written) { ftruncate(descriptor, off_t(lines.count)) }
    throw .inputOutput(path: path, code: code)
  }
}

// MARK: - Room

extension Event {
  /// Whether it tells of something that has been done, and that not writing it down would not undo.
  fileprivate var tellsOfDeed: Bool {
    switch self {
    case .answered(_, let answer): answer.content.tellsOfDeed
    case .ran(_, .done), .ran(_, .failed), .ran(_, .refused), .restored,
      .deletedOutside, .restoredOutside, .parked:
      true
    case .started, .remarked, .withdrawn, .rowFound, .handedOver, .labelled, .commanded, .rechecked,
      .contacted, .atHand, .clock, .ran(_, .begun), .resumed:
      false
    }
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
    if case .refused(.sessionTooLong)? = journal.damage?.damage { throw .tooLarge(path: path) }
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
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .inputOutput(path: path, code: errno) }
    // Where there are no locks, another run may be writing the very line that looked torn.
    guard Int(status.st_size) == journal.soundBytes + journal.tornTail.count else {
      throw .locked(path: path)
    }
    guard ftruncate(descriptor, off_t(journal.soundBytes)) == 0, fdatasync(descriptor) == 0 else {
      throw .inputOutput(path: path, code: errno)
    }
    return copy
  }

  /// Writes lines of a session to a new file beside it.
  static func recover(_ lines: ArraySlice<UInt8>, of path: String) throws(LedgerError) -> String {
    let stem = path.hasSuffix(SessionFolder.ending) ? String(path.dropLast(SessionFolder.ending.count)) : path
    return try newFile(lines) { "\(stem)\(recoveredMark)\($0)\(SessionFolder.ending)" }
  }

  /// Writes bytes to the first name that is still free.
  private static func newFile(
    _ bytes: ArraySlice<UInt8>, name: (String) -> String
  ) throws(LedgerError) -> String {
    for number in 0..<100 {
      let path = name(number == 0 ? "" : "-\(number + 1)")
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor = Glibc.open(path.pathOctets, flags, 0o600)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
      defer { close(descriptor) }
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard written == bytes.count, fdatasync(descriptor) == 0 else {
        let code = written >= 0 && written < bytes.count ? ENOSPC : errno
        unlink(path.pathOctets)
        throw .inputOutput(path: path, code: code)
      }
      try FolderSync.sync(folderOf: path)
      return path
    }
    throw .cannotCreate(path: name(""), code: EEXIST)
  }
}
