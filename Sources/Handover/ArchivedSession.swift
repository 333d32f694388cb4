// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Files
import Glibc
public import Journal
import Paths
import Procedure
import Stores

/// A session in an archive that `SessionArchive` made, on another computer perhaps: read and checked, and not
/// unpacked yet.
///
/// Unpacking overwrites nothing. The record is checked before anything is written, and the session file is
/// written last, so that a session appears completely or not at all.
public struct ArchivedSession {
  public let name: String
  /// What its record says.
  public let journal: JournalReading

  private let record: [UInt8]
  /// The content of each other member, by its name.
  private let companions: [String: [UInt8]]

  /// - Parameters:
  ///   - archive: the absolute path; problems with the record name `typed` instead.
  ///   - signatures: for what the record says.
  public init(_ archive: String, typed: String, signatures: SignatureCheck) throws(HandoverProblem) {
    var contents = try Self.contents(of: archive)
    let names = contents.keys.filter { !$0.contains("/") && !$0.hasSuffix(SessionPaths.machineEnding) }
    guard names.count == 1, let member = names.first, member.hasSuffix(SessionFolder.ending),
      let name = TapeArchive.name(String(member.dropLast(SessionFolder.ending.count))),
      SessionFolder.isName(name)
    else { throw .archive(.notAnArchive) }
    self.name = name
    record = contents.removeValue(forKey: member) ?? []
    companions = contents
    journal = try Self.checked(JournalReading(record, signatures: signatures), typed)
  }

  /// Unpacks it.
  ///
  /// - Parameter path: the session's file, which is created with everything that belongs next to it.
  /// - Returns: the number of files.
  public func unpack(to path: String) throws(HandoverProblem) -> Int {
    let paths = SessionPaths(path)
    let files = try places(beside: paths)
    for place in [path, paths.practiceMachine] + paths.companions + [paths.files]
    where access(place.pathOctets, F_OK) == 0 {
      throw .exists(path: place)
    }
    do throws(JournalError) {
      for file in files {
        try SessionFolder.create(String(file.path.pathFolder.dropLast()))
        try NewFile.write(file.bytes, to: file.path)
      }
      try NewFile.write(record, to: path)
    } catch {
      for folder in paths.companions + [paths.files] { FolderListing.remove(folder) }
      unlink(paths.practiceMachine.pathOctets)
      throw .journal(error)
    }
    return files.count + 1
  }
}

extension ArchivedSession {
  private static func contents(of archive: String) throws(HandoverProblem) -> [String: [UInt8]] {
    let octets: [UInt8]
    do throws(FileError) {
      octets = try BoundedFile.read(archive, limit: 2 * TapeArchive.mostOctets)
    } catch {
      throw .file(error)
    }
    do throws(TapeArchive.Problem) { return try TapeArchive.contents(of: octets) } catch {
      throw .archive(error)
    }
  }

  private static func checked(
    _ journal: JournalReading, _ typed: String
  ) throws(HandoverProblem) -> JournalReading {
    if case .refused(.newerFormat(let format))? = journal.damage?.damage {
      throw .journal(.newerFormat(path: typed, format: format))
    }
    guard journal.session != nil else { throw .journal(.notASession(path: typed)) }
    if let damage = journal.damage {
      throw .journal(.damaged(path: typed, line: damage.line, damage: damage.damage))
    }
    return journal
  }

  /// Where each companion file goes: into one of the session's own folders, and nowhere else.
  private func places(beside paths: SessionPaths) throws(HandoverProblem) -> [(path: String, bytes: [UInt8])]
  {
    let own = Set((paths.companions + [paths.files]).map(\.pathName))
    var places: [(path: String, bytes: [UInt8])] = []
    for (member, bytes) in companions.sorted(by: { $0.key < $1.key }) {
      if TapeArchive.name(member) == paths.practiceMachine.pathName {
        places.append((paths.practiceMachine, bytes))
        continue
      }
      let names = member.split(separator: "/").map { TapeArchive.name(String($0)) }
      let known = names.compactMap(\.self)
      guard known.count == names.count, own.contains(known[0]) else {
        throw .archive(.strangeMember(member))
      }
      places.append((paths.folder + known.joined(separator: "/"), bytes))
    }
    return places
  }
}
