// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings

/// The certificates of a `registry.pol`, the file in which Group Policy keeps its registry settings.
///
/// ```
/// PReg, version 1 (4 octets)
/// [key;value;type;size;data]    over and over; key and value end in NUL, type and size have four octets,
///                               little-endian; text and signs are UTF-16LE
/// ```
/// A value whose name begins with two asterisks is an instruction to delete something. An instruction that
/// only creates a key may omit everything after the key. A computer's settings can come from several such
/// files.
///
/// Source: [MS-GPREG] § 2.2.1; Microsoft, “Registry Policy File Format”.
struct PolicyFile {
  static let signature: [UInt8] = Array("PReg".utf8)
  private static let headerSize = 8
  /// REG_BINARY
  private static let binary = 3

  private let bytes: [UInt8]
  private var position = headerSize
  private var finds: RegistryFinds
  /// The path of the last entered key.
  private var path = 0..<0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    finds = RegistryFinds(
      RegistryText(bytes, .wide, 0..<bytes.count), decoded: DecodedOctets(bytes), physical: .groupPolicy)
  }

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    guard bytes.count >= headerSize else { throw .truncated(offset: bytes.count, expected: nil) }
    guard bytes[signature.count..<headerSize].elementsEqual([1, 0, 0, 0]) else {
      throw .badInstruction(offset: signature.count)
    }
    var file = PolicyFile(bytes)
    var damage: FormatError?
    do throws(FormatError) {
      while file.position < bytes.count { try file.readInstruction() }
    } catch {
      damage = error
    }
    file.finds.leave()
    var part = try file.finds.part()
    if let damage, part.entries == 0 { throw damage }
    // It is one of several sources of the physical store.
    part.tally.parts = []
    if part.entries > 0 { part.tally.remarks.append(.policyFile(certificates: part.certificates.count)) }
    return part.contents(brokenAt: damage)
  }

  private mutating func readInstruction() throws(FormatError) {
    let start = position
    try skip("[", of: start)
    let key = try text(of: start)
    try skip(";", of: start)
    let value = peek(";") ? position..<position : try text(of: start)
    try skip(";", of: start)
    let type = try number(of: start)
    try skip(";", of: start)
    let size = try number(of: start)
    try skip(";", of: start)
    guard size <= bytes.count - position else { throw .recordPastEnd(offset: start, length: size) }
    let data = position..<position + size
    position += size
    try skip("]", of: start)
    note(key, value, type, data, at: start)
  }

  private mutating func note(
    _ key: Range<Int>, _ value: Range<Int>, _ type: Int, _ data: Range<Int>, at start: Int
  ) {
    let text = finds.text
    if value.count >= 4, text.matches("**", at: value.lowerBound) { return }
    if bytes[key] != bytes[path] {
      finds.enter(key, at: start)
      path = key
    }
    if type == Self.binary, value.count == 8, text.matches("blob", at: value.lowerBound) {
      if finds.takesBlob(at: start) { finds.addBlob(data, at: start) }
    } else {
      finds.noteValue(named: value)
    }
  }

  // MARK: - Signs and fields

  /// - Parameter start: where the instruction begins.
  private mutating func skip(_ sign: Unicode.Scalar, of start: Int) throws(FormatError) {
    guard position + 2 <= bytes.count else { throw .truncated(offset: start, expected: nil) }
    guard peek(sign) else { throw .badInstruction(offset: position) }
    position += 2
  }

  private func peek(_ sign: Unicode.Scalar) -> Bool {
    position + 2 <= bytes.count && UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8 == sign.value
  }

  /// Characters up to NUL, which is consumed.
  private mutating func text(of start: Int) throws(FormatError) -> Range<Int> {
    let first = position
    while position + 2 <= bytes.count {
      if bytes[position] == 0, bytes[position + 1] == 0 {
        position += 2
        return first..<position - 2
      }
      position += 2
    }
    throw .truncated(offset: start, expected: nil)
  }

  /// Four octets; 0 if the field is omitted.
  private mutating func number(of start: Int) throws(FormatError) -> Int {
    // A semicolon ends an omitted field, unless it belongs to a number, which a semicolon follows directly.
    let isLeftOut =
      peek(";") && !(position + 6 <= bytes.count && bytes[position + 4] == 0x3B && bytes[position + 5] == 0)
    if isLeftOut { return 0 }
    guard position + 4 <= bytes.count else { throw .truncated(offset: start, expected: nil) }
    defer { position += 4 }
    return (0..<4).reversed().reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
  }
}
