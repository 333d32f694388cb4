// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Which certificates issued which others. All positions are indices of `certificates` or `nodes`.
struct IssuerGraph {
  /// One name with one key: its certificates are renewals and cross-certificates of one another.
  struct Node {
    /// Whether the basic constraints say that this is not an authority.
    let isEnd: Bool
    fileprivate(set) var members: [Int]
    fileprivate(set) var links: [Link] = []
    /// Whether another node was issued by this one.
    fileprivate(set) var hasIssued = false
  }

  /// The members of a node that the same issuer signed.
  struct Link {
    /// The issuer's node, which is the node itself for self-signed certificates; `nil` if the issuer is
    /// missing.
    let issuer: Int?
    let issuerName: DistinguishedName
    fileprivate(set) var members: [Int]
  }

  /// Without duplicates, in the original order.
  let certificates: [Certificate]
  private(set) var nodes: [Node] = []
  private let parsed: [ParsedCertificate?]
  private var nodesByName: [DistinguishedName: [Int]] = [:]
  private var nodesByAuthority: [Authority: Int] = [:]
  /// Nodes by the subject key identifier of their first member.
  private var nodesByIdentifier: [[UInt8]: [Int]] = [:]
  private var tries = 0

  /// The limit on keys to try: a thousand certificates with one name and different keys would need a million.
  static let mostTries = 10_000

  /// What identifies the certificates of a node.
  private struct Authority: Hashable {
    let name: DistinguishedName
    let key: ArraySlice<UInt8>
    let isEnd: Bool
  }

  init(_ list: [Certificate]) throws(PathError) {
    var seen: Set<Certificate> = []
    certificates = list.filter { seen.insert($0).inserted }
    parsed = certificates.map { try? ParsedCertificate($0) }
    for index in certificates.indices { addToNode(index) }
    let verifier = SignatureVerifier()
    for node in nodes.indices {
      for member in nodes[node].members { try link(member, of: node, verifier) }
    }
  }

  private mutating func addToNode(_ index: Int) {
    let authority = authority(of: index)
    if let same = nodesByAuthority[authority] {
      nodes[same].members.append(index)
    } else {
      nodesByAuthority[authority] = nodes.count
      nodesByName[authority.name, default: []].append(nodes.count)
      if let identifier = parsed[index]?.subjectKeyIdentifier {
        nodesByIdentifier[identifier, default: []].append(nodes.count)
      }
      nodes.append(Node(isEnd: authority.isEnd, members: [index]))
    }
  }

  private func authority(of index: Int) -> Authority {
    let certificate = certificates[index]
    return Authority(
      name: certificate.subject, key: certificate.publicKeyInfo, isEnd: certificate.isAuthority == false)
  }

  private mutating func link(_ member: Int, of node: Int, _ verifier: SignatureVerifier) throws(PathError) {
    let name = certificates[member].issuer
    let issuer = try issuer(of: member, in: node, verifier)
    if let issuer, issuer != node { nodes[issuer].hasIssued = true }
    let known = nodes[node].links.firstIndex {
      $0.issuer == issuer && (issuer != nil || $0.issuerName == name)
    }
    if let known {
      nodes[node].links[known].members.append(member)
    } else {
      nodes[node].links.append(Link(issuer: issuer, issuerName: name, members: [member]))
    }
  }

  /// The node whose key signed a certificate. Key identifiers only determine where to look first.
  private mutating func issuer(
    of member: Int, in node: Int, _ verifier: SignatureVerifier
  ) throws(PathError) -> Int? {
    // A certificate that libcrypto does not fully decode is in no path.
    guard let certificate = parsed[member] else { return nil }
    let name = certificates[member].issuer
    let named = nodesByName[name, default: []]
    let likely = [node] + nodesByIdentifier[certificate.authorityKeyIdentifier ?? [], default: []]
    var tried: Set<Int> = []
    for candidate in [likely, named].joined() where tried.insert(candidate).inserted {
      guard candidate == node || !nodes[candidate].isEnd, subject(of: candidate) == name else { continue }
      guard tries < Self.mostTries else { throw .tooManyKeys(name: name, count: named.count) }
      tries += 1
      guard isSigned(member, by: nodes[candidate].members[0], verifier) else { continue }
      return first(of: candidate, and: node)
    }
    return nil
  }

  private func subject(of node: Int) -> DistinguishedName { certificates[nodes[node].members[0]].subject }

  /// The first of two nodes with the same name and key, one of an authority and one of end certificates; the
  /// latter counts only if it is `node`.
  private func first(of candidate: Int, and node: Int) -> Int {
    let own = authority(of: nodes[candidate].members[0])
    let other = Authority(name: own.name, key: own.key, isEnd: !own.isEnd)
    guard let twin = nodesByAuthority[other], twin == node || !nodes[twin].isEnd else { return candidate }
    return min(candidate, twin)
  }

  private func isSigned(_ member: Int, by issuer: Int, _ verifier: SignatureVerifier) -> Bool {
    guard parsed[issuer] != nil else { return false }
    return verifier.verify(certificates[member], by: certificates[issuer]) == .valid
  }
}

// MARK: - Properties of a node

extension IssuerGraph {
  /// The self-signed certificates of a node.
  func selfSigned(_ node: Int) -> Link? { nodes[node].links.first { $0.issuer == node } }

  /// Whether this is a server's certificate and not an authority's. See the rules for `CertificationPath`.
  func isServer(_ node: Int) -> Bool {
    if nodes[node].isEnd { return true }
    if nodes[node].hasIssued || selfSigned(node) != nil { return false }
    return nodes[node].members.contains { member in
      guard let certificate = parsed[member] else { return false }
      return !certificate.mayIssue || standsAtPathEnd(member, of: node)
    }
  }

  /// Whether the issuer's path length constraint of zero means that this certificate must be the last.
  private func standsAtPathEnd(_ member: Int, of node: Int) -> Bool {
    guard !certificates[member].isSelfIssued,
      let issuer = nodes[node].links.first(where: { $0.members.contains(member) })?.issuer
    else { return false }
    return nodes[issuer].members.allSatisfy { parsed[$0]?.pathLength == 0 }
  }
}
