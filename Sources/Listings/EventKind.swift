// SPDX-License-Identifier: GPL-3.0-or-later

/// The relation of an event to the article.
public enum EventKind: Hashable, Sendable {
  /// Event 47067 of LS UserPin Service.
  case thisArticle
  /// An event of the same family, with a different cause.
  case neighbour(Neighbour)
  /// 47067 from another source.
  case sameIDOtherSource
  /// LS UserPin Service, but not 47067.
  case sameSourceOtherID
  case other

  /// - Parameters:
  ///   - number: the event's number, with or without its upper 16 bits (severity and facility).
  ///   - source: the provider, in upper or lower case, with any blanks.
  public init(number: Int, source: String) {
    let id = number & 0xFFFF
    let words = source.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    switch (id == Self.articleID, words == Self.articleSource.lowercased()) {
    case (true, true): self = .thisArticle
    case (true, false): self = .sameIDOtherSource
    case (false, true): self = .sameSourceOtherID
    case (false, false):
      let neighbour = Neighbour(rawValue: id).flatMap { $0.isSource(words) ? $0 : nil }
      self = neighbour.map(EventKind.neighbour) ?? .other
    }
  }

  static let articleID = 47067
  static let articleSource = "LS UserPin Service"
}

/// Events that appear with the same symptoms, or are mistaken for this article's.
///
/// Sources, unless a case gives its own: Microsoft, “Event 32402 and 61045 on a Lync Server Front End” for
/// 32042 and 61045; Microsoft KB 933430 and KB 2464556 for Schannel.
public enum Neighbour: Int, Hashable, Sendable, CaseIterable {
  /// LS User Services: an incoming HTTPS certificate is invalid; its subject, issuer and serial number are
  /// attached. On Windows Server 2012 R2 with Lync 2013, the cause is TLS session tickets (KB 2901554).
  case invalidIncomingCertificate = 32042
  /// LS MCU Infrastructure: notifications to `https://…:444/LiveServer/Focus` fail. Same cause as 32042.
  case notificationsFail = 61045
  /// LS User Services: sending an HTTP request failed. Reported with an intermediate certificate in Trusted
  /// Root, in a single field report.
  case sendingFailed = 30998
  /// A client certificate is invalid, with code 0x800B0109: its root is not trusted. Same report as 30998.
  case untrustedClientCertificate = 61029
  /// LS Protocol Stack: TLS cannot start because of a certificate. The details print the serial number
  /// backward; from a single field report, like the next two.
  case certificateNotUsable = 14397
  /// LS Protocol Stack: see 14397.
  case tlsNotStarted = 14694
  /// LS Server: see 14397.
  case serverNotStarted = 12303
  /// LS User Services: startup waits until users have been placed on servers. It is unrelated to
  /// certificates. Source: Microsoft, “Front End services do not start”.
  case waitingForPlacement = 32174
  /// Schannel, System log: the list of trusted issuers exceeds 16 KB and was truncated; too many roots.
  case issuerListCut = 36885
  /// Schannel: a fatal alert was generated, usually because of other protocols or cipher suites.
  case fatalAlert = 36888
  /// Schannel: the client and server have no cipher suite in common.
  case noCommonCipherSuite = 36874

  /// - Parameter words: in lower case, with single blanks.
  fileprivate func isSource(_ words: String) -> Bool {
    switch self {
    case .invalidIncomingCertificate, .waitingForPlacement: words == "ls user services"
    case .notificationsFail: words == "ls mcu infrastructure"
    case .certificateNotUsable, .tlsNotStarted: words == "ls protocol stack"
    case .serverNotStarted: words == "ls server"
    // Their sources are uncertain.
    case .sendingFailed, .untrustedClientCertificate: words.hasPrefix("ls ")
    case .issuerListCut, .fatalAlert, .noCommonCipherSuite:
      words == "schannel" || words.hasSuffix("-schannel")
    }
  }
}
