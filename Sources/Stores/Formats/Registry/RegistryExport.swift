// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The certificates of a registry export (`reg export`, Samba's `net rpc registry export`).
///
/// ```
/// Windows Registry Editor Version 5.00            or REGEDIT4
/// [HKEY_LOCAL_MACHINE\…]                          a key; [-…] deletes one
/// "Blob"=hex:04,00,00,00,\                        a value, continued behind a backslash
///   01,00
/// "name"="text"   "name"=dword:…   @=…   "name"=-  other values, passed over
/// ; a comment
/// ```
/// A line that is none of these is an error: in a damaged file the next value would else go to a wrong key.
///
/// Source: Microsoft KB 310516; exports of Windows, Wine and Samba.
struct RegistryExport {
  /// A value named Blob under a certificate's key.
  private struct Blob {
    let store: Store
    let physical: PhysicalStore
    /// Its octets in `decoded`.
    let octets: Range<Int>
    /// Where in the text the value and its key's name stand.
    let offset: Int
    let name: Range<Int>
  }

  private let text: RegistryText
  private var position: Int
  /// The octets of every blob that is read, one after the other.
  private var decoded: DecodedOctets
  private var blobs: [Blob] = []

  private var key = RegistryKey.other
  private var keyOffset = 0
  private var keyHasBlob = false
  /// Where in the text the path of the key begins.
  private var pathStart = 0
  /// The path in lower case; kept to save allocations.
  private var path: [UInt8] = []

