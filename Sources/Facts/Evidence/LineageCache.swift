// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Caches the lineages of a hand's names: each one requires verifying signatures, and all entries with a name
/// share it.
final class LineageCache: Sendable {
  private let lineages = Mutex<[DistinguishedName: Lineage]>([:])

  func lineage(of name: DistinguishedName, _ make: () -> Lineage) -> Lineage {
    if let known = lineages.withLock({ $0[name] }) { return known }
    // Computed outside the lock, because it may request the lineage of the parent authority.
    let lineage = make()
    lineages.withLock { $0[name] = lineage }
    return lineage
  }
}
