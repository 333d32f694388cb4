// SPDX-License-Identifier: GPL-3.0-or-later

/// The number that an AD CS authority gives one of its certificates, and the number of the key that the
/// certificate uses.
///
/// Source: Microsoft, “Certification Authority Renewal” (win32 documentation), szOID_CERTSRV_CA_VERSION;
/// MS-WCCE 3.2.1.4.3.2.39. The first certificate has 0.0; a renewal increments the certificate index and
/// either keeps the key index or, with a new key, sets it to the certificate index.
struct AuthorityVersion: Hashable, Sendable {
  let certificateIndex: Int
  let keyIndex: Int

  public init(certificateIndex: Int, keyIndex: Int) {
    self.certificateIndex = certificateIndex
    self.keyIndex = keyIndex
  }
}

extension Certificate {
  /// 1.3.6.1.4.1.311.21.1, szOID_CERTSRV_CA_VERSION.
  private static let authorityVersionIdentifier: [UInt8] = [
    0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x15, 0x01,
  ]
  /// 1.3.6.1.4.1.311.21.2, szOID_CERTSRV_PREVIOUS_CERT_HASH.
  private static let previousHashIdentifier: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x15, 0x02]
  /// 2.5.29.14, subjectKeyIdentifier.
  private static let subjectKeyIdentifierName: [UInt8] = [0x55, 0x1D, 0x0E]
  /// 2.5.29.35, authorityKeyIdentifier.
  private static let authorityKeyIdentifierName: [UInt8] = [0x55, 0x1D, 0x23]

  /// The AD CS version; `nil` when the extension is missing or is not a DWORD. Other software writes this
  /// extension too, and its absence proves nothing.
  var authorityVersion: AuthorityVersion? {
    guard let value = element(DERReader.Tag.integer, of: Self.authorityVersionIdentifier),
      let first = value.first, first < 0x80, value.count <= 5
    else { return nil }
    let number = value.reduce(0) { $0 << 8 | Int($1) }
    guard number <= UInt32.max else { return nil }
    return AuthorityVersion(certificateIndex: number & 0xFFFF, keyIndex: number >> 16)
  }

  /// The SHA-1 of the certificate that this one replaced, according to its authority. AD CS writes it at
  /// every renewal, with the same key or a new one.
  var previousCertificate: Thumbprint? {
    element(DERReader.Tag.octetString, of: Self.previousHashIdentifier).flatMap { Thumbprint(bytes: $0) }
  }

  /// Key identifiers are an unverified claim of the certificate: a hint where to look first, not a proof (RFC
  /// 5280 § 4.2.1.1).
  var subjectKeyIdentifier: [UInt8]? { element(DERReader.Tag.octetString, of: Self.subjectKeyIdentifierName) }

  var authorityKeyIdentifier: [UInt8]? {
    guard let value = extensionValue(Self.authorityKeyIdentifierName) else { return nil }
    var reader = DERReader(buffer, in: value)
    guard let sequence = try? reader.next(DERReader.Tag.sequence) else { return nil }
    var inner = reader.inside(sequence)
    // keyIdentifier [0] IMPLICIT OCTET STRING.
    guard let identifier = try? inner.nextIfPresent(0x80) else { return nil }
    return Array(buffer[identifier.content])
  }

  /// Whether the certificate states that a key other than its own signed it.
  public var namesAnotherKey: Bool {
    guard let own = subjectKeyIdentifier, let signer = authorityKeyIdentifier else { return false }
    return own != signer
  }

  /// The content of the only element in an extension's value.
  private func element(_ tag: UInt8, of identifier: [UInt8]) -> [UInt8]? {
    guard let value = extensionValue(identifier) else { return nil }
    var reader = DERReader(buffer, in: value)
    guard let element = try? reader.next(tag), reader.isAtEnd else { return nil }
    return Array(buffer[element.content])
  }
}
