// SPDX-License-Identifier: GPL-3.0-or-later

/// An X.509 certificate: its DER, and where in it the fields stand that the procedure compares.
///
/// Nothing is decoded before it is asked for, and the certificates of one file share its octets, so that a
/// store of thousands costs little more than its bytes. Two certificates are the same exactly when their DER is.
///
/// ```
/// Certificate ::= SEQUENCE { tbsCertificate TBSCertificate, signatureAlgorithm …, signatureValue BIT STRING }
/// TBSCertificate ::= SEQUENCE { version [0] …, serialNumber INTEGER, signature …, issuer Name,
///   validity SEQUENCE { notBefore Time, notAfter Time }, subject Name, subjectPublicKeyInfo …,
///   issuerUniqueID [1] …, subjectUniqueID [2] …, extensions [3] EXPLICIT … }
/// ```
/// Source: RFC 5280 § 4.1.
public struct Certificate: Sendable {
  /// The octets of a file, or of one certificate, and where in them everything stands.
  private final class Shared: Sendable {
    let octets: [UInt8]
    let fields: [Fields]

    init(_ octets: [UInt8], _ fields: [Fields]) {
      self.octets = octets
      self.fields = fields
    }
  }

  // Two words, so that long lists of certificates are copied at little cost.
  private let shared: Shared
  private let number: Int

  private init(_ shared: Shared, _ number: Int) {
    self.shared = shared
    self.number = number
  }

  var buffer: [UInt8] { shared.octets }
  private var fields: Fields { shared.fields[number] }

  /// Reads one certificate that fills `der` from the first octet to the last.
  ///
  /// - Throws: `DERError`, with offsets from the start of `der`.
  public init(der: [UInt8]) throws(DERError) { try self.init(in: der, at: 0..<der.count) }

  /// Reads one certificate that fills a part of `buffer`, and keeps the buffer instead of a copy.
  ///
  /// - Throws: `DERError`, with offsets from the start of `range`.
  public init(in buffer: [UInt8], at range: Range<Int>) throws(DERError) {
    do throws(Damage) { self = try Self.all(in: buffer, at: [range])[0] } catch { throw error.reason }
  }

  /// Why one of several certificates cannot be read.
  public struct Damage: Error, Hashable, Sendable {
    /// An index of the ranges that were asked for.
    public let number: Int
    /// With offsets from the start of the range.
    public let reason: DERError
  }

  /// Reads certificates that fill parts of one buffer, which they share.
  ///
  /// - Throws: `Damage` of the first that is none.
  public static func all(in buffer: [UInt8], at ranges: [Range<Int>]) throws(Damage) -> [Certificate] {
    var fields: [Fields] = []
    fields.reserveCapacity(ranges.count)
    for (number, range) in ranges.enumerated() {
      do throws(DERError) { fields.append(try Fields(buffer.span, range)) } catch {
        throw Damage(number: number, reason: error.moved(by: -range.lowerBound))
      }
    }
    let shared = Shared(buffer, fields)
    return fields.indices.map { Certificate(shared, $0) }
  }

  public var validity: Validity { fields.validity }

  public var serial: SerialNumber {
    guard let serial = SerialNumber(content: Array(buffer[fields.serial.range])) else {
      preconditionFailure("a serial number is checked when its certificate is read")
    }
    return serial
  }
}

// MARK: - The walk

extension Certificate {
  /// Four octets an offset are enough: no file is read that is larger than that.
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
    let validity: Validity
    let subject: Extent
    let publicKey: Extent
    /// What the list of extensions holds; empty when there is none.
    let extensions: Extent
    /// Kept, because to look them up again means to fetch the octets again from memory.
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
      var dates = DERWalk(inside: try body.next(DERReader.Tag.sequence, in: octets))
      let notBefore = try Self.instant(try dates.next(in: octets), in: octets)
      let notAfter = try Self.instant(try dates.next(in: octets), in: octets)
      guard dates.isAtEnd else { throw .trailingBytes(offset: dates.offset) }
      let subject = try body.next(DERReader.Tag.sequence, in: octets)
      let publicKey = try body.next(DERReader.Tag.sequence, in: octets)
      var extensions = 0..<0
      while !body.isAtEnd {
        let element = try body.next(in: octets)
        if element.tag == DERReader.Tag.context(3) {
          var inner = DERWalk(inside: element)
          extensions = try inner.next(DERReader.Tag.sequence, in: octets).content
          guard inner.isAtEnd else { throw .trailingBytes(offset: inner.offset) }
        }
      }
      try DistinguishedName.check(octets, in: issuer.whole)
      try DistinguishedName.check(octets, in: subject.whole)

