// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates among records, each with the properties that stand before it. Properties that the wizard
/// has no use for are passed over unread: hashes above all, which are computed and never believed.
struct SerializedElements {
  struct Element {
    let content: Range<Int>
    /// UTF-16LE.
    var friendlyName: Range<Int>?
    var isArchived = false
  }

  private(set) var certificates: [Element] = []
  /// Revocation lists and trust lists.
  private(set) var lists = 0
  private(set) var otherEncodings = 0
  private(set) var firstOtherEncoding = 0
  private(set) var isEnded = false
  /// Where reading stopped.
  private(set) var end: Int

  init(_ bytes: [UInt8], in range: Range<Int>) throws(FormatError) {
    var records = SerializedRecords(bytes, in: range)
    var properties = Element(content: 0..<0)
    while let record = try records.next() {
      if record.encoding != 1 {
        if otherEncodings == 0 { firstOtherEncoding = record.start }
        otherEncodings += 1
      }
      switch record.identifier {
      case SerializedRecord.Identifier.friendlyName: properties.friendlyName = record.content
      case SerializedRecord.Identifier.archived: properties.isArchived = true
      case SerializedRecord.Identifier.certificate:
        certificates.append(
          Element(
            content: record.content, friendlyName: properties.friendlyName,
            isArchived: properties.isArchived))
        properties = Element(content: 0..<0)
      case SerializedRecord.Identifier.revocationList, SerializedRecord.Identifier.trustList:
        lists += 1
        properties = Element(content: 0..<0)
      default: break
      }
    }
    isEnded = records.isEnded
    end = records.offset
  }

  /// The text of a friendly name, up to its NUL.
  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let units = stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).lazy
      .map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }.prefix { $0 != 0 }
    return String(decoding: Array(units), as: UTF16.self)
  }
}

extension SerializedElements {
  /// The certificates with the properties that stood before them.
  ///
  /// - Throws: `FormatError.badCertificate` at the element's offset.
  func stored(
    in bytes: [UInt8], store: Store? = nil, physical: PhysicalStore = .unknown
  ) throws(FormatError) -> [StoredCertificate] {
    let ranges = certificates.map(\.content)
    do throws(Certificate.Damage) {
      return zip(try Certificate.all(in: bytes, at: ranges), certificates).map {
        StoredCertificate($0, $1, in: bytes, store: store, physical: physical)
      }
    } catch {
      throw .badCertificate(offset: ranges[error.number].lowerBound, reason: error.reason)
    }
  }
}

extension StoredCertificate {
  /// A certificate with the properties that stood before it.
  init(
    _ certificate: Certificate, _ element: SerializedElements.Element, in bytes: [UInt8],
    store: Store? = nil, physical: PhysicalStore = .unknown
  ) {
    self.init(
      certificate, store: store, physical: physical,
      friendlyName: element.friendlyName.map { SerializedElements.text(bytes, $0) },
      isArchived: element.isArchived)
  }
}
