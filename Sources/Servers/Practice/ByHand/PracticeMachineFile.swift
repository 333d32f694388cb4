// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Glibc
import JSON
public import Journal
import Paths
import Stores
import Substrings

// Rules of this file:
// - The state is one file that is replaced as a whole, so that after a kill it is the one before a deed or the
//   one after it.
// - An exported file is complete before the state mentions it.
// - Who opens the file to change it holds the lock until it closes it, or until its process ends.

/// The file of a practice server that is worked on by hand, and its drive C.
public final class PracticeMachineFile {
  /// The folder that exports go to unless another one is typed.
  public static let usualFolder = "LyncCertificates"

  public private(set) var machine: PracticeMachine
  private let paths: SessionPaths
  private let lock: Int32

  /// Opens the file to change it.
  ///
  /// - Throws: `.ledger(.locked)` if another desktop has it open, `.incomplete` if it cannot be understood.
  public init(of paths: SessionPaths) throws(PracticeServerError) {
    self.paths = paths
    // A session without such a server does not get a lock file.
    _ = try Self.read(paths)
    do throws(JournalError) { lock = try Self.lock(paths.practiceMachine) } catch { throw .ledger(error) }
    do throws(PracticeServerError) { machine = try Self.read(paths) } catch {
      close(lock)
      throw error
    }
  }

  deinit { close(lock) }

  /// Writes the file of a new server; one that is there already stays.
  public static func create(_ machine: PracticeMachine, of paths: SessionPaths) throws(PracticeServerError) {
    do throws(JournalError) {
      try NewFile.write(Array(machine.encoded.pretty.utf8), to: paths.practiceMachine)
    } catch { throw .ledger(error) }
  }

  /// Reads the file as it is at this moment.
  public static func read(_ paths: SessionPaths) throws(PracticeServerError) -> PracticeMachine {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try BoundedFile.read(paths.practiceMachine, followsLinks: false) } catch {
      throw .unreadable(error)
    }
    guard let value = try? JSONReader.read(bytes[...]), let machine = try? PracticeMachine(encoded: value)
    else { throw .incomplete(path: paths.practiceMachine) }
    return machine
  }

  private static func lock(_ path: String) throws(JournalError) -> Int32 {
    let descriptor = open("\(path).lock".pathOctets, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotCreate(path: "\(path).lock", code: errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
    let code = errno
    // A file system without locks has no two writers to tell apart.
    if [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL].contains(code) { return descriptor }
    close(descriptor)
    throw code == EWOULDBLOCK ? .locked(path: path) : .inputOutput(path: path, code: code)
  }
}

// MARK: - What is done on the server

extension PracticeMachineFile {
  /// Records a deed; when this returns, it is on the disk.
  public func add(_ deed: PracticeMachine.Deed, at now: Instant) throws(JournalError) {
    var machine = machine
    machine.add(PracticeMachine.Done(deed: deed, at: now))
    try NewFile.replace(paths.practiceMachine, with: Array(machine.encoded.pretty.utf8))
    self.machine = machine
  }

  /// Writes a certificate to drive C, over a file that is there.
  ///
  /// - Parameter file: the path on the drive, from `driveFile`.
  public func export(_ certificate: Certificate, to file: String, at now: Instant) throws(JournalError) {
    let path = localPath(file)
    try SessionFolder.create(String(path.pathFolder))
    try NewFile.replace(path, with: certificate.der)
    try add(.exported(certificate.thumbprint, file: file), at: now)
  }

  /// Where a file of drive C is on this computer.
  ///
  /// - Parameter file: the path on the drive, from `driveFile`.
  public func localPath(_ file: String) -> String {
    "\(paths.exports)/\(file.split(separator: "\\").joined(separator: "/"))"
  }

  public func exists(_ file: String) -> Bool { access(localPath(file).pathOctets, F_OK) == 0 }

  /// The certificate in a file; `nil` if the file does not hold exactly one that the server knows.
  ///
  /// - Parameter typed: a path on drive C, or one of this computer, which begins with `/` or `~`.
  public func certificate(in typed: String) -> Certificate? {
    let typed = typed.trimmingQuotes
    let isLocal = typed.hasPrefix("/") || typed.hasPrefix("~")
    guard
      let file = isLocal ? LocalPath(path: typed) : Self.driveFile(typed).map({ LocalPath(localPath($0)) }),
      case .success(let facts) = file.oneCertificate(followsLinks: false),
      let certificate = facts.certificate
    else { return nil }
    return machine.certificate(certificate.thumbprint)
  }

  /// The files that were exported, by their paths on drive C, each once.
  public var exportedFiles: [String] {
    var files: [String] = []
    for done in machine.deeds {
      if case .exported(_, let file) = done.deed, !files.contains(file) { files.append(file) }
    }
    return files
  }

  /// The path on drive C that a typed name means; `nil` if Windows would refuse it.
  ///
  /// A name without a folder goes to the usual one, a name without an extension gets `.cer`.
  ///
  /// Source: learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved characters).
  public static func driveFile(_ typed: String) -> String? {
    var text = typed.trimmingQuotes.replacing("/", by: "\\")
    if text.lowercased().hasPrefix("c:") { text = String(text.dropFirst(2)) }
    var parts = text.split(separator: "\\").map(String.init)
    guard var name = parts.popLast() else { return nil }
    if !name.contains(".") { name += ".cer" }
    if parts.isEmpty, !text.hasPrefix("\\") { parts = [usualFolder] }
    let isNameable = (parts + [name]).allSatisfy { part in
      part.utf8.count <= 100 && !part.allSatisfy { $0 == "." }
        && part.unicodeScalars.allSatisfy { !"<>:\"|?*".unicodeScalars.contains($0) && $0.value >= 0x20 }
    }
    return isNameable && parts.count < 8 ? (parts + [name]).joined(separator: "\\") : nil
  }
}

extension String {
  /// Without blanks around it, and without the quotation marks that a pasted path may have.
  fileprivate var trimmingQuotes: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace || first == "\"" { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace || last == "\"" { text = text.dropLast() }
    return String(text)
  }
}
