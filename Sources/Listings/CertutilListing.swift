// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The output of `certutil -store` or `certutil -v -store`, in any language: certificates by their
/// attributes, without DER.
///
/// Labels are translated and never examined. A block begins with a line such as
/// `================ Certificate 0 ================`; inside it, the position and form of lines determine
/// their meaning. An unreadable block becomes a remark with its line; the others are still read.
///
/// Source: genuine listings of Windows Server 2008 R2 and newer, in English, French and German.
public struct CertutilListing: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// The number in the block's first line; certutil counts from 0 in each store.
    public let index: Int
    /// The line of the block's first line, from 1.
    public let line: Int
    /// The store's own name, such as `Root` or `CA`, as typed after `-store`; `nil` if the listing has lost
    /// it.
    public let store: String?
    /// The physical store named in the command before the listing; `nil` if there is no command, or it names
    /// none.
    public let place: PhysicalStore?
    public let serial: SerialNumber
    /// A name is `isUncertain` if it has characters that the file's encoding does not determine.
    public let issuer: DistinguishedName
    public let subject: DistinguishedName
    /// On the server's clock, unless marked otherwise with `-gmt`.
    public let validFrom: WrittenDate
    /// As written.
    public let validTo: String
    /// The SHA-1 as printed; it cannot be computed here.
    public let thumbprint: Thumbprint?
    /// Whether Group Policy keeps the certificate there; `nil` if the listing does not say, as without `-v`.
    public let isGroupPolicy: Bool?
  }

  /// The output for one store.
  public struct Section: Hashable, Sendable {
    /// As in `Entry`.
    public let store: String?
    /// As in `Entry`.
    public let place: PhysicalStore?
    /// Whether it is a store of the user who printed it, not the computer's (`certutil -user`).
    let isOfUser: Bool
    /// The line at which it begins, from 1.
    public let line: Int
    /// Whether certutil's own last line is present.
    var isEnded = false
    /// The error at which certutil stopped.
    public internal(set) var failure: UInt32?
    /// The last line that belongs to it.
    var lastLine: Int

    init(store: String?, place: PhysicalStore?, isOfUser: Bool, line: Int) {
      self.store = store
      self.place = place
      self.isOfUser = isOfUser
      self.line = line
      lastLine = line
    }
  }

  public enum Remark: Hashable, Sendable {
    /// The certificate in the block that begins at `line` is not among the entries.
    case unreadable(index: Int, line: Int, reason: Damage)
    /// A revocation list or a trust list begins at `line`. `label` is its word in the listing's language.
    case passedOver(label: String, index: Int, line: Int)
    /// The block gives different SHA-1 hashes in two places: neither is trusted.
    case hashesDiffer(index: Int, line: Int)
    /// certutil stopped in the section that begins at `line`: the rest of its output is unknown.
    case failed(store: String?, line: Int, code: UInt32)
    /// certutil's own last line is missing: the listing may have been truncated, or copied in part. `line` is
    /// the last one.
    case noEnd(line: Int)
  }

  /// Why a block does not contain a certificate. Lines count from 1; each is where something else was
  /// expected.
  public enum Damage: Error, Hashable, Sendable {
    case noSerial(line: Int)
    case badSerial(line: Int, reason: SerialReading.Refusal)
    /// Two numbers in the place of the serial number.
    case twoSerials(line: Int)
    case noIssuer(line: Int)
    case noDates(line: Int)
    case noSubject(line: Int)
    /// The subject is not followed by a hash, as it always is: the name may have been truncated.
    case cut(line: Int)
    case badName(line: Int, reason: NameReading.Refusal)
    /// The line has more than 8192 octets.
    case longLine(line: Int)
  }

  /// In the order of the file, without those in a user's stores.
  public let entries: [Entry]
  /// The stores of the user who printed them, one per certificate in them.
  public let userStores: [String]
  /// In the order of the file.
  public let sections: [Section]
  /// The sections that show a store from the first entry to the last.
  public let wholeSections: [Section]
  /// In the order of the file.
  public let remarks: [Remark]

  /// The store's name, if all entries are from the same store.
  public var store: String? {
    let stores = Set(entries.map { $0.store?.lowercased() })
    return stores.count == 1 ? entries[0].store : nil
  }
}

extension CertutilListing {
  public enum Refusal: Error, Hashable, Sendable {
    /// No block begins anywhere, and no store is shown as empty.
    case noBlocks
    /// certutil stopped with this error and printed nothing.
    case failed(code: UInt32)
    /// More than `limit` bytes.
    case tooLarge(limit: Int)
    /// More than `limit` blocks; the one at `line` is too many.
    case tooManyBlocks(line: Int, limit: Int)
  }

  public static let limitBytes = WrittenText.limitBytes
  public static let limitBlocks = 50_000

