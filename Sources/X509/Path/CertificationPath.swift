// SPDX-License-Identifier: GPL-3.0-or-later

//
// The rules
//
// 1. A certificate issued another if its subject is the other's issuer (RFC 5280 § 7.1) and its key verifies
//    the other's signature. Nothing else decides: not key identifiers, dates or strength. A certificate whose
//    basic constraints say that it is not an authority has issued nothing.
// 2. A root is self-signed, and verified to be so; a version 1 root needs no basic constraints.
// 3. One name with one key is one authority. Its certificates are on the same level if the same issuer signed
//    them (same-key renewals); its cross-certificates by another issuer are not.
// 4. From the bottom, the path goes up to the nearest root, because among equally good chains Windows prefers
//    the shortest. Cross-certificates that lead further are unused. Without a root, the path goes up to the
//    certificate whose issuer is missing.
// 5. The server's certificate is one that an authority here issued, that has issued nothing here itself, and
//    that is not an authority: according to its basic constraints; or because it has none, and neither key
//    usage nor version indicates an authority; or because it is below a path length constraint of zero, where
//    only the last certificate of a path can be (RFC 5280 § 4.2.1.9).
// 6. The path is that of the server's certificate; without one, that of the lowest authority. If more than
//    one bottom is possible, or several roots are nearest, nothing is chosen silently: all paths are
//    returned.
//
// A certificate that libcrypto does not decode (`DecodeCheck`) has no provable issuer and is unused.

public import Facts

/// Why certificates do not form a single path.
public enum PathError: Error, Hashable, Sendable {
  case noCertificates
  /// More than one path is possible; each of them is complete.
  ///
  /// At most `CertificationPath.mostToldApart` paths.
  case severalPaths([CertificationPath])
  /// Too many keys have the same name to determine which of them signed which certificate.
  case tooManyKeys(name: DistinguishedName, count: Int)
}

/// The path from a root to a server's certificate, by signatures.
public struct CertificationPath: Hashable, Sendable {
  /// From the root, or the certificate closest to it, down to the authority that issued the server's
  /// certificate. Each level has one certificate, or its same-key renewals, the oldest first.
  public let levels: [[Certificate]]
  public let server: Certificate?
  /// Certificates that are not in the path, in the original order, without duplicates.
  public let unused: [Certificate]
  /// The issuer of the top certificate, if that is not self-signed.
  public let missingIssuer: DistinguishedName?

  /// The maximum number of paths to return; more would not help in choosing one.
  public static let mostToldApart = 16

  /// Builds the path from certificates in any order, including duplicates and unrelated ones.
  public init(from certificates: [Certificate]) throws(PathError) {
    let graph = try IssuerGraph(certificates)
    let search = PathSearch(graph)
    var candidates: [CertificationPath] = []
    for bottom in Bottom.all(in: graph) where candidates.count < Self.mostToldApart {
      for way in bottom.ways(search).prefix(Self.mostToldApart - candidates.count) {
        candidates.append(CertificationPath(graph, server: bottom.server, way: way))
      }
    }
    guard let only = candidates.first else { throw .noCertificates }
    guard candidates.count == 1 else { throw .severalPaths(candidates) }
    self = only
  }

  private init(_ graph: IssuerGraph, server: Int?, way: PathSearch.Way) {
    let used = Set(way.flatMap(\.members) + [server].compactMap { $0 })
    levels = way.reversed().map { link in
      link.members.map { graph.certificates[$0] }.sorted(by: Self.isOlder)
    }
    self.server = server.map { graph.certificates[$0] }
    unused = graph.certificates.indices.filter { !used.contains($0) }.map { graph.certificates[$0] }
    if let top = way.last {
      missingIssuer = top.isSelfSigned(in: graph) ? nil : top.issuerName
    } else {
      missingIssuer = self.server.flatMap { $0.isSelfIssued ? nil : $0.issuer }
    }
  }

  private static func isOlder(_ one: Certificate, _ other: Certificate) -> Bool {
    // If the start is unknown, the order must still be deterministic.
    let starts = (one.notBefore?.secondsSince1970 ?? .min, other.notBefore?.secondsSince1970 ?? .min)
    return starts.0 == starts.1 ? one.encoded.lexicographicallyPrecedes(other.encoded) : starts.0 < starts.1
  }
}

extension IssuerGraph.Link {
  fileprivate func isSelfSigned(in graph: IssuerGraph) -> Bool {
    guard let issuer, let member = members.first else { return false }
    return graph.nodes[issuer].members.contains(member)
  }
}

/// A possible bottom of a path.
private struct Bottom {
  let server: Int?
  /// The lowest authority.
  let authority: Int?

  func ways(_ search: PathSearch) -> [PathSearch.Way] { authority.map(search.ways(from:)) ?? [[]] }

  /// Servers with an issuer; otherwise authorities that issued nothing; otherwise (in a loop of
  /// cross-certificates) all authorities; otherwise servers alone.
  static func all(in graph: IssuerGraph) -> [Bottom] {
    let servers = graph.nodes.indices.filter(graph.isServer).flatMap { node in
      graph.nodes[node].links.flatMap { link in
        link.members.map { Bottom(server: $0, authority: link.issuer == node ? nil : link.issuer) }
      }
    }
    let issued = servers.filter { $0.authority != nil }
    if !issued.isEmpty { return issued }
    let authorities = graph.nodes.indices.filter { !graph.isServer($0) }
    let lowest = authorities.filter { !graph.nodes[$0].hasIssued }
    let bottoms = (lowest.isEmpty ? authorities : lowest).map { Bottom(server: nil, authority: $0) }
    return bottoms.isEmpty ? servers : bottoms
  }
}
