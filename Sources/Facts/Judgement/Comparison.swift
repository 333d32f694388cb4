// SPDX-License-Identifier: GPL-3.0-or-later

/// One certificate held against another, attribute by attribute. It states; `Judgement` concludes.
public struct Comparison: Hashable, Sendable {
  /// What is known of two things that only the certificates themselves tell.
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
  /// Whether a name of either certificate has characters that may be others: then “same” may be “different”.
  public let isNameUncertain: Bool
  public let serial: SerialRelation
  public let validFrom: ValidFromRelation
  /// The key, octet by octet.
  public let publicKey: Knowledge
  /// The whole certificate: by its DER, else by its thumbprint.
  public let certificate: Knowledge
  /// Whether both certificates were seen, and are the same octet by octet: then they agree in all attributes, those
  /// that cannot be read included.
  public let isSameEncoding: Bool

  /// - Parameter offsetMinutes: how far the server's clock is ahead of UTC; `nil` when nobody said.
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

  /// Subject, issuer, serial and valid from all equal.
  public var attributesAgree: Bool { isSameName && serial.isSameNumber && validFrom.isSame }

  /// Whether the two are one certificate: by DER or thumbprint, and where neither tells, by all attributes.
  public var isSameCertificate: Bool {
    switch certificate {
    case .same: true
    case .different: false
    case .unknown: attributesAgree
    }
  }
}
