// SPDX-License-Identifier: GPL-3.0-or-later

/// An X.509 certificate: its DER, and the positions of the fields that the procedure compares.
///
/// Fields are decoded on demand, and the certificates of one file share its octets, so a store with thousands
/// of certificates needs little more memory than its bytes. Two certificates are equal exactly when their DER
/// is.
///
/// An unreadable date or extension does not invalidate the certificate: the names, the serial number and the
/// key, which it is looked up and compared by, are still known.
///
/// ```
/// Certificate ::= SEQUENCE { tbsCertificate TBSCertificate, signatureAlgorithm …, signatureValue BIT STRING }
/// TBSCertificate ::= SEQUENCE { version [0] …, serialNumber INTEGER, signature …, issuer Name,
///   validity SEQUENCE { notBefore Time, notAfter Time }, subject Name, subjectPublicKeyInfo …,
///   issuerUniqueID [1] …, subjectUniqueID [2] …, extensions [3] EXPLICIT … }
/// ```
/// Source: RFC 5280 § 4.1.
public struct Certificate: Sendable {
  /// The octets of a file, or of one certificate, and the positions of all fields in them.
  private final class Shared: Sendable {
    let octets: [UInt8]
    let fields: [Fields]

    init(_ octets: [UInt8], _ fields: [Fields]) {
      self.octets = octets
      self.fields = fields
    }
  }

  // Two words, so that copying long lists of certificates is cheap.
  private let shared: Shared
  private let number: Int

  private init(_ shared: Shared, _ number: Int) {
    self.shared = shared
    self.number = number
  }

  var buffer: [UInt8] { shared.octets }
  private var fields: Fields { shared.fields[number] }

  /// Reads one certificate that fills `der` from the first to the last octet.
  ///
  /// - Throws: `DERError`, with offsets from the start of `der`.
  public init(der: [UInt8]) throws(DERError) { try self.init(in: der, at: 0..<der.count) }

  /// Reads one certificate that fills a part of `buffer`; keeps the buffer instead of copying it.
  ///
  /// - Throws: `DERError`, with offsets from the start of `range`.
  public init(in buffer: [UInt8], at range: Range<Int>) throws(DERError) {
    let (certificates, damages) = Self.each(in: buffer, at: [range])
    if let damage = damages.first { throw damage.reason }
    self = certificates[0]
  }

  /// Why one of several certificates cannot be read.
  public struct Damage: Hashable, Sendable {
    /// Index into the requested ranges.
    public let number: Int
    /// Offsets count from the start of the range.
    public let reason: DERError
  }

  /// Reads certificates that fill parts of one shared buffer. One that cannot be read does not affect the
  /// others.
  ///
  /// - Returns: the readable certificates in the order of `ranges`, and the error for each of the other
  ///   ranges, in order.
  public static func each(
    in buffer: [UInt8], at ranges: [Range<Int>]
  ) -> (certificates: [Certificate], damages: [Damage]) {
    var fields: [Fields] = []
    var damages: [Damage] = []
    fields.reserveCapacity(ranges.count)
    for (number, range) in ranges.enumerated() {
      do throws(DERError) { fields.append(try Fields(buffer.span, range)) } catch {
        damages.append(Damage(number: number, reason: error.moved(by: -range.lowerBound)))
      }
    }
    let shared = Shared(buffer, fields)
    return (fields.indices.map { Certificate(shared, $0) }, damages)
  }

  /// The start of validity; `nil` when it cannot be read.
  public var notBefore: Instant? { fields.notBefore }

  /// The end of validity; `nil` when it cannot be read.
  public var notAfter: Instant? { fields.notAfter }

  var hasReadableExtensions: Bool { fields.hasReadableExtensions }

  public var serial: SerialNumber {
    guard let serial = SerialNumber(content: Array(buffer[fields.serial.range])) else {
      preconditionFailure("a serial number is checked when its certificate is read")
    }
    return serial
  }
}

// MARK: - The walk

extension Certificate {
  /// Four octets per offset are enough: larger files are not read.
  private struct Extent {
    private let lower: UInt32
    private let upper: UInt32

    init(_ range: Range<Int>) {
      lower = UInt32(range.lowerBound)
      upper = UInt32(range.upperBound)
    }

