// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection

extension PoolInspection {
  /// What a server needs, most urgent first: where something could be destroyed, then where nothing is known, then
  /// where there is work. A server that is only in order in what was read is not one that is in order.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// A needed certificate is not in its store: nothing may be deleted.
    case missing
    /// No entry of its stores was read.
    case nothing
    /// A file of it could not be read.
    case failed
    /// A needed certificate is not in what was read, and not everything was read: nothing may be deleted.
    case part
    case session
    case cleanInPart
    case clean
  }

  /// The columns of the matrix.
  public enum Count: String, Hashable, Sendable, CaseIterable {
    /// Certificates that the path needs, one for each of its levels.
    case present
    case missing
    /// Entries of the stores.
    case removable
    case managed
    case review
    /// Physical stores.
    case unread
  }

  /// The servers, most urgent first; of those that are alike, the ones with more to do.
  public var byUrgency: [Server] {
    let order = Dictionary(uniqueKeysWithValues: State.allCases.enumerated().map { ($1, $0) })
    // The names' order is kept where nothing else decides.
    return servers.enumerated().sorted { one, other in
      let (first, second) = (order[one.element.state] ?? 0, order[other.element.state] ?? 0)
      if first != second { return first < second }
      let (work, more) = (one.element.work, other.element.work)
      return work == more ? one.offset < other.offset : work > more
    }.map(\.element)
  }
}

extension PoolInspection.Server {
  public var state: PoolInspection.State {
    if presences.contains(.missing) { return .missing }
    if isNothingRead { return .nothing }
    if hasFailed { return .failed }
    if presences.contains(.unread) { return .part }
    if needsSession { return .session }
    return unreadStores > 0 ? .cleanInPart : .clean
  }

  public func count(_ count: PoolInspection.Count) -> Int {
    switch count {
    case .present: presences.count { $0 == .present }
    case .missing: presences.count { $0 == .missing }
    case .removable: findings.count { $0.standing == .removable }
    case .managed: findings.count { $0.standing == .managed }
    case .review: findings.count { $0.standing == .review || $0.standing == .blocked } + openRows
    case .unread: unreadStores
    }
  }

  fileprivate var work: Int { count(.missing) + findings.count + openRows }
}
