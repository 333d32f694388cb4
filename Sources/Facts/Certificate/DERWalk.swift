// SPDX-License-Identifier: GPL-3.0-or-later

/// The position of a walk over elements. The octets are passed in with every step and not kept, so walking a
/// store with thousands of certificates costs no reference counting. The span checks every access against its
/// bounds.
///
/// Source: ITU-T X.690 § 8.1 (tags, lengths) and § 10.1 (DER: definite, shortest form).
struct DERWalk: Sendable {
  private let end: Int
  /// The offset of the next element.
  private(set) var offset: Int

  init(over range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// A walk over an element's content.
  init(inside element: DERElement) { self.init(over: element.content) }

  var isAtEnd: Bool { offset >= end }

  func nextTag(in octets: Span<UInt8>) -> UInt8? { isAtEnd ? nil : octets[offset] }

  @inline(__always)
  mutating func next(in octets: Span<UInt8>) throws(DERError) -> DERElement {
    let start = offset
    guard start < end else { throw .truncated(offset: start) }
    let tag = octets[start]
    guard tag & 0x1F != 0x1F else { throw .longTag(offset: start) }
    var position = start + 1
    guard position < end else { throw .truncated(offset: start) }
    let first = octets[position]
    position += 1
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count) else { throw .badLength(offset: start) }
      guard position + count <= end else { throw .truncated(offset: start) }
      length = 0
      for index in position..<position + count { length = length << 8 | Int(octets[index]) }
      guard octets[position] != 0, length >= 0x80 else { throw .badLength(offset: start) }
      position += count
    }
    guard length <= end - position else { throw .truncated(offset: start) }
    offset = position + length
    return DERElement(tag: tag, start: start, content: position..<offset)
  }

  mutating func next(_ tag: UInt8, in octets: Span<UInt8>) throws(DERError) -> DERElement {
    let element = try next(in: octets)
    guard element.tag == tag else {
      throw .unexpectedTag(offset: element.start, expected: tag, found: element.tag)
    }
    return element
  }

  mutating func nextIfPresent(_ tag: UInt8, in octets: Span<UInt8>) throws(DERError) -> DERElement? {
    nextTag(in: octets) == tag ? try next(in: octets) : nil
  }
}
