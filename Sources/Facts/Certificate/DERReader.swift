// SPDX-License-Identifier: GPL-3.0-or-later

/// Why bytes are not valid DER. Offsets are in bytes from the start of the input.
public enum DERError: Error, Hashable, Sendable {
  /// The data ends before the element at `offset` does.
  case truncated(offset: Int)
  /// The tag is not the expected one.
  case unexpectedTag(offset: Int, expected: UInt8, found: UInt8)
  /// A length that DER does not allow: indefinite, longer than four octets, or not in the shortest form.
  case badLength(offset: Int)
  /// A tag number above 30; X.509 does not use any.
  case longTag(offset: Int)
  /// Content that is not valid for its type, such as an empty INTEGER or a malformed time.
  case badValue(offset: Int)
  /// Bytes follow the end of the structure.
  case trailingBytes(offset: Int)

  /// The same error with its offset shifted.
  func moved(by distance: Int) -> DERError {
    switch self {
    case .truncated(let offset): .truncated(offset: offset + distance)
    case .unexpectedTag(let offset, let expected, let found):
      .unexpectedTag(offset: offset + distance, expected: expected, found: found)
    case .badLength(let offset): .badLength(offset: offset + distance)
    case .longTag(let offset): .longTag(offset: offset + distance)
    case .badValue(let offset): .badValue(offset: offset + distance)
    case .trailingBytes(let offset): .trailingBytes(offset: offset + distance)
    }
  }
}

/// One tag, length and value. All positions are offsets into the bytes that the reader walks.
public struct DERElement: Hashable, Sendable {
  /// Class, constructed bit and number in one octet, as encoded.
  public let tag: UInt8
  /// The offset of the tag.
  public let start: Int
  /// The content octets.
  public let content: Range<Int>

  /// The range of tag, length and content.
  public var whole: Range<Int> { start..<content.upperBound }
}

/// Walks the consecutive elements in a range of bytes. It only interprets tags and lengths.
///
/// Source: ITU-T X.690 § 8.1 (tags, lengths) and § 10.1 (DER: definite, shortest form).
public struct DERReader: Sendable {
  public enum Tag {
    public static let boolean: UInt8 = 0x01
    public static let integer: UInt8 = 0x02
    public static let bitString: UInt8 = 0x03
    public static let octetString: UInt8 = 0x04
    public static let objectIdentifier: UInt8 = 0x06
    public static let utcTime: UInt8 = 0x17
    public static let generalizedTime: UInt8 = 0x18
    public static let sequence: UInt8 = 0x30
    public static let set: UInt8 = 0x31
    /// `[number] EXPLICIT`, constructed.
    public static func context(_ number: UInt8) -> UInt8 { 0xA0 | number }
  }

  private let bytes: [UInt8]
  private var walk: DERWalk

  public init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    walk = DERWalk(over: range ?? 0..<bytes.count)
  }

  /// The offset of the next element.
  public var offset: Int { walk.offset }

  public var isAtEnd: Bool { walk.isAtEnd }

  /// The next element's tag, without advancing; `nil` at the end.
  public var nextTag: UInt8? { walk.nextTag(in: bytes.span) }

  /// Reads the next element, whatever its tag.
  public mutating func next() throws(DERError) -> DERElement {
    let bytes = bytes
    return try walk.next(in: bytes.span)
  }

  /// Reads the next element, which must have this tag.
  public mutating func next(_ tag: UInt8) throws(DERError) -> DERElement {
    let bytes = bytes
    return try walk.next(tag, in: bytes.span)
  }

  /// Reads the next element if it has this tag; otherwise does not advance.
  public mutating func nextIfPresent(_ tag: UInt8) throws(DERError) -> DERElement? {
    let bytes = bytes
    return try walk.nextIfPresent(tag, in: bytes.span)
  }

  /// A reader of an element's content.
  public func inside(_ element: DERElement) -> DERReader { DERReader(bytes, in: element.content) }
}
