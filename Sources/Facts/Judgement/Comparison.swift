// SPDX-License-Identifier: GPL-3.0-or-later

/// Compares two certificates attribute by attribute. It only states facts; `Judgement` draws conclusions.
public struct Comparison: Hashable, Sendable {
  /// Whether two values match that only the certificates themselves reveal.
  public enum Knowledge: Hashable, Sendable {
    case same
    case different
    case unknown

    init(_ isSame: Bool?) {
      switch isSame {
      case true?: self = .same
      case false?: self = .different
      case nil: self = .unknown
      }
    }
  }

  public let isSameSubject: Bool
  public let isSameIssuer: Bool
  /// Whether a name of either certificate contains characters that may stand for others: “same” may then be
  /// “different”.
  public let isNameUncertain: Bool
  public let serial: SerialRelation
  public let validFrom: ValidFromRelation
  /// The key, compared octet by octet.
  public let publicKey: Knowledge
  /// The whole certificate, compared by DER or else by thumbprint.
  public let certificate: Knowledge
  /// Whether both certificates are available and identical octet by octet. They then agree in all attributes,
  /// even unreadable ones.
  public let isSameEncoding: Bool

  /// - Parameter offsetMinutes: how far the server's clock is ahead of UTC; `nil` when unknown.
  public init(_ one: CertificateFacts, _ other: CertificateFacts, offsetMinutes: Int?) {
    isSameSubject = one.subject.isSame(as: other.subject)
    isSameIssuer = one.issuer.isSame(as: other.issuer)
    isNameUncertain = [one, other].contains { $0.subject.isUncertain || $0.issuer.isUncertain }
    serial = SerialRelation(one.serial, other.serial)
    validFrom = ValidFromRelation(one.validFrom, other.validFrom, offsetMinutes: offsetMinutes)
    if let first = one.certificate, let second = other.certificate {
      publicKey = Knowledge(first.publicKey.elementsEqual(second.publicKey))
      certificate = Knowledge(first == second)
      isSameEncoding = first == second
    } else {
      publicKey = .unknown
      isSameEncoding = false
      certificate = Knowledge(
        one.thumbprint.flatMap { first in other.thumbprint.map { second in first == second } })
    }
  }

  var isSameName: Bool { isSameSubject && isSameIssuer }

  /// Whether subject, issuer, serial number and Valid from are all the same.
  public var attributesAgree: Bool { isSameName && serial.isSameNumber && validFrom.isSame }

  /// Whether both are the same certificate: by DER or thumbprint, and if neither is known, by all attributes.
  public var isSameCertificate: Bool {
    switch certificate {
    case .same: true
    case .different: false
    case .unknown: attributesAgree
    }
  }
}
