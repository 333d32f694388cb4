// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The paths from a node up to a root. Cross-certificates form loops, so every step must get closer to the
/// goal.
struct PathSearch {
  /// One link per level, the lowest first.
  typealias Way = [IssuerGraph.Link]

  private let graph: IssuerGraph
  /// Steps from each node to a self-signed certificate.
  private let toRoot: [Int?]
  /// Steps from each node to a certificate whose issuer is missing.
  private let toMissing: [Int?]

  init(_ graph: IssuerGraph) {
    self.graph = graph
    toRoot = Self.distances(in: graph) { graph.selfSigned($0) != nil }
    toMissing = Self.distances(in: graph) { node in
      graph.nodes[node].links.contains { $0.issuer == nil }
    }
  }

  /// The shortest paths that end in a root; without a root, the shortest to a missing issuer; without either,
  /// once around the loop.
  func ways(from node: Int) -> [Way] {
    if toRoot[node] != nil { return descend(from: node, by: toRoot) { link, node in link.issuer == node } }
    if toMissing[node] != nil { return descend(from: node, by: toMissing) { link, _ in link.issuer == nil } }
    return [around(node)]
  }

  private static func distances(in graph: IssuerGraph, isGoal: (Int) -> Bool) -> [Int?] {
    var children: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    for (node, entry) in graph.nodes.enumerated() {
      for link in entry.links {
        if let issuer = link.issuer, issuer != node { children[issuer].append(node) }
      }
    }
    var distances: [Int?] = Array(repeating: nil, count: graph.nodes.count)
    var queue = graph.nodes.indices.filter(isGoal)
    for node in queue { distances[node] = 0 }
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      guard let distance = distances[node] else { continue }
      for child in children[node] where distances[child] == nil {
        distances[child] = distance + 1
        queue.append(child)
      }
    }
    return distances
  }

  private func descend(
    from start: Int, by distances: [Int?], isEnd: (IssuerGraph.Link, Int) -> Bool
  ) -> [Way] {
    var open: [(node: Int, way: Way)] = [(start, [])]
    while let distance = open.first.flatMap({ distances[$0.node] }), distance > 0 {
      let longer = open.flatMap { node, way in
        graph.nodes[node].links.compactMap { link -> (node: Int, way: Way)? in
          guard let issuer = link.issuer, distances[issuer] == distance - 1 else { return nil }
          return (issuer, way + [link])
        }
      }
      open = Array(longer.prefix(CertificationPath.mostToldApart))
    }
    let ways = open.flatMap { node, way in
      graph.nodes[node].links.filter { isEnd($0, node) }.map { way + [$0] }
    }
    return Array(ways.prefix(CertificationPath.mostToldApart))
  }

  private func around(_ start: Int) -> Way {
    var way: Way = []
    var seen: Set<Int> = []
    var node: Int? = start
    while let current = node, seen.insert(current).inserted {
      let links = graph.nodes[current].links
      let onward = links.first { link in link.issuer.map { !seen.contains($0) } ?? false } ?? links.first
      guard let onward else { break }
      way.append(onward)
      node = onward.issuer
    }
    return way
  }
}
