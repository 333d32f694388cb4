// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Glibc
import OtherPrograms
import Paths
import Stores
public import Threads

// Rules of this file:
// - `tar` never writes a file: it packs to its standard output. What comes back is read by `TarArchive`.
// - Members are plain files. Their names contain only letters, digits and a few signs, so that GNU tar takes
//   them literally, and none leads out of a folder.
// - The call is limited in what it may output, and has no shell, no terminal and no TAR_OPTIONS.

/// An archive in the tar format, packed by the system's `tar`.
public struct TapeArchive {
  public enum Problem: Error, Hashable, Sendable {
    /// There is no `tar` on this computer.
    case noTar
    /// It cannot be started or does not end; `code` is the system's error number.
    case cannotStart(code: Int32)
    case cancelled
    /// It failed, in its own words.
    case failed(String)
    /// Not an uncompressed tar archive, or damaged.
    case notAnArchive
    /// A link, a name that could lead elsewhere, or the same name twice.
    case strangeMember(String)
    case tooLarge
  }

  /// The most that all members of an archive may take together, in octets.
  public static let mostOctets = 100 << 20
  /// A session has a few cards and exports, and a copied store a few hundred files.
  static let mostMembers = 2000

  private let program: String
  private let stop: CancellationToken?

  /// - Parameter stop: cancels waiting.
  public init(stop: CancellationToken?) throws(Problem) {
    guard let program = InstalledProgram("tar", in: getenv("PATH").map { PathText.text(of: $0) }) else {
      throw .noTar
    }
    self.program = program.path
    self.stop = stop
  }

  /// Packs files of a folder.
  ///
  /// - Parameter members: names of files in it, each accepted by `isPlain`.
  /// - Returns: the archive.
  public func pack(_ members: [String], in folder: String) throws(Problem) -> [UInt8] {
    for name in members where !Self.isPlain(name) { throw .strangeMember(name) }
    return try run(
      ["-c", "-f", "-", "--format=pax", "--numeric-owner", "-C", folder, "--"] + members,
      limit: Self.mostOctets + 4096 * (members.count + 20))
  }

  /// What `pack` packed, by the names of the members; folders are passed over.
  ///
  /// It is read here and not by `tar`, which would decompress an archive that grows without end, and says only in the
  /// words of a listing what is a link.
  public static func contents(of archive: [UInt8]) throws(Problem) -> [String: [UInt8]] {
    let members: [TarArchive.Member]
    do throws(FormatError) { members = try TarArchive.members(archive) } catch { throw .notAnArchive }
    guard !members.isEmpty, members.count <= mostMembers else { throw .notAnArchive }
    var contents: [String: [UInt8]] = [:]
    var room = mostOctets
    for member in members {
      guard let content = member.content, isPlain(member.name), contents[member.name] == nil else {
        throw .strangeMember(member.name)
      }
      room -= content.count
      guard room >= 0 else { throw .tooLarge }
      contents[member.name] = Array(content)
    }
    return contents
  }

  private func run(_ arguments: [String], limit: Int) throws(Problem) -> [UInt8] {
    let child: ChildProcess
    do throws(ChildError) {
      child = try ChildProcess(
        program, arguments, environment: ["LC_ALL=C", "TZ=UTC", "PATH=/usr/bin:/bin"], mostOutput: limit)
      try ChildProcess.finish([child], silence: .seconds(60), stop: stop)
    } catch {
      switch error {
      case .cannotStart(let code): throw .cannotStart(code: code)
      case .timedOut: throw .cannotStart(code: ETIMEDOUT)
      case .cancelled: throw .cancelled
      }
    }
    if child.isTooMuch { throw .tooLarge }
    guard child.code == 0 else {
      let line = child.messages.split(separator: "\n").first.map(String.init)
      throw .failed(line ?? "tar: \(child.code ?? 0)")
    }
    return child.output
  }
}

// MARK: - Names

extension TapeArchive {
  /// Whether a name can be a member: parts of letters, digits and `._+%-`, none of which begins with a dot or
  /// a hyphen.
  public static func isPlain(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count), name.utf8.count <= 1000 else { return false }
    return parts.allSatisfy { part in
      guard let first = part.first, !".-".utf8.contains(first) else { return false }
      return part.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "%") }
    }
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "._+-".utf8.contains(octet)
    }
  }

  /// A file's name as one part of a member's name: other octets, and a first dot or hyphen, as `%20`.
  public static func part(_ name: String) -> String {
    let octets = PathText.octets(of: name)
    return octets.enumerated().map { place, octet in
      isPlain(octet) && !(place == 0 && ".-".utf8.contains(octet))
        ? String(Unicode.Scalar(octet))
        : "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
    }.joined()
  }

  /// The file's name again; `nil` when a file cannot have it.
  public static func name(_ part: String) -> String? {
    var octets: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "%") else {
        octets.append(octet)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
        value != 0, value != UInt8(ascii: "/")
      else { return nil }
      octets.append(value)
      rest = rest.dropFirst(2)
    }
    let name = PathText.text(of: octets)
    return name.isEmpty || name == "." || name == ".." || self.part(name) != part ? nil : name
  }
}