    var range: Range<Int> { Int(lower)..<Int(upper) }
  }

  private struct Fields {
    let whole: Extent
    let serial: Extent
    let issuer: Extent
    let notBefore: Instant?
    let notAfter: Instant?
    let subject: Extent
    let publicKey: Extent
    /// The content of the list of extensions; empty when there is none or it cannot be read.
    let extensions: Extent
    let hasReadableExtensions: Bool
    /// Stored, because looking the names up again would fetch their octets from memory again.
    let hasIdenticalNames: Bool
    let tail: UInt64

    init(_ octets: Span<UInt8>, _ range: Range<Int>) throws(DERError) {
      guard range.upperBound <= UInt32.max else { throw .badLength(offset: range.lowerBound) }
      var outer = DERWalk(over: range)
      var certificate = DERWalk(inside: try outer.next(DERReader.Tag.sequence, in: octets))
      guard outer.isAtEnd else { throw .trailingBytes(offset: outer.offset) }
      var body = DERWalk(inside: try certificate.next(DERReader.Tag.sequence, in: octets))
      _ = try certificate.next(DERReader.Tag.sequence, in: octets)
      _ = try certificate.next(DERReader.Tag.bitString, in: octets)
      guard certificate.isAtEnd else { throw .trailingBytes(offset: certificate.offset) }

      _ = try body.nextIfPresent(DERReader.Tag.context(0), in: octets)
      let serial = try body.next(DERReader.Tag.integer, in: octets)
      guard !serial.content.isEmpty else { throw .badValue(offset: serial.start) }
      _ = try body.next(DERReader.Tag.sequence, in: octets)
      let issuer = try body.next(DERReader.Tag.sequence, in: octets)
      let validity = try body.next(DERReader.Tag.sequence, in: octets)
      let subject = try body.next(DERReader.Tag.sequence, in: octets)
      let publicKey = try body.next(DERReader.Tag.sequence, in: octets)
      let extensions = Self.extensions(body, in: octets)
      try DistinguishedName.check(octets, in: issuer.whole)
      try DistinguishedName.check(octets, in: subject.whole)

      whole = Extent(range)
      self.serial = Extent(serial.content)
      self.issuer = Extent(issuer.whole)
      (notBefore, notAfter) = Self.dates(validity, in: octets)
      self.subject = Extent(subject.whole)
      self.publicKey = Extent(publicKey.whole)
      self.extensions = Extent(extensions ?? 0..<0)
      hasReadableExtensions = extensions != nil
      hasIdenticalNames = octets.extracting(issuer.whole).isSame(as: octets.extracting(subject.whole))
      tail = (max(range.lowerBound, range.upperBound - 8)..<range.upperBound).reduce(0) {
        $0 << 8 | UInt64(octets[$1])
      }
    }

    /// The two dates, `nil` where one cannot be read; both `nil` unless there are exactly two.
    private static func dates(
      _ validity: DERElement, in octets: Span<UInt8>
    ) -> (notBefore: Instant?, notAfter: Instant?) {
      var dates = DERWalk(inside: validity)
      guard let from = try? dates.next(in: octets), let to = try? dates.next(in: octets), dates.isAtEnd
      else { return (nil, nil) }
      return (
        Instant(x509Time: octets.extracting(from.content), tag: from.tag),
        Instant(x509Time: octets.extracting(to.content), tag: to.tag)
      )
    }

    /// The content of the list of extensions. The extensions themselves are only walked when one is looked
    /// up.
    ///
    /// - Parameter rest: everything after the public key.
    /// - Returns: `nil` when anything after the key cannot be read.
    private static func extensions(_ rest: DERWalk, in octets: Span<UInt8>) -> Range<Int>? {
      var rest = rest
      var found = 0..<0
      while !rest.isAtEnd {
        guard let element = try? rest.next(in: octets) else { return nil }
        guard element.tag == DERReader.Tag.context(3) else { continue }
        var inner = DERWalk(inside: element)
        guard let list = try? inner.next(DERReader.Tag.sequence, in: octets), inner.isAtEnd else {
          return nil
        }
        found = list.content
      }
      return found
    }
  }
}

// MARK: - Fields

