// SPDX-License-Identifier: GPL-3.0-or-later

/// An X.509 certificate: its DER, and where in it the fields stand that the procedure compares.
///
/// Nothing is decoded before it is asked for, so that a store of thousands costs little more than its bytes.
/// Two certificates are the same exactly when their DER is.
///
/// ```
/// Certificate ::= SEQUENCE { tbsCertificate TBSCertificate, signatureAlgorithm …, signatureValue BIT STRING }
/// TBSCertificate ::= SEQUENCE { version [0] …, serialNumber INTEGER, signature …, issuer Name,
///   validity SEQUENCE { notBefore Time, notAfter Time }, subject Name, subjectPublicKeyInfo …,
///   issuerUniqueID [1] …, subjectUniqueID [2] …, extensions [3] EXPLICIT … }
/// ```
/// Source: RFC 5280 § 4.1.
public struct Certificate: Sendable {
  /// The whole certificate as encoded.
  public let der: [UInt8]
  public let serial: SerialNumber
  public let validity: Validity
  private let issuerRange: Range<Int>
  private let subjectRange: Range<Int>
  private let publicKeyRange: Range<Int>
  private let extensionsRange: Range<Int>?

  /// Reads one certificate that fills `der` from the first octet to the last.
  ///
  /// - Throws: `DERError`, with offsets from the start of `der`.
  public init(der: [UInt8]) throws(DERError) {
    var outer = DERReader(der)
    var certificate = outer.inside(try outer.next(DERReader.Tag.sequence))
    guard outer.isAtEnd else { throw .trailingBytes(offset: outer.offset) }
    var body = certificate.inside(try certificate.next(DERReader.Tag.sequence))
    _ = try certificate.next(DERReader.Tag.sequence)
    _ = try certificate.next(DERReader.Tag.bitString)
    guard certificate.isAtEnd else { throw .trailingBytes(offset: certificate.offset) }

    _ = try body.nextIfPresent(DERReader.Tag.context(0))
    let serial = try body.next(DERReader.Tag.integer)
    guard let number = SerialNumber(content: Array(der[serial.content])) else {
      throw .badValue(offset: serial.start)
    }
    _ = try body.next(DERReader.Tag.sequence)
    let issuer = try body.next(DERReader.Tag.sequence)
    var dates = body.inside(try body.next(DERReader.Tag.sequence))
    let notBefore = try Self.instant(try dates.next(), in: der)
    let notAfter = try Self.instant(try dates.next(), in: der)
    guard dates.isAtEnd else { throw .trailingBytes(offset: dates.offset) }
    let subject = try body.next(DERReader.Tag.sequence)
    let publicKey = try body.next(DERReader.Tag.sequence)
    var extensions: Range<Int>?
    while !body.isAtEnd {
      let element = try body.next()
      if element.tag == DERReader.Tag.context(3) {
        var inner = body.inside(element)
        extensions = try inner.next(DERReader.Tag.sequence).content
        guard inner.isAtEnd else { throw .trailingBytes(offset: inner.offset) }
      }
    }

    self.der = der
    self.serial = number
    validity = Validity(notBefore: notBefore, notAfter: notAfter)
    issuerRange = issuer.whole
    subjectRange = subject.whole
    publicKeyRange = publicKey.whole
    extensionsRange = extensions
    try DistinguishedName.check(der, in: issuer.whole)
    try DistinguishedName.check(der, in: subject.whole)
  }

  private static func instant(_ element: DERElement, in der: [UInt8]) throws(DERError) -> Instant {
    guard let instant = Instant(x509Time: der[element.content], tag: element.tag) else {
      throw .badValue(offset: element.start)
    }
    return instant
  }
}

extension Certificate {
  public var issuer: DistinguishedName { DistinguishedName(checkedDER: Array(der[issuerRange])) }
  public var subject: DistinguishedName { DistinguishedName(checkedDER: Array(der[subjectRange])) }

  /// The names' own octets, for a first, cheap look at many certificates.
  public var issuerDER: ArraySlice<UInt8> { der[issuerRange] }
  public var subjectDER: ArraySlice<UInt8> { der[subjectRange] }

  /// SubjectPublicKeyInfo as encoded: algorithm, parameters and key.
  public var publicKeyInfo: ArraySlice<UInt8> { der[publicKeyRange] }

  /// The key itself, the content of the BIT STRING in SubjectPublicKeyInfo: one key may be written under two
  /// algorithm identifiers (RSA with and without NULL, RSASSA-PSS). The whole SubjectPublicKeyInfo where it holds none.
  public var publicKey: ArraySlice<UInt8> {
    var outer = DERReader(der, in: publicKeyRange)
    guard let info = try? outer.next(DERReader.Tag.sequence) else { return publicKeyInfo }
    var inner = outer.inside(info)
    guard (try? inner.next(DERReader.Tag.sequence)) != nil,
      let key = try? inner.next(DERReader.Tag.bitString), key.content.count > 1
    else { return publicKeyInfo }
    return der[key.content]
  }

  /// Whether subject and issuer are the same name (RFC 5280 § 3.2: self-issued). The signature is not looked at.
  public var isSelfIssued: Bool {
    subjectDER.elementsEqual(issuerDER) || subject.isSame(as: issuer)
  }

  /// What the basic constraints say: `true` for an authority, `false` for anything else, `nil` when a
  /// certificate has no such extension, as old roots do.
  ///
  /// Source: RFC 5280 § 4.2.1.9.
  public var isAuthority: Bool? {
    guard let value = extensionValue(Self.basicConstraints) else { return nil }
    var reader = DERReader(value)
    guard let sequence = try? reader.next(DERReader.Tag.sequence) else { return nil }
    var inner = reader.inside(sequence)
    guard let flag = try? inner.nextIfPresent(DERReader.Tag.boolean) else { return false }
    return value[flag.content].first.map { $0 != 0 } ?? false
  }

  private static let basicConstraints: [UInt8] = [0x55, 0x1D, 0x13]

  private func extensionValue(_ oid: [UInt8]) -> [UInt8]? {
    guard let extensionsRange else { return nil }
    var list = DERReader(der, in: extensionsRange)
    while let entry = try? list.next(DERReader.Tag.sequence) {
      var fields = list.inside(entry)
      guard let name = try? fields.next(DERReader.Tag.objectIdentifier) else { return nil }
      guard der[name.content].elementsEqual(oid) else { continue }
      _ = try? fields.nextIfPresent(DERReader.Tag.boolean)
      guard let value = try? fields.next(DERReader.Tag.octetString) else { return nil }
      return Array(der[value.content])
    }
    return nil
  }
}

extension Certificate: Hashable {
  public static func == (one: Certificate, other: Certificate) -> Bool { one.der == other.der }
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
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
