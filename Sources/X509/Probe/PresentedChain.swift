// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What a server presents in a TLS handshake. None of it is verified or trusted.
public struct PresentedChain: Hashable, Sendable {
  public enum Handshake: Hashable, Sendable {
    case completed
    /// It ended after the certificates had arrived.
    case refused(Refusal)
  }

  /// The address that accepted the connection.
  public let address: String
  /// All addresses of the host, including `address`, in the order in which they were to be tried.
  public let addresses: [String]
  /// The requested server name (RFC 6066 § 3); `nil` for an address.
  public let serverName: String?
  /// `TLS 1.0` to `TLS 1.3`.
  public let protocolName: String
  /// The name in the IANA registry, which Windows also uses.
  public let cipher: String?
  /// In the order received, the server's own first.
  public let certificates: [Certificate]
  /// The number of further certificates that could not be read.
  public let unreadable: Int
  /// What the server says about client certificates; `nil` if it does not request one in the handshake.
  public let requested: RequestedAuthorities?
  public let handshake: Handshake
}

extension PresentedChain {
  /// Whether it requested a client certificate, and ended the handshake as servers do that did not receive
  /// one.
  public var isClientCertificateWanted: Bool {
    guard case .refused(let refusal) = handshake, requested != nil else { return false }
    return refusal.isUsualWithoutClientCertificate
  }
}

// MARK: - The order

extension PresentedChain {
  /// What follows a certificate. Positions are indices of `certificates`.
  public enum Successor: Hashable, Sendable {
    /// The next certificate signed it.
    case issuer
    /// It is self-signed: nothing needs to follow.
    case root
    /// The certificate at this position signed it, but is not the next one.
    case elsewhere(Int)
    /// A certificate has the issuer's name, but its key did not sign.
    case otherKey(Int)
    /// The issuer was not sent.
    case notSent
  }

  /// The maximum number of certificates with the issuer's name to try: more would not be useful, and a server
  /// could make us verify signatures for minutes.
  private static let mostIssuers = 16

  /// One for each certificate, decided by signatures, not by names alone.
  public var successors: [Successor] {
    var positions: [DistinguishedName: [Int]] = [:]
    for (position, certificate) in certificates.enumerated() {
      positions[certificate.subject, default: []].append(position)
    }
    let verifier = SignatureVerifier()
    return certificates.enumerated().map { position, certificate in
      if certificate.isSelfIssued, verifier.verify(certificate, by: certificate) == .valid { return .root }
      let next = position + 1
      let issuers = positions[certificate.issuer, default: []].filter { $0 != position }
      // The next one is tried first; otherwise, a twin further on would be reported as out of order.
      let ordered = issuers.filter { $0 == next } + issuers.filter { $0 != next }.prefix(Self.mostIssuers)
      guard let first = ordered.first else { return .notSent }
      guard
        let signer = ordered.first(where: { verifier.verify(certificate, by: certificates[$0]) == .valid })
      else { return .otherKey(first) }
      return signer == next ? .issuer : .elsewhere(signer)
    }
  }
}
