// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Facts

/// A certificate for tests, put together octet by octet. What stands for its signature are the octets of the key that
/// made it: `signatures` tells by them.
public struct TestCertificate: Hashable, Sendable {
  public var subject: TestName
  public var issuer: TestName
  public var serial: [UInt8]
  /// In UTC: a GeneralizedTime with `YYYYMMDDhhmmssZ`, a UTCTime with anything shorter.
  public var notBefore: String
  public var notAfter: String
  /// What stands for the public key.
  public var key: [UInt8]
  /// The content of the key's algorithm identifier; rsaEncryption, unless a test says otherwise.
  public var keyAlgorithm = DER.oid([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]) + [0x05, 0x00]
  /// What the basic constraints say; `nil` for a certificate without them.
  public var isAuthority: Bool?
  /// The key that signed it; `nil` for its own where it is its own issuer, else for one that no certificate has.
  public var signer: [UInt8]?
  /// Further extensions, each with its identifier and its value as encoded.
  public var furtherExtensions: [Extension] = []
  /// The content of the list of extensions as encoded, in place of all others.
  public var encodedExtensions: [UInt8]?
  public var hasVersion = true
  /// More elements at the end of what is signed.
  public var tail: [UInt8] = []

  public struct Extension: Hashable, Sendable {
    public let identifier: [UInt8]
    public let value: [UInt8]

    /// szOID_CERTSRV_CA_VERSION.
    public static func version(_ certificate: UInt8, key: UInt8) -> Extension {
      Extension(
        identifier: [0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x15, 0x01],
        value: DER.integer(key == 0 ? [certificate] : [key, 0, certificate]))
    }

    /// szOID_CERTSRV_PREVIOUS_CERT_HASH.
    public static func previous(_ thumbprint: Thumbprint) -> Extension {
      Extension(
        identifier: [0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x15, 0x02],
        value: DER.octets(thumbprint.bytes))
    }
  }

  public init(
    _ subject: TestName, issuer: TestName? = nil, serial: [UInt8], from notBefore: String,
    to notAfter: String,
    key: [UInt8], isAuthority: Bool? = true
  ) {
    self.subject = subject
    self.issuer = issuer ?? subject
    self.serial = serial
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.key = key
    self.isAuthority = isAuthority
  }

  /// The same with some parts changed.
  public func with(_ change: (inout TestCertificate) -> Void) -> TestCertificate {
    var copy = self
    change(&copy)
    return copy
  }

  private static let algorithm = DER.sequence(DER.oid([0x2A, 0x03]))

  public var toBeSigned: [UInt8] {
    DER.sequence(
      hasVersion ? DER.element(0xA0, DER.integer([2])) : [], DER.integer(serial), Self.algorithm, issuer.der,
      DER.sequence(Self.time(notBefore), Self.time(notAfter)), subject.der,
      DER.sequence(DER.element(0x30, keyAlgorithm), DER.bits(key)), extensions, tail)
  }

  public var der: [UInt8] {
    DER.sequence(toBeSigned, Self.algorithm, DER.bits(signer ?? (subject == issuer ? key : [0x5A])))
  }

  private static func time(_ text: String) -> [UInt8] {
    text.utf8.count >= 15 ? DER.generalizedTime(text) : DER.utcTime(text)
  }

  private var extensions: [UInt8] {
    if let encodedExtensions { return DER.element(0xA3, DER.sequence(encodedExtensions)) }
    var all = furtherExtensions
    if let isAuthority {
      let constraints = DER.sequence(isAuthority ? [0x01, 0x01, 0xFF] : [])
      all.insert(Extension(identifier: [0x55, 0x1D, 0x13], value: constraints), at: 0)
    }
    guard !all.isEmpty else { return [] }
    let entries = all.map { DER.sequence(DER.oid($0.identifier), DER.octets($0.value)) }
    return DER.element(0xA3, DER.sequence(entries.flatMap { $0 }))
  }

  /// Tells by the octets that stand for signatures.
  public static let signatures = SignatureCheck { certificate, issuer in
    certificate.signedParts.value.elementsEqual(DER.bits(Array(issuer.publicKey.dropFirst())))
      ? .valid : .invalid
  }

  public var certificate: Certificate {
    do { return try Certificate(der: der) } catch { preconditionFailure("\(error)") }
  }

  public var thumbprint: Thumbprint {
    guard let thumbprint = Thumbprint(bytes: Digest.sha1(der)) else { preconditionFailure("20 octets") }
    return thumbprint
  }

  /// What the certificate states of itself.
  public var facts: CertificateFacts { CertificateFacts(certificate: certificate, thumbprint: thumbprint) }
}

// MARK: - As somebody types it

extension TestCertificate {
  /// The lines of the Details tab.
  public var typedSubject: String { facts.subject.detailLines.joined(separator: "\r\n") }
  public var typedIssuer: String { facts.issuer.detailLines.joined(separator: "\r\n") }
  public var typedSerial: String { facts.serial.description }
  /// Valid from, as a clock at UTC shows it.
  public var typedValidFrom: String { certificate.notBefore?.text(offsetMinutes: 0) ?? "" }
}