extension Certificate {
  /// The whole certificate as encoded, without copying. Its indices differ from those of `der`.
  public var encoded: ArraySlice<UInt8> { buffer[fields.whole.range] }

  /// The whole certificate as encoded; copied when the octets are shared.
  public var der: [UInt8] { fields.whole.range == buffer.indices ? buffer : Array(encoded) }

  public var issuer: DistinguishedName { DistinguishedName(checkedDER: Array(issuerDER)) }
  public var subject: DistinguishedName { DistinguishedName(checkedDER: Array(subjectDER)) }

  /// The encoded names, for a cheap first pass over many certificates.
  public var issuerDER: ArraySlice<UInt8> { buffer[fields.issuer.range] }
  public var subjectDER: ArraySlice<UInt8> { buffer[fields.subject.range] }

  /// SubjectPublicKeyInfo as encoded: algorithm, parameters and key.
  public var publicKeyInfo: ArraySlice<UInt8> { buffer[fields.publicKey.range] }

  /// The key itself: the content of the BIT STRING in SubjectPublicKeyInfo, because one key can be encoded
  /// under two algorithm identifiers (RSA with and without NULL, RSASSA-PSS). The whole SubjectPublicKeyInfo
  /// when it has no BIT STRING.
  public var publicKey: ArraySlice<UInt8> {
    var outer = DERReader(buffer, in: fields.publicKey.range)
    guard let info = try? outer.next(DERReader.Tag.sequence) else { return publicKeyInfo }
    var inner = outer.inside(info)
    guard (try? inner.next(DERReader.Tag.sequence)) != nil,
      let key = try? inner.next(DERReader.Tag.bitString), key.content.count > 1
    else { return publicKeyInfo }
    return buffer[key.content]
  }

  /// Whether subject and issuer are the same name (RFC 5280 § 3.2: self-issued). Does not check the
  /// signature.
  public var isSelfIssued: Bool {
    hasIdenticalNames || subject.isSame(as: issuer)
  }

  /// Whether subject and issuer have identical octets, as in a root.
  public var hasIdenticalNames: Bool { fields.hasIdenticalNames }

  /// The last eight octets. They belong to the signature, the most distinctive part of a genuine certificate;
  /// crafted certificates can all share them.
  var tail: UInt64 { fields.tail }

  /// The CA flag of the basic constraints: `true` for an authority, `false` for anything else, `nil` when the
  /// certificate has no such extension, as with old roots.
  ///
  /// Source: RFC 5280 § 4.2.1.9.
  public var isAuthority: Bool? {
    guard let value = extensionValue(Self.basicConstraints) else { return nil }
    var reader = DERReader(buffer, in: value)
    guard let sequence = try? reader.next(DERReader.Tag.sequence) else { return nil }
    var inner = reader.inside(sequence)
    guard let flag = try? inner.nextIfPresent(DERReader.Tag.boolean) else { return false }
    return buffer[flag.content].first.map { $0 != 0 } ?? false
  }

  private static let basicConstraints: [UInt8] = [0x55, 0x1D, 0x13]

  /// The position of an extension's value.
  func extensionValue(_ oid: [UInt8]) -> Range<Int>? {
    let octets = buffer.span
    var list = DERWalk(over: fields.extensions.range)
    while let entry = try? list.next(DERReader.Tag.sequence, in: octets) {
      var fields = DERWalk(inside: entry)
      guard let name = try? fields.next(DERReader.Tag.objectIdentifier, in: octets) else { return nil }
      guard octets.extracting(name.content).isSame(as: oid.span) else { continue }
      _ = try? fields.nextIfPresent(DERReader.Tag.boolean, in: octets)
      return try? fields.next(DERReader.Tag.octetString, in: octets).content
    }
    return nil
  }
}

extension Span<UInt8> {
  func isSame(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}

extension Certificate: Hashable {
  public static func == (one: Certificate, other: Certificate) -> Bool { one.encoded == other.encoded }

  public func hash(into hasher: inout Hasher) {
    encoded.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension Certificate: CustomStringConvertible {
  /// For logs and failing tests; the default would print the octets of a whole file.
  public var description: String { "\(subject.rfc4514) (\(serial))" }
}
