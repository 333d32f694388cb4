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
  /// The octets in which it stands: its own, or those of a file that its neighbours share.
  private let buffer: [UInt8]
  private let fields: Fields

  /// Reads one certificate that fills `der` from the first octet to the last.
  ///
  /// - Throws: `DERError`, with offsets from the start of `der`.
  public init(der: [UInt8]) throws(DERError) { try self.init(in: der, at: 0..<der.count) }

  /// Reads one certificate that fills a part of `buffer`, and keeps the buffer instead of a copy.
  ///
  /// - Throws: `DERError`, with offsets from the start of `range`.
  public init(in buffer: [UInt8], at range: Range<Int>) throws(DERError) {
    do {
      fields = try Fields(buffer, range)
    } catch {
      throw error.moved(by: -range.lowerBound)
    }
    self.buffer = buffer
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

    init(_ buffer: [UInt8], _ range: Range<Int>) throws(DERError) {
      guard range.upperBound <= UInt32.max else { throw .badLength(offset: range.lowerBound) }
      var outer = DERReader(buffer, in: range)
      var certificate = outer.inside(try outer.next(DERReader.Tag.sequence))
      guard outer.isAtEnd else { throw .trailingBytes(offset: outer.offset) }
      var body = certificate.inside(try certificate.next(DERReader.Tag.sequence))
      _ = try certificate.next(DERReader.Tag.sequence)
      _ = try certificate.next(DERReader.Tag.bitString)
      guard certificate.isAtEnd else { throw .trailingBytes(offset: certificate.offset) }

      _ = try body.nextIfPresent(DERReader.Tag.context(0))
      let serial = try body.next(DERReader.Tag.integer)
      guard !serial.content.isEmpty else { throw .badValue(offset: serial.start) }
      _ = try body.next(DERReader.Tag.sequence)
      let issuer = try body.next(DERReader.Tag.sequence)
      var dates = body.inside(try body.next(DERReader.Tag.sequence))
      let notBefore = try Self.instant(try dates.next(), in: buffer)
      let notAfter = try Self.instant(try dates.next(), in: buffer)
      guard dates.isAtEnd else { throw .trailingBytes(offset: dates.offset) }
      let subject = try body.next(DERReader.Tag.sequence)
      let publicKey = try body.next(DERReader.Tag.sequence)
      var extensions = 0..<0
      while !body.isAtEnd {
        let element = try body.next()
        if element.tag == DERReader.Tag.context(3) {
          var inner = body.inside(element)
          extensions = try inner.next(DERReader.Tag.sequence).content
          guard inner.isAtEnd else { throw .trailingBytes(offset: inner.offset) }
        }
      }
      try DistinguishedName.check(buffer, in: issuer.whole)
      try DistinguishedName.check(buffer, in: subject.whole)

      whole = Extent(range)
      self.serial = Extent(serial.content)
      self.issuer = Extent(issuer.whole)
      validity = Validity(notBefore: notBefore, notAfter: notAfter)
      self.subject = Extent(subject.whole)
      self.publicKey = Extent(publicKey.whole)
      self.extensions = Extent(extensions)
    }

    private static func instant(_ element: DERElement, in buffer: [UInt8]) throws(DERError) -> Instant {
      guard let instant = Instant(x509Time: buffer[element.content], tag: element.tag) else {
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

  /// Whether subject and issuer are the same name (RFC 5280 § 3.2: self-issued). The signature is not looked at.
  public var isSelfIssued: Bool {
    hasIdenticalNames || subject.isSame(as: issuer)
  }

  /// Whether subject and issuer are the same octets, as they are in a root. Eight octets are compared at a time: a store
  /// of thousands asks each of its certificates.
  public var hasIdenticalNames: Bool {
    let subject = fields.subject.range
    let issuer = fields.issuer.range
    guard subject.count == issuer.count else { return false }
    return buffer.withUnsafeBytes { octets in
      var offset = 0
      while offset + 8 <= subject.count {
        let one = octets.loadUnaligned(fromByteOffset: subject.lowerBound + offset, as: UInt64.self)
        let other = octets.loadUnaligned(fromByteOffset: issuer.lowerBound + offset, as: UInt64.self)
        guard one == other else { return false }
        offset += 8
      }
      return octets[subject].dropFirst(offset).elementsEqual(octets[issuer].dropFirst(offset))
    }
  }

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

  /// What an extension holds, as a reader over its value and the octets that the reader's positions count in.
  func reader(ofExtension oid: [UInt8]) -> (reader: DERReader, octets: [UInt8])? {
    extensionValue(oid).map { (DERReader(buffer, in: $0), buffer) }
  }

  private func extensionValue(_ oid: [UInt8]) -> Range<Int>? {
    var list = DERReader(buffer, in: fields.extensions.range)
    while let entry = try? list.next(DERReader.Tag.sequence) {
      var fields = list.inside(entry)
      guard let name = try? fields.next(DERReader.Tag.objectIdentifier) else { return nil }
      guard buffer[name.content].elementsEqual(oid) else { continue }
      _ = try? fields.nextIfPresent(DERReader.Tag.boolean)
      return try? fields.next(DERReader.Tag.octetString).content
    }
    return nil
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
