// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Inspection

/// Something about what a server presents that bears on this matter.
public enum ProbeRemark: Hashable {
  /// A certificate bears the issuer's name, but another key signed. Numbers begin with 1.
  case otherKey(certificate: Int, issuer: Int)
  case expired(certificate: Int, Instant)
  case notYetValid(certificate: Int, Instant)
  /// Some issuer is there, but does not come next.
  case outOfOrder(certificate: Int, issuer: Int)
  case unreadableCertificates(Int)
  case issuerNamesRepeated([RequestedAuthorities.Repeated])
  case issuerListOver16KB(octets: Int)
  /// As long as a list that was cut off.
  case issuerListFull(octets: Int)
  case unreadableIssuerNames(Int)
  /// The server broke off, as it does with everybody who has no client certificate.
  case clientCertificateWanted
  /// The server asked for no client certificate, so its list is not known.
  case issuerListUnknown

  /// The most telling first.
  public static func all(on presented: Presented, now: Instant) -> [ProbeRemark] {
    var remarks: [ProbeRemark] = []
    let successors = presented.successors
    for (position, successor) in successors.enumerated() {
      if case .otherKey(let other) = successor {
        remarks.append(.otherKey(certificate: position + 1, issuer: other + 1))
      }
    }
    for (position, certificate) in presented.certificates.enumerated() {
      if let end = certificate.notAfter, now > end {
        remarks.append(.expired(certificate: position + 1, end))
      } else if let start = certificate.notBefore, now < start {
        remarks.append(.notYetValid(certificate: position + 1, start))
      }
    }
    for (position, successor) in successors.enumerated() {
      if case .elsewhere(let other) = successor {
        remarks.append(.outOfOrder(certificate: position + 1, issuer: other + 1))
      }
    }
    if presented.unreadable > 0 { remarks.append(.unreadableCertificates(presented.unreadable)) }
    remarks += all(on: presented.requested)
    if presented.isClientCertificateWanted { remarks.append(.clientCertificateWanted) }
    return remarks
  }

  private static func all(on requested: RequestedAuthorities?) -> [ProbeRemark] {
    guard let requested else { return [.issuerListUnknown] }
    var remarks: [ProbeRemark] = []
    if !requested.repeated.isEmpty { remarks.append(.issuerNamesRepeated(requested.repeated)) }
    if requested.isOverLimit { remarks.append(.issuerListOver16KB(octets: requested.octets)) }
    if requested.isFull { remarks.append(.issuerListFull(octets: requested.octets)) }
    if requested.unreadable > 0 { remarks.append(.unreadableIssuerNames(requested.unreadable)) }
    return remarks
  }

  /// Stable, for scripts and for the catalog.
  public var identifier: String {
    switch self {
    case .otherKey: "otherKey"
    case .expired: "expired"
    case .notYetValid: "notYetValid"
    case .outOfOrder: "outOfOrder"
    case .unreadableCertificates: "unreadableCertificates"
    case .issuerNamesRepeated: "issuerNamesRepeated"
    case .issuerListOver16KB: "issuerListOver16KB"
    case .issuerListFull: "issuerListFull"
    case .unreadableIssuerNames: "unreadableIssuerNames"
    case .clientCertificateWanted: "clientCertificateWanted"
    case .issuerListUnknown: "issuerListUnknown"
    }
  }

  public var isWarning: Bool { self != .issuerListUnknown && self != .clientCertificateWanted }
}
