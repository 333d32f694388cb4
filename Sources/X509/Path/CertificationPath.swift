// SPDX-License-Identifier: GPL-3.0-or-later

//
// The rules
//
// 1. A certificate issued another when its subject is the other's issuer (RFC 5280 § 7.1) and its key
//    verifies the other's signature. Nothing else decides: not key identifiers, not dates, not strength. What
//    says by its basic constraints that it is no authority has issued nothing.
// 2. A root is self-signed, and verified so; a root of version 1 needs no basic constraints.
// 3. One name with one key is one authority. Its certificates stand on the same level when the same issuer
//    signed them (same-key renewals); cross-certificates of it by another issuer do not.
// 4. From the bottom the path goes up to the nearest root, as Windows prefers of equally good chains the
//    shortest. Cross-certificates that lead further are left unused. Without a root it goes up to the
//    certificate whose issuer is missing.
// 5. The server's certificate is what an authority here issued, has issued nothing here itself, and is no
//    authority: by its basic constraints; or has none and neither key usage nor version speaks for an
//    authority; or stands under path length constraints of zero, where only the last certificate of a path
//    can (RFC 5280 § 4.2.1.9).
// 6. The path is that of the server's certificate. Without one, that of the lowest authority. More than one
//    possible bottom, or several nearest roots: nobody chooses silently, all are handed back.
//
// A certificate that libcrypto does not decode (`DecodeCheck`) has no provable issuer and is unused.

public import Facts

/// Why certificates make no single path.
public enum PathError: Error, Hashable, Sendable {
  case noCertificates
  /// More than one path is possible; each is complete in itself.
  ///
  /// At most `CertificationPath.mostToldApart` of them.
  case severalPaths([CertificationPath])
  /// Too many keys have the same name to find out which of them signed what.
  case tooManyKeys(name: DistinguishedName, count: Int)
}

/// The way from a root to a server's certificate, by signatures.
public struct CertificationPath: Hashable, Sendable {
  /// From the root, or from what comes nearest to it, down to the authority that issued the server's
  /// certificate. Each level has one certificate, or its same-key renewals, the oldest first.
  public let levels: [[Certificate]]
  public let server: Certificate?
  /// What is not in the path, in the order in which it was handed over, without duplicates.
  public let unused: [Certificate]
  /// Who issued the top, when the top is not self-signed.
  public let missingIssuer: DistinguishedName?

  /// Paths that are told apart at the most; beyond it, more would not help anybody to choose.
  public static let mostToldApart = 16

  /// Builds the path from certificates in any order, with duplicates and unrelated ones among them.
  public init(from certificates: [Certificate]) throws(PathError) {
    let graph = try IssuerGraph(certificates)
    let search = PathSearch(graph)
    let ways = Bottom.all(in: graph).lazy.flatMap { bottom in
      bottom.ways(search).map { (server: bottom.server, way: $0) }
    }
    let candidates = Array(ways.prefix(Self.mostToldApart)).map {
      CertificationPath(graph, server: $0.server, way: $0.way)
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
    // Where nobody knows the start, something has to decide all the same, and the same thing each time.
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

/// Where a path can begin.
private struct Bottom {
  let server: Int?
  /// The lowest authority.
  let authority: Int?

  func ways(_ search: PathSearch) -> [PathSearch.Way] { authority.map(search.ways(from:)) ?? [[]] }

  /// Servers with an issuer, else authorities that issued nothing, else (in a loop of cross-certificates)
  /// every authority, else servers alone.
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
