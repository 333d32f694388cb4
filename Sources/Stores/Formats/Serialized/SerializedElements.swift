// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates among records, each with the properties before it. Properties that the wizard does not
/// use are skipped, especially hashes, which are always computed instead.
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
  private(set) var end = 0
  /// The reason for stopping, if neither the end mark nor the end of the data: the elements before it were
  /// read.
  private(set) var damage: FormatError?
  /// Whether a certificate without its record was found.
  private(set) var isBare = false

  init(_ bytes: [UInt8], in range: Range<Int>) {
    var records = SerializedRecords(bytes, in: range)
    do throws(FormatError) { try read(&records) } catch { damage = error }
    isEnded = records.isEnded
    end = records.offset
  }

  /// Treats data that is not an element as what it is, if that is known: a certificate, or something in its
  /// place.
  mutating func takeBareCertificate(_ bytes: [UInt8], in range: Range<Int>) {
    switch DERKind.recognise(Array(bytes[range])) {
    case nil, .cut: return
    default: break
    }
    self = SerializedElements(bytes, in: range.upperBound..<range.upperBound)
    certificates = [Element(content: range)]
    isBare = true
  }

  private mutating func read(_ records: inout SerializedRecords) throws(FormatError) {
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
  }

  /// The text of a friendly name, up to its NUL.
  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let units = stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).lazy
      .map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }.prefix { $0 != 0 }
    return String(decoding: Array(units), as: UTF16.self)
  }
}

extension SerializedElements {
  /// The certificates with the properties that preceded them, and the elements that are not certificates.
  ///
  /// - Throws: the refusal of the whole file for a private key instead of a certificate.
  func contents(in bytes: [UInt8], remarks: [Remark] = []) throws(FormatError) -> FileContents {
    let (found, damages) = Certificate.each(in: bytes, at: certificates.map(\.content))
    var damaged = try UnreadableEntry.Pile(damages)
    var stored: [StoredCertificate] = []
    stored.reserveCapacity(found.count)
    for (number, element) in certificates.enumerated() {
      guard let damage = damaged.next(if: number) else {
        stored.append(StoredCertificate(found[stored.count], element, in: bytes))
        continue
      }
      let (content, start) = (element.content, element.content.lowerBound)
      damaged.entries.append(
        UnreadableEntry(
          number: number + 1, offset: start, reason: try .reason(bytes[content], damage, at: start)))
    }
    return FileContents(
      certificates: stored,
      remarks: remarks
        + Remark.aboutElements(
          lists: lists, otherEncodings: otherEncodings, firstOtherEncoding: firstOtherEncoding,
          archived: stored.count { $0.isArchived }),
      unreadable: damaged.entries, brokenAt: damage)
  }
}

extension StoredCertificate {
  /// A certificate with the properties that preceded it.
  init(
    _ certificate: Certificate, _ element: SerializedElements.Element, in bytes: [UInt8],
    store: Store? = nil, physical: PhysicalStore = .unknown, isPassedOver: Bool = false
  ) {
    self.init(
      certificate, store: store, physical: physical,
      friendlyName: element.friendlyName.map { SerializedElements.text(bytes, $0) },
      isArchived: element.isArchived, isPassedOver: isPassedOver)
  }
}

extension SerializedElements {
  /// A value named Blob: elements, or a certificate without the frame that Windows puts around it.
  init(value bytes: [UInt8], in range: Range<Int>) {
    self.init(bytes, in: range)
    // Both begin with a number: that of a property is small, so only what is not an element is checked again.
    guard damage != nil, bytes[range].first == DERReader.Tag.sequence else { return }
    takeBareCertificate(bytes, in: range)
  }
}
