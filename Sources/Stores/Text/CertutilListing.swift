// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What `certutil -store` or `certutil -v -store` printed, in any language: certificates by their attributes, none
/// with its DER.
///
/// Labels are translated and never looked at. A block begins with a line such as
/// `================ Certificate 0 ================`; inside, position and form of the lines say what they are.
/// A block that cannot be read is a remark with its line; the others are still read.
///
/// Source: genuine listings of Windows Server 2008 R2 and newer, in English, French and German.
public struct CertutilListing: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// The number in the block's first line; certutil counts from 0 in every store.
    public let index: Int
    /// Where the block's first line is, counted from 1.
    public let line: Int
    /// The store's own name, such as `Root` or `CA`, as typed behind `-store`; `nil` when the listing has lost it.
    public let store: String?
    public let serial: SerialNumber
    /// A name that is `isUncertain` has characters that the file's encoding does not tell.
    public let issuer: DistinguishedName
    public let subject: DistinguishedName
    /// On the server's clock; with `-gmt` it states that it is not.
    public let validFrom: WrittenDate
    /// As written.
    public let validTo: String
    /// The SHA-1 as printed; it cannot be computed here.
    public let thumbprint: Thumbprint?
    /// Whether a Group Policy keeps the certificate there; `nil` when the listing does not say, as without `-v`.
    public let isGroupPolicy: Bool?
  }

  public enum Remark: Hashable, Sendable {
    /// The certificate of the block that begins at `line` is not among the entries.
    case unreadable(index: Int, line: Int, reason: Damage)
    /// A revocation list or a trust list begins at `line`. `label` is its word in the listing's language.
    case passedOver(label: String, index: Int, line: Int)
    /// Two places of the block give different SHA-1 hashes: neither is believed.
    case hashesDiffer(index: Int, line: Int)
    /// No last line of certutil's own: the listing may have been cut, or copied in part. `line` is the last one.
    case noEnd(line: Int)
  }

  /// Why a block gives no certificate. Lines count from 1; each is where something else was expected.
  public enum Damage: Error, Hashable, Sendable {
    case noSerial(line: Int)
    case badSerial(line: Int, reason: SerialReading.Refusal)
    /// Two numbers stand where the serial number does.
    case twoSerials(line: Int)
    case noIssuer(line: Int)
    case noDates(line: Int)
    case noSubject(line: Int)
    /// No hash follows the subject, as one always does: the name may have been cut.
    case cut(line: Int)
    case badName(line: Int, reason: NameReading.Refusal)
    /// The line has more than 8192 octets.
    case longLine(line: Int)
  }

  /// In the order of the file.
  public let entries: [Entry]
  /// In the order of the file.
  public let remarks: [Remark]

  /// The store's name when all entries come from one.
  public var store: String? {
    let stores = Set(entries.map { $0.store?.lowercased() })
    return stores.count == 1 ? entries[0].store : nil
  }
}

extension CertutilListing {
  public enum Refusal: Error, Hashable, Sendable {
    /// Not a single block begins anywhere.
    case noBlocks
    /// More than `limit` bytes.
    case tooLarge(limit: Int)
    /// More than `limit` blocks; the one at `line` is too many.
    case tooManyBlocks(line: Int, limit: Int)
  }

  /// 64 MiB: with `-v` about 10,000 certificates.
  public static let limitBytes = BoundedFile.limit
  public static let limitBlocks = 50_000

  public init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.limitBytes else { throw .tooLarge(limit: Self.limitBytes) }
    let text = WrittenText(bytes, otherwise: .console)
    let lines = text.lines
    let blocks = CertutilBlock.all(in: lines)
    guard !blocks.isEmpty else { throw .noBlocks }
    if blocks.count > Self.limitBlocks {
      throw .tooManyBlocks(line: blocks[Self.limitBlocks].line, limit: Self.limitBlocks)
    }
    var entries: [Entry] = []
    var remarks: [Remark] = []
    let readings = blocks.map { block in
      Result { () throws(Damage) in try block.read(isGuessed: text.isGuessed) }
    }
    // Certificates have one label in a listing; what has another and cannot be read is a list.
    let labels = Set(
      zip(blocks, readings).compactMap { block, reading in (try? reading.get()) == nil ? nil : block.label })
    for (block, reading) in zip(blocks, readings) {
      switch reading {
      case .success(let found):
        entries.append(found.entry)
        if found.hashesDiffer { remarks.append(.hashesDiffer(index: block.index, line: block.line)) }
      case .failure(let damage):
        let isList =
          CertutilBlock.listLabels.contains(block.label) || !labels.isEmpty && !labels.contains(block.label)
        remarks.append(
          isList
            ? .passedOver(label: block.label, index: block.index, line: block.line)
            : .unreadable(index: block.index, line: block.line, reason: damage))
      }
    }
    if let last = lines.last(where: { !$0.text.isEmpty }),
      !lines.suffix(16).contains(where: CertutilBlock.isEnd)
    {
      remarks.append(.noEnd(line: last.number))
    }
    self.entries = entries
    self.remarks = remarks
  }

  /// Whether the first 256 KiB have a block of a listing in them.
  public static func looksLike(_ bytes: [UInt8]) -> Bool {
    let text = WrittenText(Array(bytes.prefix(256 << 10)), otherwise: .console)
    return CertutilBlock.all(in: text.lines).contains { block in
      CertutilBlock.listLabels.contains(block.label) || block.seemsCertificate
    }
  }
}

extension CertutilListing.Entry {
  /// What `Judgement` takes.
  public var facts: CertificateFacts {
    CertificateFacts(
      subject: subject, issuer: issuer, serial: serial, validFrom: .written(validFrom), thumbprint: thumbprint
    )
  }

  /// The logical store, when its name says which of the two it is; AuthRoot is a part of Trusted Root.
  public var logicalStore: Store? {
    switch store?.uppercased() {
    case "ROOT", "AUTHROOT": .trustedRoot
    case "CA": .intermediate
    default: nil
    }
  }

  /// Where the copy lies. A listing of `Root` mixes all places and gives away only Group Policy's.
  public var physicalStore: PhysicalStore {
    if isGroupPolicy == true { return .groupPolicy }
    return store?.uppercased() == "AUTHROOT" ? .authRoot : .unknown
  }
}
