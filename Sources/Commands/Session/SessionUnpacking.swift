// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Glibc
import Guide
import Journal
import Paths
import Procedure
import Reports
import Stores
import Texts
import Words
import X509

/// Unpacks a session that `handover` packed on another computer into the sessions folder.
///
/// Nothing that exists is overwritten. The record is checked before anything is written, and the session file
/// is written last, so that a session appears completely or not at all.
struct SessionUnpacking: ProgramPart {
  let program: Program
  /// The archive, as typed.
  let archive: String

  static let ending = ".tar"

  /// - Returns: the path of the session's file.
  func run() throws(Failure) -> String {
    let file = LocalPath(archive).absolute
    let contents = try contents(of: file)
    let names = contents.keys.filter { !$0.contains("/") && !$0.hasSuffix(SessionPaths.machineEnding) }
    guard names.count == 1, let member = names.first, member.hasSuffix(SessionFolder.ending),
      let name = TapeArchive.name(String(member.dropLast(SessionFolder.ending.count))),
      SessionFolder.isName(name)
    else { throw failure(.notAnArchive, file: archive) }
    let folder = try sessionFolder()
    let path = folder.file(named: name)
    let journal = try checkedRecord(contents[member] ?? [], path)
    let files = try places(contents, beside: path)
    try checkFree(path, name)
    do throws(JournalError) { try folder.create() } catch { throw failure(error) }
    try write(files, contents[member] ?? [], to: path)
    let values = ["file": archive, "name": name, "count": String(files.count + 1)]
    console.show(wording("unpacked", values), as: .good)
    let head = ["count": String(journal.records.count), "hash": journal.head]
    console.show(wording("unpacked.record", head), as: .body)
    if let session = journal.session {
      for check in ExportCheck.all(of: session, at: SessionPaths(path)) {
        _ = check.tell(in: program) { console.show($0, as: .body) }
      }
    }
    return path
  }

  /// The content of each member, by its name.
  private func contents(of file: String) throws(Failure) -> [String: [UInt8]] {
    let octets: [UInt8]
    do throws(FileError) {
      octets = try BoundedFile.read(file, limit: 2 * TapeArchive.mostOctets)
    } catch {
      throw failure(error)
    }
    do throws(TapeArchive.Problem) { return try TapeArchive.contents(of: octets) } catch {
      throw failure(error, file: archive)
    }
  }

  private func checkedRecord(_ bytes: [UInt8], _ path: String) throws(Failure) -> JournalReading {
    let journal = reading { JournalReading(bytes, signatures: .libcrypto) }
    if case .refused(.newerFormat(let format))? = journal.damage?.damage {
      throw failure(.newerFormat(path: archive, format: format))
    }
    guard journal.session != nil else { throw failure(.notASession(path: archive)) }
    if let damage = journal.damage {
      throw failure(.damaged(path: archive, line: damage.line, damage: damage.damage))
    }
    return journal
  }

  /// Where each companion file goes: into one of the session's own folders, and nowhere else.
  private func places(
    _ contents: [String: [UInt8]], beside path: String
  ) throws(Failure) -> [(path: String, bytes: [UInt8])] {
    let paths = SessionPaths(path)
    let own = Set((paths.companions + [paths.files]).map(\.pathName))
    var places: [(path: String, bytes: [UInt8])] = []
    let machine = paths.practiceMachine.pathName
    for (member, bytes) in contents.sorted(by: { $0.key < $1.key })
    where member.contains("/") || !member.hasSuffix(SessionFolder.ending) {
      if TapeArchive.name(member) == machine {
        places.append((paths.practiceMachine, bytes))
        continue
      }
      let names = member.split(separator: "/").map { TapeArchive.name(String($0)) }
      let known = names.compactMap(\.self)
      guard known.count == names.count, own.contains(known[0]) else {
        throw failure(.strangeMember(member), file: archive)
      }
      places.append((paths.folder + known.joined(separator: "/"), bytes))
    }
    return places
  }

  private func checkFree(_ path: String, _ name: String) throws(Failure) {
    let paths = SessionPaths(path)
    for place in [path, paths.practiceMachine] + paths.companions + [paths.files]
    where access(place.pathOctets, F_OK) == 0 {
      let values = ["name": name, "file": place, "command": resumeCommand(path)]
      throw Failure(code: .cannotCreate, text: wording("unpacked.exists", values))
    }
  }

  private func write(
    _ files: [(path: String, bytes: [UInt8])], _ record: [UInt8], to path: String
  ) throws(Failure) {
    do throws(JournalError) {
      for file in files {
        try SessionFolder.create(String(file.path.pathFolder.dropLast()))
        try NewFile.write(file.bytes, to: file.path)
      }
      try NewFile.write(record, to: path)
    } catch {
      let paths = SessionPaths(path)
      for folder in paths.companions + [paths.files] { FolderListing.remove(folder) }
      unlink(paths.practiceMachine.pathOctets)
      throw failure(error)
    }
  }
}
