// SPDX-License-Identifier: GPL-3.0-or-later

public import Files
import Glibc
public import Journal
import Paths
public import Procedure
import Stores
public import Threads

/// Packs a session and what belongs to it.
///
/// The members have the names that the files have next to the session: `NAME.session`,
/// `NAME.exports/root-….cer`, `NAME.cards/root-….restore.txt`, `NAME.files/chain-1/root.cer`. Exports that
/// lie elsewhere come into `NAME.exports`, where they are looked for next (`ExportCheck`).
public struct SessionArchive {
  public static let ending = ".tar"

  public struct Parts {
    /// The content of each member, by its name.
    public var files: [String: [UInt8]] = [:]
    /// Supplied files that are gone; resuming asks for what was in them.
    public var missing: [String] = []
    /// What became of the exports. One that is missing or changed does not keep the rest from going along.
    public var exports: [ExportCheck] = []
  }

  private let paths: SessionPaths
  private let path: String
  private let journal: JournalReading
  private let session: Session

  /// - Parameter path: the session's file, from which `journal` was read.
  public init(_ path: String, _ journal: JournalReading, _ session: Session) {
    self.path = path
    self.journal = journal
    self.session = session
    paths = SessionPaths(path)
  }

  /// Everything that goes along, read.
  public func parts() throws(HandoverProblem) -> Parts {
    var parts = Parts()
    let lines = try content(path).prefix(journal.soundBytes)
    parts.files[TapeArchive.part(path.pathName)] = Array(lines)
    // The state of a practice server by hand is one file.
    if access(paths.practiceMachine.pathOctets, F_OK) == 0 {
      parts.files[TapeArchive.part(paths.practiceMachine.pathName)] = try content(paths.practiceMachine)
    }
    for folder in paths.companions { try add(folder, as: TapeArchive.part(folder.pathName), to: &parts) }
    addExports(to: &parts)
    for supplied in PackedFiles.all(of: PackedFiles(of: paths).here(session.start)) {
      try add(supplied, to: &parts)
    }
    let total = parts.files.values.reduce(0) { $0 + $1.count }
    guard total <= TapeArchive.mostOctets else { throw .archive(.tooLarge) }
    return parts
  }

  /// The archive. The files are copied for it into a folder next to the session, because `tar` names members
  /// after files.
  ///
  /// - Parameter stop: cancels waiting.
  public func octets(of parts: Parts, stop: CancellationToken?) throws(HandoverProblem) -> [UInt8] {
    let stage = "\(paths.folder).\(getpid())-handover"
    defer { FolderListing.remove(stage) }
    do throws(JournalError) {
      for name in parts.files.keys.sorted() {
        let path = "\(stage)/\(name)"
        try SessionFolder.create(String(path.pathFolder.dropLast()))
        try NewFile.write(parts.files[name] ?? [], to: path)
      }
    } catch {
      throw .journal(error)
    }
    do throws(TapeArchive.Problem) {
      return try TapeArchive(stop: stop).pack(parts.files.keys.sorted(), in: stage)
    } catch {
      throw .archive(error)
    }
  }
}

extension SessionArchive {
  /// The files of a folder next to the session, if there is one, and of the folders in it.
  private func add(_ folder: String, as name: String, to parts: inout Parts) throws(HandoverProblem) {
    for file in FolderListing.files(in: folder) {
      parts.files["\(name)/\(TapeArchive.part(file))"] = try content("\(folder)/\(file)")
    }
    for inner in FolderListing.folders(in: folder) {
      try add("\(folder)/\(inner)", as: "\(name)/\(TapeArchive.part(inner))", to: &parts)
    }
  }

  /// Exports that were read back elsewhere.
  private func addExports(to parts: inout Parts) {
    let folder = TapeArchive.part(paths.exports.pathName)
    parts.exports = ExportCheck.all(of: session, at: paths)
    for check in parts.exports {
      guard case .same(let path) = check.finding else { continue }
      let member = "\(folder)/\(TapeArchive.part(path.pathName))"
      if parts.files[member] == nil, let bytes = try? content(path) { parts.files[member] = bytes }
    }
  }

  private func add(_ supplied: PackedFiles.Supplied, to parts: inout Parts) throws(HandoverProblem) {
    let name = "\(TapeArchive.part(paths.files.pathName))/\(supplied.place)/"
    let own = name + TapeArchive.part(supplied.path.pathName)
    var status = stat()
    guard stat(supplied.path.pathOctets, &status) == 0 else {
      parts.missing.append(supplied.path)
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      try add(supplied.path, as: own, to: &parts)
    } else {
      parts.files[own] = try content(supplied.path)
    }
  }

  private func content(_ path: String) throws(HandoverProblem) -> [UInt8] {
    do throws(FileError) {
      return try BoundedFile.read(path, limit: TapeArchive.mostOctets)
    } catch {
      throw .file(error)
    }
  }
}
