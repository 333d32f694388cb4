// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
import Paths
public import Procedure

/// An open session file, locked against a second run.
///
/// Each record is one `write` and one `fdatasync`; once `append` returns, the record survives a power cut.
/// Existing lines are never changed. When a write fails, the bytes that it left are cut off again.
///
/// Locks only affect programs that use them, and some file systems have none. The file is therefore checked
/// before each record: its name must still refer to it, and its end must be unchanged. Otherwise nothing more
/// is written to it, and all records go to a new file.
public final class SessionFile {
  /// A session has a few hundred lines of a few hundred bytes, and a few lines of several thousand bytes.
  static let largestBytes = 16 << 20

  /// Reserved for records of what was already done: an unreported deletion is worse than none.
  static let reservedBytes = 1 << 20

  /// Appended to the name of a session whose intact lines were salvaged, before the extension.
  public static let recoveredMark = ".recovered"

  public let path: String
  /// The hash of the last line.
  public private(set) var head: String
  /// Whether the file system supports locks; a network file system may not.
  public let isLocked: Bool
  let descriptor: Int32
  /// All lines, as they should be in the file.
  private(set) var lines: [UInt8]
  /// Why nothing is written to the file any more; `nil` while it is in use.
  var changed: JournalError?

  private init(path: String, descriptor: Int32, isLocked: Bool, head: String, lines: [UInt8]) {
    self.path = path
    self.descriptor = descriptor
    self.isLocked = isLocked
    self.head = head
    self.lines = lines
  }

  deinit { close(descriptor) }

  /// Creates the file with its first record; only the owner can read it.
  public static func create(at path: String, first record: Record) throws(JournalError) -> SessionFile {
    guard let descriptor = try ExclusiveFile.open(path, O_RDWR | O_APPEND) else {
      throw .alreadyExists(path: path)
    }
    let isLocked: Bool
    do throws(JournalError) { isLocked = try lock(descriptor, path) } catch {
      close(descriptor)
      unlink(path.pathOctets)
      throw error
    }
    let file = SessionFile(
      path: path, descriptor: descriptor, isLocked: isLocked, head: JournalLine.firstPrevious, lines: [])
    do throws(JournalError) {
      try file.append(record)
      try FolderSync.sync(folderOf: path)
      return file
    } catch {
      if file.hasItsName { unlink(path.pathOctets) }
      throw error
    }
  }

