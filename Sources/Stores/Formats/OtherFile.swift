// SPDX-License-Identifier: GPL-3.0-or-later

/// Types of files that people have at hand and that are not read as certificates here.
///
/// ```
/// hive         regf                                    a registry hive: hivexregedit turns it into text
/// archive      PK 3 4, MSCF 0 0 0 0, “ustar” at 257    bsdtar and the reader of tar archives unpack it
/// packed       7z, Rar!, gzip, bzip2, xz, Zstandard    not unpacked
/// office       D0CF11E0 … (OLE: .doc, .xls, .msg)      a .docx or .odt is a zip archive that says so inside
/// pdf          %PDF-
/// image        PNG, JPEG, GIF, TIFF, WebP
/// executable   MZ, ELF
/// ```
/// Sources: the formats' specifications: APPNOTE.TXT § 4.3.7, [MS-CAB] § 2.3, POSIX pax § “ustar Interchange
/// Format”, [MS-CFB] § 2.2, ISO 32000-1 § 7.5.2, RFC 1952, RFC 2083 § 3.1; libregf, “REGF format”.
public enum OtherFile: String, Hashable, Sendable, CaseIterable {
  case hive
  /// A registry hive that was opened and has no certificate stores.
  case otherHive
  /// .zip, .cab or .tar.
  case archive
  /// An archive that needs a password.
  case lockedArchive
  /// An archive of another type, or one inside another.
  case packed
  case office
  case pdf
  case image
  case executable

  /// The number of bytes from the start of a file that decide.
  public static let reach = 512

  /// - Parameter bytes: the start of a file, or all of it.
  public init?(_ bytes: [UInt8]) {
    guard let found = Self.signatures.first(where: { $0.isIn(bytes) })?.kind else { return nil }
    self = found
  }

  private struct Signature {
    let kind: OtherFile
    let octets: [UInt8]
    let offset: Int

    init(_ kind: OtherFile, _ octets: [UInt8], at offset: Int = 0) {
      (self.kind, self.octets, self.offset) = (kind, octets, offset)
    }

    func isIn(_ bytes: [UInt8]) -> Bool { bytes.dropFirst(offset).starts(with: octets) }
  }

  private static let signatures: [Signature] = [
    Signature(.hive, Array("regf".utf8)),
    Signature(.archive, [0x50, 0x4B, 3, 4]), Signature(.archive, [0x50, 0x4B, 5, 6]),
    Signature(.archive, Array("MSCF".utf8) + [0, 0, 0, 0]),
    Signature(.archive, Array("ustar".utf8), at: 257),
    Signature(.packed, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), Signature(.packed, Array("Rar!".utf8)),
    Signature(.packed, [0x1F, 0x8B, 8]), Signature(.packed, Array("BZh".utf8)),
    Signature(.packed, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]), Signature(.packed, [0x28, 0xB5, 0x2F, 0xFD]),
    Signature(.office, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    Signature(.pdf, Array("%PDF-".utf8)),
    Signature(.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    Signature(.image, [0xFF, 0xD8, 0xFF]), Signature(.image, Array("GIF8".utf8)),
    Signature(.image, [0x49, 0x49, 0x2A, 0]), Signature(.image, [0x4D, 0x4D, 0, 0x2A]),
    Signature(.image, Array("WEBP".utf8), at: 8),
    Signature(.executable, Array("MZ".utf8)), Signature(.executable, [0x7F] + Array("ELF".utf8)),
  ]
}
