// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Glibc
import Journal
import Paths
import Procedure
import Reports
import Stores
import Texts
import Words
import X509

/// Packs a session and what belongs to it.
///
/// The members have the names that the files have next to the session: `NAME.session`,
/// `NAME.exports/root-….cer`, `NAME.cards/root-….restore.txt`, `NAME.files/chain-1/root.cer`. Exports that
/// lie elsewhere come into `NAME.exports`, where they are looked for next (`ExportCheck`).
struct SessionArchive: ProgramPart {
  let program: Program
  let read: ReadSession

  struct Parts {
    /// The content of each member, by its name.
    var files: [String: [UInt8]] = [:]
    /// Supplied files that are gone; resuming asks for what was in them.
    var missing: [String] = []
    /// Set when an export is missing or changed.
    var exportsCode: ExitCode?
  }

  private var paths: SessionPaths { SessionPaths(read.path) }

  /// Everything that goes along, read.
  func parts() throws(Failure) -> Parts {
    var parts = Parts()
    let lines = try content(read.path).prefix(read.journal.soundBytes)
    parts.files[TapeArchive.part(read.path.pathName)] = Array(lines)
    // The state of a practice server by hand is one file.
    if access(paths.practiceMachine.pathOctets, F_OK) == 0 {
      parts.files[TapeArchive.part(paths.practiceMachine.pathName)] = try content(paths.practiceMachine)
    }
    for folder in paths.companions { try add(folder, as: TapeArchive.part(folder.pathName), to: &parts) }
    addExports(to: &parts)
    for supplied in PackedFiles.all(of: PackedFiles(of: paths).here(read.session.start)) {
      try add(supplied, to: &parts)
    }
    let total = parts.files.values.reduce(0) { $0 + $1.count }
    guard total <= TapeArchive.mostOctets else { throw failure(.tooLarge) }
    return parts
  }

  /// The files of a folder next to the session, if there is one, and of the folders in it.
  private func add(_ folder: String, as name: String, to parts: inout Parts) throws(Failure) {
    for file in FolderListing.files(in: folder) {
      parts.files["\(name)/\(TapeArchive.part(file))"] = try content("\(folder)/\(file)")
    }
    for inner in FolderListing.folders(in: folder) {
      try add("\(folder)/\(inner)", as: "\(name)/\(TapeArchive.part(inner))", to: &parts)
    }
  }

  /// Exports that were read back elsewhere. What is wrong with one is told, and the rest goes along.
  private func addExports(to parts: inout Parts) {
    let folder = TapeArchive.part(paths.exports.pathName)
    let codes = ExportCheck.all(of: read.session, at: paths).compactMap { check -> ExitCode? in
      if case .same(let path) = check.finding {
        let member = "\(folder)/\(TapeArchive.part(path.pathName))"
        if parts.files[member] == nil, let bytes = try? content(path) { parts.files[member] = bytes }
      }
      return check.tell(in: program) { _ in }
    }
    parts.exportsCode = ExportCheck.gravest(codes)
  }

  private func add(_ supplied: PackedFiles.Supplied, to parts: inout Parts) throws(Failure) {
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

  private func content(_ path: String) throws(Failure) -> [UInt8] {
    do throws(FileError) {
      return try reading { () throws(FileError) in
        try BoundedFile.read(path, limit: TapeArchive.mostOctets)
      }
    } catch {
      throw failure(error)
    }
  }

  /// The archive. The files are copied for it into a folder next to the session, because `tar` names members
  /// after files.
  func octets(of parts: Parts) throws(Failure) -> [UInt8] {
    let stage = "\(paths.folder).\(getpid())-handover"
    defer { FolderListing.remove(stage) }
    do throws(JournalError) {
      for name in parts.files.keys.sorted() {
        let path = "\(stage)/\(name)"
        try SessionFolder.create(String(path.pathFolder.dropLast()))
        try NewFile.write(parts.files[name] ?? [], to: path)
      }
    } catch {
      throw failure(error)
    }
    do throws(TapeArchive.Problem) {
      return try TapeArchive(stop: cancellationToken).pack(parts.files.keys.sorted(), in: stage)
    } catch {
      throw failure(error)
    }
  }
}

extension ProgramPart {
  /// - Parameter file: the archive, when it is read.
  func failure(_ problem: TapeArchive.Problem, file: String? = nil) -> Failure {
    let values = ["file": file ?? ""]
    func refuse(_ code: ExitCode, _ key: String, _ more: [String: String] = [:]) -> Failure {
      Failure(code: code, text: wording("archive.\(key)", values.merging(more) { $1 }))
    }
    switch problem {
    case .noTar: return refuse(.noInput, "noTar")
    case .cannotStart(let code): return refuse(.inputOutput, "failed", ["reason": SystemError.text(code)])
    case .cancelled: return refuse(.interrupted, "cancelled")
    case .failed(let text): return refuse(file == nil ? .inputOutput : .badData, "failed", ["reason": text])
    case .notAnArchive: return refuse(.badData, "notAnArchive")
    case .strangeMember(let name): return refuse(.badData, "strange", ["name": SafeText.harmlessLine(name)])
    case .tooLarge:
      return refuse(.badData, "tooLarge", ["limit": String(TapeArchive.mostOctets >> 20)])
    }
  }
}
