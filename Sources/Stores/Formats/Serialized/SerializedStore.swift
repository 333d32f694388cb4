// SPDX-License-Identifier: GPL-3.0-or-later

/// A serialized certificate store (`.sst`), and a single serialized certificate, which has neither the store's
/// first eight octets nor its end.
///
/// Source: MS-OSHARED § 2.3.9.1.
enum SerializedStore {
  /// Version 0 and `CERT`.
  static let signature: [UInt8] = [0, 0, 0, 0, 0x43, 0x45, 0x52, 0x54]

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    let elements = try SerializedElements(bytes, in: signature.count..<bytes.count)
    var remarks: [Remark] = []
    if !elements.isEnded {
      remarks.append(.missingEnd(offset: bytes.count))
    } else if elements.end < bytes.count {
      remarks.append(.bytesAfterEnd(offset: elements.end, count: bytes.count - elements.end))
    }
    return try contents(elements, bytes, remarks)
  }

  static func readCertificate(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    let elements = try SerializedElements(bytes, in: 0..<bytes.count)
    if elements.certificates.isEmpty {
      if elements.lists > 0 { throw .revocationList(offset: 0) }
      throw .truncated(offset: bytes.count, expected: nil)
    }
    var remarks: [Remark] = []
    if elements.end < bytes.count {
      remarks.append(.bytesAfterEnd(offset: elements.end, count: bytes.count - elements.end))
    }
    return try contents(elements, bytes, remarks)
  }

  /// Whether a serialized element begins here: a property or an element of X.509 in ASN.1.
  static func beginsElement(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= SerializedRecords.headerSize, bytes[2...3].allSatisfy({ $0 == 0 }),
      bytes[4..<8].elementsEqual([1, 0, 0, 0])
    else { return false }
    return bytes[0] != 0 || bytes[1] != 0
  }

  private static func contents(
    _ elements: SerializedElements, _ bytes: [UInt8], _ remarks: [Remark]
  ) throws(FormatError) -> FileContents {
    let certificates = try elements.stored(in: bytes)
    let archived = certificates.count { $0.isArchived }
    return FileContents(
      certificates: certificates,
      remarks: remarks
        + Remark.aboutElements(
          lists: elements.lists, otherEncodings: elements.otherEncodings,
          firstOtherEncoding: elements.firstOtherEncoding, archived: archived))
  }
}

extension Remark {
  /// What serialized elements give rise to, wherever they stood.
  static func aboutElements(
    lists: Int, otherEncodings: Int, firstOtherEncoding: Int, archived: Int
  ) -> [Remark] {
    var remarks: [Remark] = []
    if otherEncodings > 0 {
      remarks.append(.otherEncodings(count: otherEncodings, offset: firstOtherEncoding))
    }
    if lists > 0 { remarks.append(.listsPassedOver(count: lists)) }
    if archived > 0 { remarks.append(.archived(count: archived)) }
    return remarks
  }
}
