// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores
import X509

/// The list of trusted issuers that Schannel sends to clients, as far as the entries of ROOT determine it: the size of
/// each name, and what could make the list shorter. It is for advice alone; no deletion rests on it.
///
/// Each name is preceded by its length in two octets (RFC 5246 § 7.4.4). A root that is not trusted for client
/// authentication is not sent, which its certificate does not say.
public struct IssuerList: Sendable {
  /// What is known of a root's purpose on this server.
  public enum Use: String, Hashable, Sendable, CaseIterable {
    /// It is a certificate of the path.
    case onPath
    /// It has a name or key of the path.
    case related
    /// Windows requires it (Microsoft KB 293781).
    case required
    /// None of these. Other programs may need it.
    case unknown
  }

  public struct Entry: Sendable {
    public let certificate: Certificate
    /// Each once.
    public let places: [PhysicalStore]
    public let use: Use

    /// Of its name, and of the name's length.
    public var octets: Int { 2 + certificate.subjectDER.count }
    /// Whether every copy is one of Microsoft's root program: with another copy, its name would stay.
    public var isThirdParty: Bool { places == [.authRoot] }
    /// Whether the list could do without it, as far as the path is concerned.
    public var couldGo: Bool { isThirdParty && use == .unknown }
  }

  /// In octets. Source: Microsoft KB 931125, KB 2464556, KB 2880390.
  public static var limit: Int { RequestedAuthorities.schannelLimitOctets }

  /// One per certificate, the longest names first.
  public let entries: [Entry]
  /// The number of roots that only a text describes, so that the lengths of their names are unknown.
  public let unmeasured: Int
  /// Whether ROOT was read from its beginning to its end.
  public let isWhole: Bool

  public var octets: Int { entries.reduce(0) { $0 + $1.octets } }
  /// How much it is too long.
  public var excess: Int { max(0, octets - Self.limit) }
  public var couldGo: [Entry] { entries.filter(\.couldGo) }
  /// Entries that are not roots. If there are any, Windows Server 2012 and newer send only these (Microsoft,
  /// “Schannel Security Support Provider Technical Reference”).
  public var strangers: [Entry] { entries.filter { !$0.certificate.isSelfIssued } }

  /// The fewest entries without which the list would fit; `nil` if all that could go are too few.
  public var fewest: [Entry]? {
    var left = excess
    var gone: [Entry] = []
    // The longest first: no other choice needs fewer.
    for entry in couldGo where left > 0 {
      gone.append(entry)
      left -= entry.octets
    }
    return left > 0 ? nil : gone
  }
}

extension StoreInspection {
  public func issuerList() -> IssuerList {
    var roots = CertificateIndex()
    var places: [Set<PhysicalStore>] = []
    for entry in handed where entry.store == .trustedRoot {
      guard let certificate = entry.certificate else { continue }
      let (number, isNew) = roots.insert(certificate)
      if isNew { places.append([]) }
      places[number].insert(entry.physical)
    }
    let path = CertificateIndex(noted.lazy.map(\.certificate))
    let related = CertificateIndex(
      entries.lazy.filter { $0.verdict != .unrelated }.compactMap(\.handed.certificate))
    func use(_ certificate: Certificate) -> IssuerList.Use {
      if path.contains(certificate) { return .onPath }
      if RequiredRoot.includes(CertificateFacts(certificate)) { return .required }
      return related.contains(certificate) ? .related : .unknown
    }
    let listed = zip(roots.distinct, places).map { certificate, places in
      IssuerList.Entry(
        certificate: certificate, places: PhysicalStore.allCases.filter(places.contains),
        use: use(certificate))
    }
    return IssuerList(
      // Sorting is stable: equal lengths stay in the order of the store.
      entries: listed.sorted { $0.octets > $1.octets }, unmeasured: Advisory.describedRoots(handed),
      isWhole: coverage[.trustedRoot]?.isWhole ?? false)
  }
}
