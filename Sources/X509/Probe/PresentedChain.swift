// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What a server presents in a TLS handshake. Nothing of it was verified, and nothing is trusted.
public struct PresentedChain: Hashable, Sendable {
  public enum Handshake: Hashable, Sendable {
    case completed
    /// It ended after the certificates had come.
    case refused(Refusal)
  }

  /// The address that took the connection.
  public let address: String
  /// All addresses of the host, `address` among them, in the order in which they were to be tried.
  public let addresses: [String]
  /// The name that was asked for (RFC 6066 § 3); `nil` for an address.
  public let serverName: String?
  /// `TLS 1.0` to `TLS 1.3`.
  public let protocolName: String
  /// The name of the IANA registry, which Windows uses too.
  public let cipher: String?
  /// In the order in which they came, the server's own first.
  public let certificates: [Certificate]
  /// How many more came that are no certificates for us.
  public let unreadable: Int
  /// What the server says about client certificates; `nil` when it does not ask for one in the handshake.
  public let requested: RequestedAuthorities?
  public let handshake: Handshake
}

extension PresentedChain {
  /// Whether it asked for a client certificate, and broke off as servers do that got none.
  public var isClientCertificateWanted: Bool {
    guard case .refused(let refusal) = handshake, requested != nil else { return false }
    return refusal.isUsualWithoutClientCertificate
  }
}

// MARK: - The order

extension PresentedChain {
  /// What follows on a certificate. Positions are indices of `certificates`.
  public enum Successor: Hashable, Sendable {
    /// The next one signed it.
    case issuer
    /// It is self-signed: nothing has to follow.
    case root
    /// The certificate at this position signed it, but that is not the next one.
    case elsewhere(Int)
    /// A certificate bears the issuer's name, but its key did not sign.
    case otherKey(Int)
    /// The issuer was not sent.
    case notSent
  }

  /// How many certificates with the issuer's name are tried: more would not help anybody, and a server could make
  /// us verify signatures for minutes.
  private static let mostIssuers = 16

  /// One for each certificate. Signatures decide, not names alone.
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
      // The next one is tried first, or a twin further on would be taken for out of order.
      let ordered = issuers.filter { $0 == next } + issuers.filter { $0 != next }.prefix(Self.mostIssuers)
      guard let first = ordered.first else { return .notSent }
      guard
        let signer = ordered.first(where: { verifier.verify(certificate, by: certificates[$0]) == .valid })
      else { return .otherKey(first) }
      return signer == next ? .issuer : .elsewhere(signer)
    }
  }
}
