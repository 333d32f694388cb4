// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Who issued whom among some certificates. All positions are indices of `certificates`, `nodes`.
struct IssuerGraph {
  /// One name with one key: the certificates of it are renewals and cross-certificates of each other.
  struct Node {
    /// Whether the basic constraints say that this is no authority.
    let isEnd: Bool
    fileprivate(set) var members: [Int]
    fileprivate(set) var links: [Link] = []
    /// Whether another node was issued by this one.
    fileprivate(set) var hasIssued = false
  }

  /// The members of a node that one and the same issuer signed.
  struct Link {
    /// The issuer's node, the node itself for self-signed certificates; `nil` when the issuer is not here.
    let issuer: Int?
    let issuerName: DistinguishedName
    fileprivate(set) var members: [Int]
  }

  /// Without duplicates, in the order in which they came.
  let certificates: [Certificate]
  private(set) var nodes: [Node] = []
  private let parsed: [ParsedCertificate?]
  private var nodesByName: [DistinguishedName: [Int]] = [:]

  init(_ list: [Certificate]) {
    var seen: Set<Certificate> = []
    certificates = list.filter { seen.insert($0).inserted }
    parsed = certificates.map { try? ParsedCertificate($0) }
    for index in certificates.indices { addToNode(index) }
    let verifier = SignatureVerifier()
    for node in nodes.indices {
      for member in nodes[node].members { link(member, of: node, verifier) }
    }
  }

  private mutating func addToNode(_ index: Int) {
    let certificate = certificates[index]
    let name = certificate.subject
    let isEnd = certificate.isAuthority == false
    let same = nodesByName[name, default: []].first { node in
      nodes[node].isEnd == isEnd
        && certificates[nodes[node].members[0]].publicKeyInfo.elementsEqual(certificate.publicKeyInfo)
    }
    if let same {
      nodes[same].members.append(index)
    } else {
      nodesByName[name, default: []].append(nodes.count)
      nodes.append(Node(isEnd: isEnd, members: [index]))
    }
  }

  private mutating func link(_ member: Int, of node: Int, _ verifier: SignatureVerifier) {
    let name = certificates[member].issuer
    let issuer = nodesByName[name, default: []].first { candidate in
      (candidate == node || !nodes[candidate].isEnd)
        && isSigned(member, by: nodes[candidate].members[0], verifier)
    }
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

  private func isSigned(_ member: Int, by issuer: Int, _ verifier: SignatureVerifier) -> Bool {
    // What libcrypto does not decode as a whole stands in no path.
    guard parsed[member] != nil, parsed[issuer] != nil else { return false }
    return verifier.verify(certificates[member], by: certificates[issuer]) == .valid
  }
}

// MARK: - What a node is

extension IssuerGraph {
  /// The self-signed certificates of a node.
  func selfSigned(_ node: Int) -> Link? { nodes[node].links.first { $0.issuer == node } }

  /// Whether this is a server's certificate and no authority's. The rules are at `CertificationPath`.
  func isServer(_ node: Int) -> Bool {
    if nodes[node].isEnd { return true }
    if nodes[node].hasIssued || selfSigned(node) != nil { return false }
    return nodes[node].members.contains { member in
      guard let certificate = parsed[member] else { return false }
      return !certificate.mayIssue || standsAtPathEnd(member, of: node)
    }
  }

  /// Whether the issuer's path length constraint of zero lets nothing follow after this certificate.
  private func standsAtPathEnd(_ member: Int, of node: Int) -> Bool {
    guard !certificates[member].isSelfIssued,
      let issuer = nodes[node].links.first(where: { $0.members.contains(member) })?.issuer
    else { return false }
    return nodes[issuer].members.allSatisfy { parsed[$0]?.pathLength == 0 }
  }
}
