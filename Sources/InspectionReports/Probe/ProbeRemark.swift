// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import X509

/// A relevant observation about what a server presents.
public enum ProbeRemark: Hashable {
  /// A certificate has the issuer's name, but another key signed. Numbers start with 1.
  case otherKey(certificate: Int, issuer: Int)
  case expired(certificate: Int, Instant)
  case notYetValid(certificate: Int, Instant)
  /// The issuer is present, but is not the next certificate.
  case outOfOrder(certificate: Int, issuer: Int)
  case unreadableCertificates(Int)
  case issuerNamesRepeated([RequestedAuthorities.Repeated])
  case issuerListOver16KB(octets: Int)
  /// As long as a list that was cut off.
  case issuerListFull(octets: Int)
  case unreadableIssuerNames(Int)
  /// The server closed the connection, as it does with every client without a certificate.
  case clientCertificateWanted
  /// The server did not request a client certificate, so its list is unknown.
  case issuerListUnknown

  /// Most significant first.
  public static func all(on presented: PresentedChain, now: Instant) -> [ProbeRemark] {
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
