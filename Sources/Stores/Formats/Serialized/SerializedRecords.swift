// SPDX-License-Identifier: GPL-3.0-or-later

/// One record of a serialized store element.
struct SerializedRecord {
  /// Known identifiers. Source: wincrypt.h, CERT_…_PROP_ID; MS-OSHARED § 2.3.2.5 for the elements.
  enum Identifier {
    static let end: UInt32 = 0
    static let friendlyName: UInt32 = 11
    static let archived: UInt32 = 19
    static let certificate: UInt32 = 32
    static let revocationList: UInt32 = 33
    static let trustList: UInt32 = 34
    /// Property identifiers have 16 bits. Source: MS-OSHARED § 2.3.2.5.2.
    static let highest: UInt32 = 0xFFFF
  }

  let identifier: UInt32
  /// 1 for X509_ASN_ENCODING, as in every genuine file.
  let encoding: UInt32
  let start: Int
  let content: Range<Int>
}

/// Walks the records of a serialized store, a serialized certificate or a registry value named Blob.
///
/// ```
/// identifier (4 octets), encoding (4), length (4), content (length); every number little-endian
/// the end of a store: 12 octets that are zero
/// ```
/// Source: MS-OSHARED § 2.3.2.5.1 to § 2.3.2.5.4; the end and the property records observed in files from
/// Windows.
struct SerializedRecords {
  static let headerSize = 12

  private let bytes: [UInt8]
  private let end: Int
  /// Where the next record begins.
  private(set) var offset: Int
  /// Whether the end mark was reached.
  private(set) var isEnded = false

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// - Returns: `nil` at the end mark, and at the end of data without one.
  /// - Throws: `FormatError.recordPastEnd`, `.badRecord` and `.truncated`, at the record's offset.
  mutating func next() throws(FormatError) -> SerializedRecord? {
    guard !isEnded, offset < end else { return nil }
    guard end - offset >= Self.headerSize else {
      // A partial end mark counts as a missing end mark.
      if bytes[offset..<end].allSatisfy({ $0 == 0 }) { return nil }
      throw .truncated(offset: offset, expected: nil)
    }
    let identifier = number(at: offset)
    let encoding = number(at: offset + 4)
    let length = Int(number(at: offset + 8))
    let start = offset
    if identifier == SerializedRecord.Identifier.end, encoding == 0, length == 0 {
      offset += Self.headerSize
      isEnded = true
      return nil
    }
    guard identifier != SerializedRecord.Identifier.end, identifier <= SerializedRecord.Identifier.highest
    else { throw .badRecord(offset: start) }
    let contentStart = start + Self.headerSize
    guard length <= end - contentStart else { throw .recordPastEnd(offset: start, length: length) }
    offset = contentStart + length
    return SerializedRecord(
      identifier: identifier, encoding: encoding, start: start, content: contentStart..<offset)
  }

  private func number(at index: Int) -> UInt32 {
    UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }
}
