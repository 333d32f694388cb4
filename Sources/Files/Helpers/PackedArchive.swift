// SPDX-License-Identifier: GPL-3.0-or-later

import Stores
import Substrings

/// Why something was not opened with the help of another program.
enum OpeningError: Error, Hashable {
  case file(FileError)
  case format(FormatError)
  case helper(HelperError)

  static func files<Value>(_ read: () throws(FileError) -> Value) throws(OpeningError) -> Value {
    do throws(FileError) { return try read() } catch { throw .file(error) }
  }

  static func helpers<Value>(_ run: () throws(HelperError) -> Value) throws(OpeningError) -> Value {
    do throws(HelperError) { return try run() } catch { throw .helper(error) }
  }

  static func formats<Value>(_ read: () throws(FormatError) -> Value) throws(OpeningError) -> Value {
    do throws(FormatError) { return try read() } catch { throw .format(error) }
  }
}

/// An archive: `.zip` and `.cab` through bsdtar, which turns them into a tar archive; `.tar` as it is.
enum PackedArchive {
  /// The members, without folders, sorted by name.
  static func members(
    _ source: CarriedFile, head: [UInt8], _ helpers: HelperPrograms
  ) throws(OpeningError) -> [TarArchive.Member] {
    let members: [TarArchive.Member]
    if isZip(head) {
      if isLocked(head) { throw .format(.otherFile(.lockedArchive)) }
      if isOffice(try edges(source)) { throw .format(.otherFile(.office)) }
    }
    if isTar(head) {
      let bytes = try OpeningError.files { () throws(FileError) in try source.contents() }
      members = try OpeningError.formats { () throws(FormatError) in try TarArchive.members(bytes) }
    } else {
      members = try unpacked(source, helpers)
    }
    return members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The command line is fixed, and the type of the archive was checked: libarchive would also follow lists
  /// of files (mtree), plain or encoded (uu), which name any file of this computer. Both have to be text from
  /// their first line on, and no archive that gets here is: its signature has octets that no text has.
  private static func unpacked(
    _ source: CarriedFile, _ helpers: HelperPrograms
  ) throws(OpeningError) -> [TarArchive.Member] {
    let file = try OpeningError.files { () throws(FileError) in try source.opened() }
    let bytes = try OpeningError.helpers { () throws(HelperError) in
      try helpers.output(
        of: .bsdtar, ["-c", "-f", "-", "--format=pax", "@" + HelperPrograms.passedFile], on: file)
    }
    do throws(FormatError) { return try TarArchive.members(bytes) } catch { throw .helper(.garbage(.bsdtar)) }
  }

  // MARK: - Types

  private static func isTar(_ head: [UInt8]) -> Bool { head.dropFirst(257).starts(with: Array("ustar".utf8)) }
  private static func isZip(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B]) }

  /// Whether the first member is encrypted: bit 0 of its flags. Source: APPNOTE.TXT § 4.4.4.
  private static func isLocked(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 3, 4]) && head.count > 6 && head[6] & 1 == 1
  }

  /// The start, with the name of the first member, and the end, with the names of all.
  private static func edges(_ source: CarriedFile) throws(OpeningError) -> [UInt8] {
    switch source {
    case .octets(let octets): return octets.prefix(edge) + octets.suffix(edge)
    case .file(let file):
      return try OpeningError.files { () throws(FileError) in
        try file.read(edge, from: 0) + file.read(edge, from: max(0, file.size - edge))
      }
    }
  }

  private static let edge = 64 << 10

  /// Sources: ECMA-376-2 § 10.1.2.2, the part “[Content_Types].xml”; OpenDocument 1.2, part 3, § 3.3, the file
  /// “mimetype”, which comes first and is not compressed.
  private static func isOffice(_ edges: [UInt8]) -> Bool {
    let text = String(decoding: edges.lazy.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    return text.holds("[Content_Types].xml") || text.holds("mimetypeapplication/vnd.oasis.opendocument")
  }
}

extension OpenFile {
  /// Up to `count` octets from an offset on.
  func read(_ count: Int, from offset: Int) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let octets = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      code = fill(buffer, &filled, from: offset)
    }
    guard code == 0 else { throw path.error(code) }
    return octets
  }
}
