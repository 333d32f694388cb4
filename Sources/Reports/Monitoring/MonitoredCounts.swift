// SPDX-License-Identifier: GPL-3.0-or-later

import Occurrences
import Procedure

/// How many certificates were found in which state.
struct MonitoredCounts {
  enum State: String, CaseIterable {
    case there, absent
    /// Not in what was read, and not all of the store was read.
    case notSeen
  }

  enum Kind: String, CaseIterable {
    /// Certificates of the path, which have to be there.
    case needed
    /// Removed ones, which have to be absent.
    case removed
    /// Removed and restored ones, which have to be there.
    case restored
    /// Moved ones, which have to be in Intermediate.
    case moved
  }

  private let all: [Kind: [State]]

  init(_ recheck: Recheck) {
    var all: [Kind: [State]] = [:]
    for kept in recheck.kept { all[.needed, default: []].append(State(kept.presence)) }
    for removed in recheck.removed {
      all[removed.isRestored ? .restored : .removed, default: []].append(State(removed.presence))
    }
    for moved in recheck.moved { all[.moved, default: []].append(State(moved.presence)) }
    self.all = all
  }

  subscript(_ kind: Kind, _ state: State) -> Int { all[kind]?.count { $0 == state } ?? 0 }

  func count(_ kind: Kind) -> Int { all[kind]?.count ?? 0 }

  /// All certificates in this state.
  func count(_ state: State) -> Int { Kind.allCases.reduce(0) { $0 + self[$1, state] } }
}

extension MonitoredCounts.State {
  init(_ presence: Recheck.Presence) {
    self =
      switch presence {
      case .there: .there
      case .absent: .absent
      case .notSeen: .notSeen
      }
  }
}