  /// Opens, locks and reads a session file.
  ///
  /// A torn last line is moved to a separate file next to the session.
  ///
  /// - Returns: the file, ready for the next record; its session; the path of the torn line, if there was
  ///   one.
  /// - Throws: `JournalError`; `.damaged` leaves the file unchanged.
  public static func open(
    at path: String, signatures: SignatureCheck
  ) throws(JournalError) -> (file: SessionFile, session: Session, tornTail: String?) {
    let descriptor = Glibc.open(path.pathOctets, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    var keep = false
    defer { if !keep { close(descriptor) } }
    let isLocked = try lock(descriptor, path)
    let bytes = try readAll(descriptor, path)
    let journal = JournalReading(bytes, signatures: signatures)
    let session = try whole(journal, path)
    let tornPath = try setAside(journal, path, descriptor)
    keep = true
    let file = SessionFile(
      path: path, descriptor: descriptor, isLocked: isLocked, head: journal.head,
      lines: Array(bytes[..<journal.soundBytes]))
    return (file, session, tornPath)
  }

  /// Reads a session file without locking or changing it.
  public static func read(at path: String, signatures: SignatureCheck) throws(JournalError) -> JournalReading
  {
    let descriptor = Glibc.open(path.pathOctets, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return JournalReading(try readAll(descriptor, path), signatures: signatures)
  }

  /// Writes the intact lines of a damaged session to a new file.
  ///
  /// - Returns: the copy's path: the session's own with `.recovered`, and a number if needed, before its
  ///   extension.
  public static func salvage(_ path: String, signatures: SignatureCheck) throws(JournalError) -> String {
    let descriptor = Glibc.open(path.pathOctets, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let bytes = try readAll(descriptor, path)
    let journal = JournalReading(bytes, signatures: signatures)
    guard journal.session != nil else { throw .notASession(path: path) }
    return try recover(bytes[..<journal.soundBytes], of: path)
  }

  /// Adds a record: one write, one sync.
  ///
  /// - Throws: `JournalError.full` or `.inputOutput`: the record does not count. `.changed`: it counts in the
  ///   new file that the error names.
  public func append(_ record: Record) throws(JournalError) {
    if let changed { throw changed }
    let line = JournalLine.encode(record, previous: head)
    let room = Self.largestBytes - (record.event.tellsOfDeed ? 0 : Self.reservedBytes)
    guard lines.count + line.bytes.count <= room else { throw .full(path: path) }
    if let change = try change() { throw stop(change, keeping: line.bytes) }
    try write(line.bytes)
    lines += line.bytes
    head = line.hash
    // Between the check and the write, another run can only interfere without a lock.
    if !isLocked, let change = try change() { throw stop(change, keeping: []) }
  }

  /// The descriptor is in append mode, in which Linux always writes at the end, whatever the offset
  /// (pwrite(2), “BUGS”), so nothing that another program appended is overwritten.
  private func write(_ line: [UInt8]) throws(JournalError) {
    let written = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(lines.count)) }
    guard written != line.count || fdatasync(descriptor) != 0 else { return }
    let code = written >= 0 && written < line.count ? ENOSPC : errno
    // Without a lock, only bytes that are certainly from this run are cut off.
    if isLocked || size == lines.count + max(0, written) { ftruncate(descriptor, off_t(lines.count)) }
    throw .inputOutput(path: path, code: code)
  }
}

// MARK: - Room

extension Event {
  /// Whether it reports something already done, which omitting the record would not undo.
  fileprivate var tellsOfDeed: Bool {
    switch self {
    case .answered(_, let answer): answer.content.tellsOfDeed
    case .ran(_, .done), .ran(_, .failed), .ran(_, .refused), .restored,
      .deletedOutside, .restoredOutside, .parked:
      true
    case .started, .remarked, .withdrawn, .rowFound, .pasted, .handedOver, .labelled, .commanded, .rechecked,
      .contacted, .atHand, .clock, .ran(_, .begun), .approvalRequired, .approved, .resumed:
      false
    }
  }
}

// MARK: - The underlying file

extension SessionFile {
  private static func failure(_ path: String) -> JournalError {
    switch errno {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EACCES, EPERM, EROFS: .permission(path: path)
    case ELOOP, EISDIR, ENXIO: .notARegularFile(path: path)
    default: .inputOutput(path: path, code: errno)
    }
  }

  /// - Returns: `false` when the file system does not support locks.
  private static func lock(_ descriptor: Int32, _ path: String) throws(JournalError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    switch errno {
    case EWOULDBLOCK: throw .locked(path: path)
    case ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL: return false
    default: throw .inputOutput(path: path, code: errno)
    }
  }

  private static func readAll(_ descriptor: Int32, _ path: String) throws(JournalError) -> [UInt8] {
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

  private static func whole(_ journal: JournalReading, _ path: String) throws(JournalError) -> Session {
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
    _ journal: JournalReading, _ path: String, _ descriptor: Int32
  ) throws(JournalError) -> String? {
    guard !journal.tornTail.isEmpty else { return nil }
    let copy = try newFile(journal.tornTail[...]) { "\(path).torn\($0)" }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .inputOutput(path: path, code: errno) }
    // Without locks, another run may still be writing the line that looks torn.
    guard Int(status.st_size) == journal.soundBytes + journal.tornTail.count else {
      throw .locked(path: path)
    }
    guard ftruncate(descriptor, off_t(journal.soundBytes)) == 0, fdatasync(descriptor) == 0 else {
      throw .inputOutput(path: path, code: errno)
    }
    return copy
  }

  /// Writes lines of a session to a new file next to it.
  static func recover(_ lines: ArraySlice<UInt8>, of path: String) throws(JournalError) -> String {
    let stem = path.hasSuffix(SessionFolder.ending) ? String(path.dropLast(SessionFolder.ending.count)) : path
    return try newFile(lines) { "\(stem)\(recoveredMark)\($0)\(SessionFolder.ending)" }
  }

  /// Writes bytes to the first free name.
  private static func newFile(
    _ bytes: ArraySlice<UInt8>, name: (String) -> String
  ) throws(JournalError) -> String {
    for number in 0..<100 {
      let path = name(number == 0 ? "" : "-\(number + 1)")
      guard try ExclusiveFile.create(bytes, at: path) else { continue }
      try FolderSync.sync(folderOf: path)
      return path
    }
    throw .cannotCreate(path: name(""), code: EEXIST)
  }
}