      whole = Extent(range)
      self.serial = Extent(serial.content)
      self.issuer = Extent(issuer.whole)
      validity = Validity(notBefore: notBefore, notAfter: notAfter)
      self.subject = Extent(subject.whole)
      self.publicKey = Extent(publicKey.whole)
      self.extensions = Extent(extensions)
      hasIdenticalNames = octets.extracting(issuer.whole).isSame(as: octets.extracting(subject.whole))
      tail = (max(range.lowerBound, range.upperBound - 8)..<range.upperBound).reduce(0) {
        $0 << 8 | UInt64(octets[$1])
      }
    }

    private static func instant(_ element: DERElement, in octets: Span<UInt8>) throws(DERError) -> Instant {
      guard let instant = Instant(x509Time: octets.extracting(element.content), tag: element.tag) else {
        throw .badValue(offset: element.start)
      }
      return instant
    }
  }
}

// MARK: - Fields

extension Certificate {
  /// The whole certificate as encoded, without a copy. Its indices are not those of `der`.
  public var encoded: ArraySlice<UInt8> { buffer[fields.whole.range] }

  /// The whole certificate as encoded; a copy when the octets are shared.
  public var der: [UInt8] { fields.whole.range == buffer.indices ? buffer : Array(encoded) }

  public var issuer: DistinguishedName { DistinguishedName(checkedDER: Array(issuerDER)) }
  public var subject: DistinguishedName { DistinguishedName(checkedDER: Array(subjectDER)) }

  /// The names' own octets, for a first, cheap look at many certificates.
  public var issuerDER: ArraySlice<UInt8> { buffer[fields.issuer.range] }
  public var subjectDER: ArraySlice<UInt8> { buffer[fields.subject.range] }

  /// SubjectPublicKeyInfo as encoded: algorithm, parameters and key.
  public var publicKeyInfo: ArraySlice<UInt8> { buffer[fields.publicKey.range] }

  /// The key itself, the content of the BIT STRING in SubjectPublicKeyInfo: one key may be written under two
  /// algorithm identifiers (RSA with and without NULL, RSASSA-PSS). The whole SubjectPublicKeyInfo where it holds none.
  public var publicKey: ArraySlice<UInt8> {
    var outer = DERReader(buffer, in: fields.publicKey.range)
    guard let info = try? outer.next(DERReader.Tag.sequence) else { return publicKeyInfo }
    var inner = outer.inside(info)
    guard (try? inner.next(DERReader.Tag.sequence)) != nil,
      let key = try? inner.next(DERReader.Tag.bitString), key.content.count > 1
    else { return publicKeyInfo }
    return buffer[key.content]
  }

  /// The last octets of the key, for a first, cheap look at many certificates. Of an RSA key they are the end of the modulus
  /// and the exponent.
  public var keyTrace: UInt64 {
    // The key is the last element of SubjectPublicKeyInfo. Five octets are those of the usual exponent.
    let range = fields.publicKey.range
    let end = max(range.lowerBound, range.upperBound - 5)
    return shared.octets[max(range.lowerBound, end - 8)..<end].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether subject and issuer are the same name (RFC 5280 § 3.2: self-issued). The signature is not looked at.
  public var isSelfIssued: Bool {
    hasIdenticalNames || subject.isSame(as: issuer)
  }

  /// Whether subject and issuer are the same octets, as they are in a root.
  public var hasIdenticalNames: Bool { fields.hasIdenticalNames }

  /// The last eight octets: those of the signature, and nothing else in a certificate is as particular. Who makes
  /// certificates up can give all of them the same.
  var tail: UInt64 { fields.tail }

  /// What the basic constraints say: `true` for an authority, `false` for anything else, `nil` when a
  /// certificate has no such extension, as old roots do.
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

  /// Where the value of an extension stands.
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
  /// For logs and failing tests: without it, the octets of a whole file would be printed.
  public var description: String { "\(subject.rfc4514) (\(serial))" }
}

/// The time in which a certificate is valid, both ends included.
///
/// Source: RFC 5280 § 4.1.2.5. Windows shows the two as “Valid from” and “Valid to”.
public struct Validity: Hashable, Sendable {
  public let notBefore: Instant
  public let notAfter: Instant

  public init(notBefore: Instant, notAfter: Instant) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  public func contains(_ instant: Instant) -> Bool { notBefore <= instant && instant <= notAfter }
}
