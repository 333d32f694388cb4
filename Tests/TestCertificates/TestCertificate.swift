// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Facts

/// A certificate for tests, put together octet by octet. What stands for its signature are the octets of the key that
/// made it: `signatures` tells by them.
public struct TestCertificate: Hashable, Sendable {
  /// `C=US, O=…, CN=…`.
  public struct Name: Hashable, Sendable {
    public var organization: String
    public var commonName: String

    public init(_ commonName: String, of organization: String = "Contoso") {
      self.commonName = commonName
      self.organization = organization
    }

    var der: [UInt8] {
      let parts: [(UInt8, String)] = [(0x06, "US"), (0x0A, organization), (0x03, commonName)]
      let sets = parts.map { DER.set(DER.sequence(DER.oid([0x55, 0x04, $0.0]), DER.utf8($0.1))) }
      return DER.sequence(sets.flatMap { $0 })
    }
  }

  public var subject: Name
  public var issuer: Name
  public var serial: [UInt8]
  /// `YYYYMMDDhhmmssZ`, in UTC.
  public var notBefore: String
  public var notAfter: String
  /// What stands for the public key.
  public var key: [UInt8]
  /// What the basic constraints say; `nil` for a certificate without them.
  public var isAuthority: Bool?
  /// The key that signed it; `nil` for its own where it is its own issuer, else for one that no certificate has.
  public var signer: [UInt8]?
  /// Further extensions, each with its identifier and its value as encoded.
  public var furtherExtensions: [Extension] = []

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
    _ subject: Name, issuer: Name? = nil, serial: [UInt8], from notBefore: String, to notAfter: String,
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

  public var der: [UInt8] {
    let algorithm = DER.sequence(DER.oid([0x2A, 0x03]))
    let body = DER.sequence(
      DER.element(0xA0, DER.integer([2])), DER.integer(serial), algorithm, issuer.der,
      DER.sequence(DER.generalizedTime(notBefore), DER.generalizedTime(notAfter)), subject.der,
      DER.sequence(algorithm, DER.bits(key)), extensions)
    return DER.sequence(body, algorithm, DER.bits(signer ?? (subject == issuer ? key : [0x5A])))
  }

  private var extensions: [UInt8] {
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
