// SPDX-License-Identifier: GPL-3.0-or-later

public import Stores

/// The members of a tar archive, as bsdtar writes it of any other archive.
///
/// ```
/// header (512 octets): name 0–99, size 124–135, checksum 148–155, type 156, “ustar” 257, prefix 345–499
/// content, filled up to a multiple of 512 octets
/// two blocks of zeros                                                                 the end
/// type x    lines “length key=value”: the path and the size of the next member       (pax)
/// type L    the path of the next member                                              (GNU)
/// ```
/// Nothing is written to a disk, so a name is only a name: neither `..` nor a link leads anywhere.
///
/// Source: POSIX.1-2017, pax, “ustar Interchange Format” and “pax Interchange Format”; GNU tar manual, “Basic
/// Tar Format”; tar(5) of libarchive.
public struct TarArchive {
  public struct Member: Hashable {
    /// As the archive has it, without `./` in front and slashes at the end.
    public let name: String
    /// `nil` for links, devices and other things that are not files.
    public let content: ArraySlice<UInt8>?
    let isLink: Bool
  }

  /// A store of ten thousand certificates, one in each file, and as much again.
  static let mostMembers = 20_000
  /// The size of headers, and what contents are filled up to.
  private static let block = 512
  /// A path that is longer than any of Windows is a sign of damage.
  private static let mostExtension = 64 << 10

  /// Without folders.
  private(set) var members: [Member] = []

  private let bytes: [UInt8]
  private var position = 0
  /// What an extension says of the next member.
  private var nextName: String?
  private var nextSize: Int?

  /// - Throws: `FormatError`: either all members are read, or none.
  public static func members(_ bytes: [UInt8]) throws(FormatError) -> [Member] {
    var archive = TarArchive(bytes: bytes)
    while try archive.readMember() {}
    return archive.members
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Returns: `false` at the end.
  private mutating func readMember() throws(FormatError) -> Bool {
    let start = position
    guard start < bytes.count else { return false }
    guard start + Self.block <= bytes.count else { throw .truncated(offset: start, expected: nil) }
    let header = bytes[start..<start + Self.block]
    if header.allSatisfy({ $0 == 0 }) { return false }
    guard Self.isSummed(header), let given = Self.number(field(start, 124, 12)) else {
      throw .badMember(offset: start)
    }
    let type = bytes[start + 156]
    let isExtension = "xgLK".utf8.contains(type)
    let size = isExtension ? given : nextSize ?? given
    position += Self.block
    guard size <= bytes.count - position else { throw .truncated(offset: start, expected: position + size) }
    let content = bytes[position..<position + size]
    position = min(bytes.count, position + (size + Self.block - 1) / Self.block * Self.block)
    if isExtension {
      try takeExtension(type, content, at: start)
    } else {
      try add(type, content, at: start)
    }
    return true
  }

  private mutating func add(_ type: UInt8, _ content: ArraySlice<UInt8>, at start: Int) throws(FormatError) {
    defer { (nextName, nextSize) = (nil, nil) }
    guard type != UInt8(ascii: "5") else { return }
    guard members.count < Self.mostMembers else { throw .badMember(offset: start) }
    let isFile = type == UInt8(ascii: "0") || type == 0 || type == UInt8(ascii: "7")
    let name = Self.trimmed(nextName ?? headerName(start))
    let isLink = type == UInt8(ascii: "1") || type == UInt8(ascii: "2")
    members.append(Member(name: name, content: isFile ? content : nil, isLink: isLink))
  }

  private func headerName(_ start: Int) -> String {
    let name = Self.text(field(start, 0, 100))
    // GNU tar has other things in place of the prefix.
    let isUstar = field(start, 257, 6).elementsEqual(Array("ustar\0".utf8))
    let prefix = isUstar ? Self.text(field(start, 345, 155)) : ""
    return prefix.isEmpty ? name : "\(prefix)/\(name)"
  }

  // MARK: - Extensions

  private mutating func takeExtension(
    _ type: UInt8, _ content: ArraySlice<UInt8>, at start: Int
  ) throws(FormatError) {
    guard content.count <= Self.mostExtension else { throw .badMember(offset: start) }
    switch type {
    case UInt8(ascii: "L"): nextName = Self.text(content)
    case UInt8(ascii: "x"):
      var rest = content
      while !rest.isEmpty {
        guard let record = Self.record(&rest) else { throw .badMember(offset: start) }
        try take(record.key, record.value, at: start)
      }
    // What holds for all members says nothing of name and size; the target of a link does not matter.
    default: break
    }
  }

  private mutating func take(
    _ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, at start: Int
  ) throws(FormatError) {
    if key.elementsEqual("path".utf8) {
      nextName = Self.text(value)
    } else if key.elementsEqual("size".utf8) {
      guard let size = Int(Self.text(value)), size >= 0 else { throw .badMember(offset: start) }
      nextSize = size
    }
  }

  /// `length key=value` and a line feed, where the length counts all of it.
  private static func record(
    _ rest: inout ArraySlice<UInt8>
  ) -> (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...6).contains(digits.count), let length = Int(text(digits)), length <= rest.count,
      length > digits.count + 2
    else { return nil }
    let line = rest.prefix(length)
    rest = rest.dropFirst(length)
    let body = line.dropFirst(digits.count + 1).dropLast()
    guard line.dropFirst(digits.count).first == 0x20, line.last == 0x0A,
      let sign = body.firstIndex(of: UInt8(ascii: "="))
    else { return nil }
    return (body[..<sign], body[(sign + 1)...])
  }

  // MARK: - Fields

  private func field(_ start: Int, _ offset: Int, _ count: Int) -> ArraySlice<UInt8> {
    bytes[start + offset..<start + offset + count]
  }

  /// The sum of the header's octets, with blanks in place of the sum.
  private static func isSummed(_ header: ArraySlice<UInt8>) -> Bool {
    let field = header.startIndex + 148..<header.startIndex + 156
    let sum = header.indices.reduce(0) { $0 + (field.contains($1) ? 0x20 : Int(header[$1])) }
    return number(header[field]) == sum
  }

  /// Octal digits; or, if the first bit is set, a number in binary.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      // Anything beyond seven octets is no size of a file.
      guard first == 0x80, field.dropFirst().dropLast(7).allSatisfy({ $0 == 0 }) else { return nil }
      return field.suffix(7).reduce(0) { $0 << 8 | Int($1) }
    }
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
  }

  /// Up to the first NUL.
  private static func text(_ octets: ArraySlice<UInt8>) -> String {
    String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func trimmed(_ name: String) -> String {
    name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
