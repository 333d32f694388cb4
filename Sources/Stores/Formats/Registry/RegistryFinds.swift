// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The procedure's data in the keys and values of a registry, whatever the file format: keys are passed in
/// one by one, each with its values.
struct RegistryFinds {
  /// A value named Blob under a certificate's key.
  private struct Blob {
    /// `nil` for a certificate of the computer's own.
    let store: Store?
    let physical: PhysicalStore
    /// Its octets in `decoded`.
    let octets: Range<Int>
    /// The offsets in the file of its key and of the value itself.
    let keyOffset: Int
    let offset: Int
    /// The range of its key's name in the text.
    let name: Range<Int>
    /// The position of its key among the entries.
    let number: Int
  }

  /// The contents of one part of a file.
  struct Part {
    var certificates: [StoredCertificate] = []
    /// Certificates of the computer's own.
    var personal: [Certificate] = []
    var unreadable: [UnreadableEntry] = []
    var tally = RegistryTally()
    /// The number of entries, readable or not.
    var entries = 0

    func contents(brokenAt: FormatError? = nil) -> FileContents {
      FileContents(
        certificates: certificates, remarks: tally.all, stores: tally.stores, parts: tally.parts,
        unreadable: unreadable, brokenAt: brokenAt, personal: personal)
    }

    /// Adds the contents of a later part of the same file.
    mutating func add(_ later: Part) {
      certificates += later.certificates
      personal += later.personal
      unreadable += later.unreadable.map { $0.moved(by: entries) }
      tally.add(later.tally)
      entries += later.entries
    }
  }

  let text: RegistryText
  /// The offset in the file at which the octets of the text begin.
  let base: Int
  /// The octets of all blobs read, one after the other.
  var decoded: DecodedOctets
  private var blobs: [Blob] = []
  private var unreadable: [UnreadableEntry] = []

  private(set) var key = RegistryKey.other
  private var keyOffset = 0
  private var keyHasBlob = false
  private var isSpoiled = false
  /// A value of the key whose name looks like a thumbprint.
  private var namedValue: Range<Int>?
  /// Where in the text the path of the key begins.
  private var pathStart = 0
  /// The place of all entries, regardless of the paths.
  private let physical: PhysicalStore?
  /// The store of the last key that had one.
  private var lastBranch: Store?

  var tally = RegistryTally()
  private var entryCount = 0

  /// - Parameters:
  ///   - decoded: room for the octets of the blobs, or octets that already contain them.
  ///   - physical: the place of all entries, regardless of the paths.
  init(
    _ text: RegistryText, base: Int = 0, decoded: consuming DecodedOctets, physical: PhysicalStore? = nil
  ) {
    self.text = text
    self.base = base
    self.physical = physical
    self.decoded = decoded
  }

  // MARK: - Keys

  /// - Parameters:
  ///   - path: its range in the text, without brackets.
  ///   - offset: where the key begins in the text.
  mutating func enter(_ path: Range<Int>, at offset: Int) {
    leave()
    keyOffset = offset
    keyHasBlob = false
    pathStart = path.lowerBound
    key = RegistryKey(text.lowered(path))
    if key.kind.isEntry { entryCount += 1 }
    if let branch = key.branch, branch != lastBranch {
      tally.stores.insert(branch)
      lastBranch = branch
    }
    if !key.parts.isEmpty { tally.parts.formUnion(key.parts) }
  }

  /// A key whose path cannot be read, and that does not belong to the last key.
  mutating func enterUnknown(at offset: Int, reason: FormatError) {
    leave()
    key = .other
    entryCount += 1
    unreadable.append(UnreadableEntry(number: entryCount, offset: base + offset, reason: reason))
  }

  mutating func leave() {
    defer {
      isSpoiled = false
      namedValue = nil
    }
    guard case .certificate = key.kind, !keyHasBlob, !isSpoiled else { return }
    let (name, offset) = (text.string(inText(key.name)), base + keyOffset)
    tally.emptyKeys.append(
      namedValue == nil
        ? .emptyKey(name: name, offset: offset) : .valueNamedByThumbprint(name: name, offset: offset))
  }

  /// Whether the key is a certificate's, and its value is still missing.
  var lacksBlob: Bool {
    guard case .certificate = key.kind else { return false }
    return !keyHasBlob
  }

  /// Discards what the key contributed: its value cannot be read.
  mutating func spoil(_ reason: FormatError) {
    guard !isSpoiled else { return }
    isSpoiled = true
    guard let (store, physical) = key.kind.place else { return }
    while blobs.last?.number == entryCount { blobs.removeLast() }
    unreadable.append(
      UnreadableEntry(
        name: text.string(inText(key.name)), number: entryCount, offset: base + keyOffset, reason: reason,
        store: store, physical: self.physical ?? physical))
  }

  /// The range in the text of a part of the path.
  private func inText(_ range: Range<Int>) -> Range<Int> {
    pathStart + range.lowerBound * text.width..<pathStart + range.upperBound * text.width
  }

  // MARK: - Values

  /// Counts a value that is named Blob.
  ///
  /// - Returns: whether its octets are needed.
  mutating func takesBlob(at start: Int) -> Bool {
    switch key.kind {
    case .certificate:
      keyHasBlob = true
      return true
    case .list: tally.lists += 1
    case .personal:
      tally.otherStores[text.string(inText(key.store)), default: 0] += 1
      return true
    case .otherStore: tally.otherStores[text.string(inText(key.store)), default: 0] += 1
    case .disallowed: tally.disallowed += 1
    case .account(let account):
      tally.count(account, store: text.string(inText(key.store)))
    case .other:
      if tally.strayBlobs == 0 { tally.firstStrayBlob = base + start }
      tally.strayBlobs += 1
    }
    return false
  }

