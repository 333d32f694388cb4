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
    /// Where in the file the value stands.
    let offset: Int
    /// Where in the text its key's name stands.
    let name: Range<Int>
  }

  /// What a part of an export holds.
  struct Part {
    var certificates: [StoredCertificate] = []
    var tally = RegistryTally()

    var contents: FileContents {
      FileContents(
        certificates: certificates, remarks: tally.all, stores: tally.stores, parts: tally.parts)
    }
  }

  private let text: RegistryText
  /// Where in the file the octets of the text begin.
  private let base: Int
  private var position: Int
  /// Whether the last value goes on behind the end of the text.
  private var isCut = false
  /// The octets of every blob that is read, one after the other.
  private var decoded: DecodedOctets
  private var blobs: [Blob] = []

  private var key = RegistryKey.other
  private var keyOffset = 0
  private var keyHasBlob = false
  /// Where in the text the path of the key begins.
  private var pathStart = 0
  /// The store of the last key that had one.
  private var lastBranch: Store?
  private var branches = RegistryBranches()

  private var tally = RegistryTally()
  /// How many keys and values of any kind stand in it.
  private var keyCount = 0
  private var valueCount = 0

  static func read(_ bytes: [UInt8]) throws(FormatError) -> FileContents {
    var export = try whole(bytes)
    var part = try export.part()
    part.tally.noteEnd(of: export.text, size: bytes.count)
    return part.contents
  }

  /// What the lines of a file say, from its title on.
  private static func whole(_ bytes: [UInt8]) throws(FormatError) -> RegistryExport {
    let text = RegistryText(bytes)
    var export = RegistryExport(text, base: 0, from: text.first)
    text.skipToLineEnd(&export.position)
    try export.readLines()
    return export
  }

  static func entries(_ bytes: [UInt8]) throws(FormatError) -> [RegistryEntry] {
    try whole(bytes).entries
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
    let export = try whole(bytes)
    guard export.keyCount == 1, export.valueCount == 1 else { return nil }
    return export.entries.first
  }

  /// Reads a text that may be a part of an export: all of it, from its title or from a key to where another begins.
  ///
  /// - Parameters:
  ///   - base: where in the file the octets of the text begin.
  ///   - scratch: octets to be written over.
  /// - Returns: `nil` unless the text ends where one of its lines does. Then its end, or its beginning, was no key's,
  ///   or something is wrong; only the whole file tells.
  static func part(_ text: RegistryText, base: Int, hasTitle: Bool, scratch: inout [UInt8]) -> Part? {
    var export = RegistryExport(
      text, base: base, from: hasTitle ? text.first : text.start, over: exchange(&scratch, with: []))
    defer { scratch = export.decoded.octets }
    if hasTitle { text.skipToLineEnd(&export.position) }
    guard (try? export.readLines()) != nil, export.position == text.end, !export.isCut else { return nil }
    return try? export.part()
  }

  private init(_ text: RegistryText, base: Int, from position: Int, over used: consuming [UInt8] = []) {
    self.text = text
    self.base = base
    self.position = position
    decoded = DecodedOctets(atMostOf: text, over: used)
  }

  // MARK: - Lines

  private mutating func readLines() throws(FormatError) {
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
    .badRegistryLine(offset: base + position, line: text.line(of: position))
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
    key = branches.key(pathStart..<pathEnd - text.width, of: text)
    if let branch = key.branch, branch != lastBranch {
      tally.stores.insert(branch)
      lastBranch = branch
    }
    if !key.parts.isEmpty { tally.parts.formUnion(key.parts) }
  }

  private mutating func leaveKey() {
    guard case .certificate = key.kind, !keyHasBlob else { return }
    tally.emptyKeys.append(.emptyKey(name: text.string(inText(key.name)), offset: base + keyOffset))
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
    isCut = isContinued
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
          store: store, physical: physical, octets: first..<decoded.count, offset: base + start,
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
      if tally.strayBlobs == 0 { tally.firstStrayBlob = base + start }
      tally.strayBlobs += 1
      skipContinuedLines()
    }
  }

  // MARK: - Contents

  private mutating func part() throws(FormatError) -> Part {
    let octets = decoded.octets
    var elements: [SerializedElements] = []
    elements.reserveCapacity(blobs.count)
    var failure: FormatError?
    for blob in blobs {
      do throws(FormatError) { elements.append(try SerializedElements(octets, in: blob.octets)) } catch {
        failure = error.inBlock(at: blob.offset)
        break
      }
    }
    let found = try certificates(of: elements, in: octets)
    if let failure { throw failure }
    var part = Part()
    part.certificates.reserveCapacity(found.count)
    for (blob, elements) in zip(blobs, elements) {
      for element in elements.certificates {
        let certificate = found[part.certificates.count]
        let stored = StoredCertificate(
          certificate, element, in: octets, store: blob.store, physical: blob.physical)
        let thumbprint = certificate.thumbprint
        if !isName(blob.name, of: thumbprint) {
          tally.remarks.append(
            .misnamedKey(name: text.string(blob.name), thumbprint: thumbprint, offset: blob.offset))
        }
        if stored.isArchived { tally.archived += 1 }
        part.certificates.append(stored)
      }
      if elements.certificates.isEmpty {
        tally.remarks.append(.emptyKey(name: text.string(blob.name), offset: blob.offset))
      }
      tally.count(elements, at: blob.offset)
    }
    part.tally = tally
    return part
  }

  /// The certificates of the first blobs, one after the other, in octets of their own: the properties beside them are
  /// a quarter of a store, and nobody needs them any more.
  private func certificates(
    of elements: [SerializedElements], in octets: [UInt8]
  ) throws(FormatError) -> [Certificate] {
    var kept: [UInt8] = []
    kept.reserveCapacity(elements.reduce(0) { $1.certificates.reduce($0) { $0 + $1.content.count } })
    var ranges: [Range<Int>] = []
    for certificate in elements.lazy.flatMap(\.certificates) {
      let start = kept.count
      kept += octets[certificate.content]
      ranges.append(start..<kept.count)
    }
    do throws(Certificate.Damage) {
      return try Certificate.all(in: kept, at: ranges)
    } catch {
      let owners = elements.indices.flatMap { number in elements[number].certificates.map { _ in number } }
      throw .badCertificate(offset: blobs[owners[error.number]].offset, reason: error.reason)
    }
  }

  private func isName(_ name: Range<Int>, of thumbprint: Thumbprint) -> Bool {
    guard name.count == RegistryKey.thumbprintSize * text.width else { return false }
    return thumbprint.bytes.indices.allSatisfy { index in
      let start = name.lowerBound + 2 * index * text.width
      return text.octet(at: start) == thumbprint.bytes[index]
    }
  }
}
