// SPDX-License-Identifier: GPL-3.0-or-later

/// A serialized certificate store (`.sst`), and a single serialized certificate, which has neither the
/// store's first eight octets nor its end.
///
/// Source: MS-OSHARED § 2.3.9.1.
enum SerializedStore {
  /// Version 0 and `CERT`.
  static let signature: [UInt8] = [0, 0, 0, 0, 0x43, 0x45, 0x52, 0x54]

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    let elements = SerializedElements(bytes, in: signature.count..<bytes.count)
    if let damage = elements.damage, elements.certificates.isEmpty { throw damage }
    var remarks: [Remark] = []
    if elements.damage == nil, !elements.isEnded {
      remarks.append(.missingEnd(offset: bytes.count))
    } else {
      remarks += elements.bytesAfterEnd(bytes.count)
    }
    return try elements.contents(in: bytes, remarks: remarks)
  }

  static func readCertificate(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    let elements = SerializedElements(bytes, in: 0..<bytes.count)
    if let damage = elements.damage { throw damage }
    if elements.certificates.isEmpty {
      if elements.lists > 0 { throw .revocationList(offset: 0) }
      throw .truncated(offset: bytes.count, expected: nil)
    }
    let contents = try elements.contents(in: bytes, remarks: elements.bytesAfterEnd(bytes.count))
    // It is made for one certificate: without it, nothing is left.
    if contents.certificates.isEmpty, let entry = contents.unreadable.first { throw entry.reason }
    return contents
  }

  /// Whether a serialized element begins here: a property or an element of X.509 in ASN.1.
  static func beginsElement(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= SerializedRecords.headerSize, bytes[2...3].allSatisfy({ $0 == 0 }),
      bytes[4..<8].elementsEqual([1, 0, 0, 0])
    else { return false }
    return bytes[0] != 0 || bytes[1] != 0
  }
}

extension SerializedElements {
  fileprivate func bytesAfterEnd(_ size: Int) -> [Remark] {
    isEnded && end < size ? [.bytesAfterEnd(offset: end, count: size - end)] : []
  }
}

extension Remark {
  /// Remarks about serialized elements, wherever they were found.
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