  /// - Parameters:
  ///   - octets: its range in `decoded`.
  ///   - start: where in the text the value begins.
  mutating func addBlob(_ octets: Range<Int>, at start: Int) {
    guard let (store, physical) = key.kind.place else { return }
    blobs.append(
      Blob(
        store: store, physical: self.physical ?? physical, octets: octets, keyOffset: base + keyOffset,
        offset: base + start, name: inText(key.name), number: entryCount))
  }

  /// - Parameter name: the name of a value other than Blob, without quotes.
  mutating func noteValue(named name: Range<Int>) {
    guard name.count == RegistryKey.thumbprintSize * text.width, case .certificate = key.kind,
      stride(from: name.lowerBound, to: name.upperBound, by: 2 * text.width)
        .allSatisfy({ text.octet(at: $0) != nil })
    else { return }
    namedValue = name
  }

  // MARK: - Contents

  var entries: [RegistryEntry] {
    blobs.compactMap { blob in
      blob.store.map {
        RegistryEntry(
          name: text.string(blob.name), store: $0, physical: blob.physical,
          blob: Array(decoded.octets[blob.octets]))
      }
    }
  }

  /// The results, after the last key.
  ///
  /// - Throws: `FormatError` if the whole file must be refused.
  mutating func part() throws(FormatError) -> Part {
    let octets = decoded.octets
    let elements = blobs.map { SerializedElements(value: octets, in: $0.octets) }
    let (found, damages) = certificates(of: elements, in: octets)
    var damaged = try UnreadableEntry.Pile(damages)
    var part = Part()
    part.certificates.reserveCapacity(found.count)
    var number = 0
    for (blob, elements) in zip(blobs, elements) {
      if let damage = elements.damage {
        damaged.entries.append(entry(blob, damage.inBlock(at: blob.offset)))
        continue
      }
      for element in elements.certificates {
        defer { number += 1 }
        if let damage = damaged.next(if: number) {
          let reason = try FormatError.reason(octets[element.content], damage, at: blob.offset)
          damaged.entries.append(entry(blob, reason))
          continue
        }
        let certificate = found[part.certificates.count + part.personal.count]
        guard let store = blob.store else {
          part.personal.append(certificate)
          continue
        }
        let stored = StoredCertificate(
          certificate, element, in: octets, store: store, physical: blob.physical,
          isPassedOver: elements.isBare)
        note(stored, elements, blob)
        part.certificates.append(stored)
      }
      if elements.certificates.isEmpty {
        tally.remarks.append(.emptyKey(name: text.string(blob.name), offset: blob.offset))
      }
      tally.count(elements, at: blob.offset)
    }
    part.unreadable = Self.merged(unreadable, damaged.entries)
    guard part.unreadable.count <= UnreadableEntry.Pile.most else { throw .notACertificate }
    part.tally = tally
    part.entries = entryCount
    return part
  }

  private func entry(_ blob: Blob, _ reason: FormatError) -> UnreadableEntry {
    UnreadableEntry(
      name: text.string(blob.name), number: blob.number, offset: blob.keyOffset, reason: reason,
      store: blob.store, physical: blob.physical)
  }

  private static func merged(_ one: [UnreadableEntry], _ other: [UnreadableEntry]) -> [UnreadableEntry] {
    if one.isEmpty { return other }
    return other.isEmpty ? one : (one + other).sorted { $0.number < $1.number }
  }

  private mutating func note(_ stored: StoredCertificate, _ elements: SerializedElements, _ blob: Blob) {
    let thumbprint = stored.certificate.thumbprint
    if !isName(blob.name, of: thumbprint) {
      tally.remarks.append(
        .misnamedKey(name: text.string(blob.name), thumbprint: thumbprint, offset: blob.offset))
    }
    if elements.isBare {
      tally.remarks.append(
        .bareCertificate(name: text.string(blob.name), thumbprint: thumbprint, offset: blob.offset))
    }
    if stored.isArchived { tally.archived += 1 }
  }

  /// The certificates of the blobs in order, copied to separate octets: their properties are a quarter of a
  /// store, and are no longer needed.
  private func certificates(
    of elements: [SerializedElements], in octets: [UInt8]
  ) -> (certificates: [Certificate], damages: [Certificate.Damage]) {
    let elements = elements.lazy.filter { $0.damage == nil }
    var kept: [UInt8] = []
    kept.reserveCapacity(elements.reduce(0) { $1.certificates.reduce($0) { $0 + $1.content.count } })
    var ranges: [Range<Int>] = []
    for certificate in elements.flatMap(\.certificates) {
      let start = kept.count
      kept += octets[certificate.content]
      ranges.append(start..<kept.count)
    }
    return Certificate.each(in: kept, at: ranges)
  }

  private func isName(_ name: Range<Int>, of thumbprint: Thumbprint) -> Bool {
    guard name.count == RegistryKey.thumbprintSize * text.width else { return false }
    return thumbprint.bytes.indices.allSatisfy { index in
      let start = name.lowerBound + 2 * index * text.width
      return text.octet(at: start) == thumbprint.bytes[index]
    }
  }
}