  public init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.limitBytes else { throw .tooLarge(limit: Self.limitBytes) }
    let text = WrittenText(bytes, otherwise: .console)
    let (lines, console) = Self.lines(of: text)
    let parts = CertutilSections(lines)
    let blocks = parts.blocks
    sections = parts.sections
    guard parts.isListing else { throw .noBlocks }
    if blocks.isEmpty, let code = sections.first?.failure, sections.allSatisfy({ $0.failure != nil }) {
      throw .failed(code: code)
    }
    if blocks.count > Self.limitBlocks {
      throw .tooManyBlocks(line: blocks[Self.limitBlocks].line, limit: Self.limitBlocks)
    }
    var found: [(entry: Entry, section: Int)] = []
    var remarks: [Remark] = []
    var damaged: Set<Int> = []
    let readings = blocks.map { block in
      Result { () throws(Damage) in
        try block.read(isGuessed: text.isGuessed, console: console, in: parts.sections[block.section])
      }
    }
    // Certificates share one label in a listing; an unreadable block with another label is a list.
    let labels = Set(
      zip(blocks, readings).compactMap { block, reading in (try? reading.get()) == nil ? nil : block.label })
    for (block, reading) in zip(blocks, readings) {
      switch reading {
      case .success(let reading):
        found.append((reading.entry, block.section))
        if reading.hashesDiffer { remarks.append(.hashesDiffer(index: block.index, line: block.line)) }
      case .failure(let damage):
        let isList =
          CertutilBlock.listLabels.contains(block.label) || !labels.isEmpty && !labels.contains(block.label)
        if !isList { damaged.insert(block.section) }
        remarks.append(
          isList
            ? .passedOver(label: block.label, index: block.index, line: block.line)
            : .unreadable(index: block.index, line: block.line, reason: damage))
      }
    }
    remarks += sections.compactMap(Self.remark(on:))
    entries = found.filter { !parts.sections[$0.section].isOfUser }.map(\.entry)
    userStores = found.filter { parts.sections[$0.section].isOfUser }.map { $0.entry.store ?? "?" }
    wholeSections = Self.whole(sections, found, damaged)
    self.remarks = remarks
  }

  private static func remark(on section: Section) -> Remark? {
    if let code = section.failure { return .failed(store: section.store, line: section.line, code: code) }
    return section.isEnded ? nil : .noEnd(line: section.lastLine)
  }

  /// The lines as certutil wrote them, if that can be determined.
  private static func lines(of text: WrittenText) -> ([WrittenText.Line], ConsoleCopy?) {
    let lines = text.lines.map(\.undressed)
    guard let console = ConsoleCopy(lines) else { return (lines, nil) }
    return (console.isPadded ? console.joined(lines) : lines, console)
  }

  /// The listing of a single certificate has its number in the store, which is 0 only for the first one.
  private static func whole(
    _ sections: [Section], _ found: [(entry: Entry, section: Int)], _ damaged: Set<Int>
  ) -> [Section] {
    var counts = [Int](repeating: 0, count: sections.count)
    var skipping: Set<Int> = []
    for (entry, section) in found {
      if entry.index != counts[section] { skipping.insert(section) }
      counts[section] += 1
    }
    return sections.indices.filter {
      sections[$0].isEnded && sections[$0].failure == nil && !skipping.contains($0) && !damaged.contains($0)
    }.map { sections[$0] }
  }

  /// Whether the first 256 KiB contain a listing, including that of an empty store or one that could not be
  /// opened.
  public static func looksLike(_ bytes: [UInt8]) -> Bool {
    let text = WrittenText(Array(bytes.prefix(256 << 10)), otherwise: .console)
    let parts = CertutilSections(lines(of: text).0)
    guard parts.isListing else { return false }
    return parts.blocks.isEmpty
      || parts.blocks.contains { CertutilBlock.listLabels.contains($0.label) || $0.seemsCertificate }
  }
}

extension CertutilListing.Entry {
  /// The facts for `Judgement`.
  public var facts: CertificateFacts {
    CertificateFacts(
      subject: subject, issuer: issuer, serial: serial, validFrom: .written(validFrom),
      validTo: validTo.isEmpty ? nil : WrittenDate(validTo), thumbprint: thumbprint)
  }

  /// The logical store, if its name says which of the two it is; AuthRoot is a part of Trusted Root.
  public var logicalStore: Store? { StoreName.part(of: store, in: place)?.store }

  /// The place of the copy. A listing of `Root` mixes all places and identifies only Group Policy's.
  public var physicalStore: PhysicalStore {
    if isGroupPolicy == true { return .groupPolicy }
    return StoreName.part(of: store, in: place)?.physical ?? .unknown
  }
}

extension CertutilListing.Section {
  /// The physical store shown; `nil` for stores that the procedure does not check, and for a user's.
  public var part: StorePart? { isOfUser ? nil : StoreName.part(of: store, in: place) }
}

/// The names of stores in certutil, PowerShell and the registry.
public enum StoreName {
  /// - Parameter place: the physical store, if known from another source.
  /// - Returns: `nil` without a name, and for stores that the procedure does not check.
  public static func part(of name: String?, in place: PhysicalStore?) -> StorePart? {
    switch name?.uppercased() {
    case "ROOT": StorePart(.trustedRoot, place ?? .unknown)
    case "AUTHROOT": StorePart(.trustedRoot, .authRoot)
    case "CA": StorePart(.intermediate, place ?? .unknown)
    default: nil
    }
  }
}
