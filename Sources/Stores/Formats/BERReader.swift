// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Why bytes are not BER. Offsets are bytes from the start of the input.
enum BERError: Error, Hashable {
  /// The data, or the enclosing element, ends before the element that starts at `offset` does.
  case truncated(offset: Int)
  /// An unsupported tag or length, an unexpected tag, or nesting beyond `BERReader.deepest`.
  case unusable(offset: Int)

  var offset: Int {
    switch self {
    case .truncated(let offset), .unusable(let offset): offset
    }
  }
}

/// Walks consecutive elements, with definite or indefinite lengths. PKCS#7 files may have the latter.
///
/// Finding the end of an indefinite length needs no recursion: definite elements are skipped as a whole, so
/// only open indefinite ones must be counted.
///
/// Source: ITU-T X.690 § 8.1.3 (length octets), § 8.1.5 (end-of-contents).
struct BERReader {
  /// The maximum nesting of indefinite lengths. Genuine PKCS#7 has six.
  static let deepest = 32

  struct Header: Hashable {
    let tag: UInt8
    let start: Int
    let contentStart: Int
    /// Bytes of content; `nil` if indefinite.
    let length: Int?
  }

  struct Element: Hashable {
    let tag: UInt8
    /// Tag, length, content and, if present, end-of-contents.
    let whole: Range<Int>
    let content: Range<Int>
  }

  private let bytes: [UInt8]
  private let end: Int
  private(set) var offset: Int

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    let range = range ?? 0..<bytes.count
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { offset >= end }

  /// Reads tag and length without advancing; the content may be missing.
  func header() throws(BERError) -> Header { try header(at: offset) }

  private func header(at start: Int) throws(BERError) -> Header {
    guard start + 1 < end else { throw .truncated(offset: start) }
    guard bytes[start] & 0x1F != 0x1F else { throw .unusable(offset: start) }
    let first = bytes[start + 1]
    if first == 0x80 {
      // Only constructed elements can have indefinite length.
      guard bytes[start] & 0x20 != 0 else { throw .unusable(offset: start) }
      return Header(tag: bytes[start], start: start, contentStart: start + 2, length: nil)
    }
    guard first > 0x80 else {
      return Header(tag: bytes[start], start: start, contentStart: start + 2, length: Int(first))
    }
    let octets = Int(first & 0x7F)
    guard octets <= 4 else { throw .unusable(offset: start) }
    guard start + 2 + octets <= end else { throw .truncated(offset: start) }
    let length = bytes[start + 2..<start + 2 + octets].reduce(0) { $0 << 8 | Int($1) }
    return Header(tag: bytes[start], start: start, contentStart: start + 2 + octets, length: length)
  }

  /// Reads the next element, whatever its type.
  mutating func next() throws(BERError) -> Element {
    let header = try header()
    let content: Range<Int>
    if let length = header.length {
      guard length <= end - header.contentStart else { throw .truncated(offset: header.start) }
      content = header.contentStart..<header.contentStart + length
      offset = content.upperBound
    } else {
      content = header.contentStart..<(try endOfContents(from: header.contentStart))
      offset = content.upperBound + 2
    }
    return Element(tag: header.tag, whole: header.start..<offset, content: content)
  }

  /// Reads the next element, which must have this tag.
  mutating func next(_ tag: UInt8) throws(BERError) -> Element {
    let element = try next()
    guard element.tag == tag else { throw .unusable(offset: element.whole.lowerBound) }
    return element
  }

  func inside(_ element: Element) -> BERReader { BERReader(bytes, in: element.content) }

  /// A reader of the data after a header, up to the end of its content or of the data, whichever comes first.
  func inside(_ header: Header) -> BERReader {
    let upper = header.length.map { min(end, header.contentStart + $0) } ?? end
    return BERReader(bytes, in: header.contentStart..<upper)
  }

  /// Moves past a header's element, or to the end of the data if that is closer.
  mutating func skip(_ header: Header) {
    guard let length = header.length else { return offset = end }
    offset = min(end, header.contentStart + length)
  }

  private func endOfContents(from start: Int) throws(BERError) -> Int {
    var position = start
    var open = 1
    while true {
      let header = try header(at: position)
      if header.tag == 0, header.length == 0 {
        open -= 1
        if open == 0 { return position }
        position = header.contentStart
      } else if let length = header.length {
        guard length <= end - header.contentStart else { throw .truncated(offset: position) }
        position = header.contentStart + length
      } else {
        open += 1
        guard open <= Self.deepest else { throw .unusable(offset: position) }
        position = header.contentStart
      }
    }
  }
}