  private var tally = RegistryTally()
  /// How many keys and values of any kind stand in it.
  private var keyCount = 0
  private var valueCount = 0

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    var export = RegistryExport(bytes)
    try export.readLines()
    return try export.contents(cutAt: bytes.count)
  }

  static func entries(_ bytes: [UInt8]) throws(FormatError) -> [RegistryEntry] {
    var export = RegistryExport(bytes)
    try export.readLines()
    return export.entries
  }

  private var entries: [RegistryEntry] {
    blobs.map { blob in
      RegistryEntry(
        name: text.string(blob.name), store: blob.store, physical: blob.physical,
        blob: Array(decoded.octets[blob.octets]))
    }
  }

  /// The one entry of a text that holds this entry's value and nothing else.
  static func onlyEntry(_ bytes: [UInt8]) throws(FormatError) -> RegistryEntry? {
    var export = RegistryExport(bytes)
    try export.readLines()
    guard export.keyCount == 1, export.valueCount == 1 else { return nil }
    return export.entries.first
  }

  private init(_ bytes: [UInt8]) {
    text = RegistryText(bytes)
    position = text.first
    decoded = DecodedOctets(atMostOf: text)
  }

  // MARK: - Lines

  private mutating func readLines() throws(FormatError) {
    text.skipToLineEnd(&position)
    while position < text.end {
      switch text[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += text.width
      case UInt8(ascii: ";"): text.skipToLineEnd(&position)
      case UInt8(ascii: "["): try readKey()
      case UInt8(ascii: "\""), UInt8(ascii: "@"): try readValue()
      default: throw unreadable(at: position)
      }
    }
    leaveKey()
  }

  private func unreadable(at position: Int) -> FormatError {
    .badRegistryLine(offset: position, line: text.line(of: position))
  }

  private mutating func readKey() throws(FormatError) {
    leaveKey()
    keyCount += 1
    keyOffset = position
    keyHasBlob = false
    pathStart = position + text.width
    text.skipToLineEnd(&position)
    var pathEnd = position
    while pathEnd > pathStart, RegistryText.isBlank(text[pathEnd - text.width]) { pathEnd -= text.width }
    guard pathEnd > pathStart, text[pathEnd - text.width] == UInt8(ascii: "]") else {
      throw unreadable(at: keyOffset)
    }
    path.removeAll(keepingCapacity: true)
    for position in stride(from: pathStart, to: pathEnd - text.width, by: text.width) {
      path.append(RegistryText.lowered(text[position]))
    }
    key = path.first == UInt8(ascii: "-") ? .other : RegistryKey(path)
    if let branch = key.branch { tally.stores.insert(branch) }
    if !key.parts.isEmpty { tally.parts.formUnion(key.parts) }
  }

  private mutating func leaveKey() {
    guard case .certificate = key.kind, !keyHasBlob else { return }
    tally.remarks.append(.emptyKey(name: text.string(inText(key.name)), offset: keyOffset))
  }

  /// Where in the text a part of the path stands.
  private func inText(_ range: Range<Int>) -> Range<Int> {
    pathStart + range.lowerBound * text.width..<pathStart + range.upperBound * text.width
  }

  // MARK: - Values

  private mutating func readValue() throws(FormatError) {
    valueCount += 1
    let start = position
    let isBlob = text.matches("\"blob\"", at: position)
    if text[position] == UInt8(ascii: "@") {
      position += text.width
    } else {
      try skipString()
    }
    text.skipBlanks(&position)
    guard position < text.end, text[position] == UInt8(ascii: "=") else { throw unreadable(at: start) }
    position += text.width
    text.skipBlanks(&position)
    if isBlob, let digits = binaryStart() {
      try readBlob(at: start, digits: digits)
    } else if position < text.end, text[position] == UInt8(ascii: "\"") {
      try skipString()
      text.skipToLineEnd(&position)
    } else {
      skipContinuedLines()
    }
  }

  /// Where the digits of a binary value begin; `nil` for other types.
  private func binaryStart() -> Int? {
    if text.matches("hex:", at: position) { return position + 4 * text.width }
    return text.matches("hex(3):", at: position) ? position + 7 * text.width : nil
  }

  /// Moves behind the closing quote. A text value may go on over lines; a backslash stands before quotes in it.
  private mutating func skipString() throws(FormatError) {
    let start = position
    position += text.width
    while position < text.end {
      let character = text[position]
      position += text.width
      if character == UInt8(ascii: "\"") { return }
      if character == UInt8(ascii: "\\") { position += text.width }
    }
    throw unreadable(at: start)
  }

  private mutating func skipContinuedLines() {
    var isContinued = true
    while isContinued, position < text.end {
      let start = position
      text.skipToLineEnd(&position)
      var last = position
      while last > start, RegistryText.isBlank(text[last - text.width]) { last -= text.width }
      isContinued = last > start && text[last - text.width] == UInt8(ascii: "\\")
      guard isContinued else { return }
      while position < text.end, RegistryText.isLineEnd(text[position]) { position += text.width }
    }
  }

  private mutating func readBlob(at start: Int, digits: Int) throws(FormatError) {
    switch key.kind {
    case .certificate(let store, let physical):
      keyHasBlob = true
      position = digits
      let first = decoded.count
      guard text.readHexadecimal(&position, into: &decoded) else { throw unreadable(at: position) }
      blobs.append(
        Blob(
          store: store, physical: physical, octets: first..<decoded.count, offset: start,
          name: inText(key.name)))
    case .list:
      tally.lists += 1
      skipContinuedLines()
    case .otherStore:
      tally.otherStores[text.string(inText(key.store)), default: 0] += 1
      skipContinuedLines()
    case .disallowed:
      tally.disallowed += 1
      skipContinuedLines()
    case .account:
      tally.accounts += 1
      skipContinuedLines()
    case .other:
      if tally.strayBlobs == 0 { tally.firstStrayBlob = start }
      tally.strayBlobs += 1
      skipContinuedLines()
    }
  }

  // MARK: - Contents

  private consuming func contents(cutAt count: Int) throws(FormatError) -> FileContents {
    let octets = decoded.octets
    var certificates: [StoredCertificate] = []
    certificates.reserveCapacity(blobs.count)
    for blob in blobs {
      let elements: SerializedElements
      do {
        elements = try SerializedElements(octets, in: blob.octets)
        for element in elements.certificates {
          let found = try StoredCertificate(element, in: octets, store: blob.store, physical: blob.physical)
          let thumbprint = found.certificate.thumbprint
          if !isName(blob.name, of: thumbprint) {
            tally.remarks.append(
              .misnamedKey(name: text.string(blob.name), thumbprint: thumbprint, offset: blob.offset))
          }
          if found.isArchived { tally.archived += 1 }
          certificates.append(found)
        }
      } catch {
        throw error.inBlock(at: blob.offset)
      }
      if elements.certificates.isEmpty {
        tally.remarks.append(.emptyKey(name: text.string(blob.name), offset: blob.offset))
      }
      tally.count(elements, at: blob.offset)
    }
    // Every tool ends the last line.
    if text.end < count || !RegistryText.isLineEnd(text[text.end - text.width]) {
      tally.remarks.append(.missingEnd(offset: count))
    }
    return FileContents(
      certificates: certificates, remarks: tally.all, stores: tally.stores, parts: tally.parts)
  }

  private func isName(_ name: Range<Int>, of thumbprint: Thumbprint) -> Bool {
    guard name.count == 40 * text.width else { return false }
    return thumbprint.bytes.indices.allSatisfy { index in
      let start = name.lowerBound + 2 * index * text.width
      return text.octet(at: start) == thumbprint.bytes[index]
    }
  }
}
