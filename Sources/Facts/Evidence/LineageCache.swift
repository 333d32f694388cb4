// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The lineages of a hand's names: each takes signatures, and every entry of a name asks for the same one.
final class LineageCache: Sendable {
  private let lineages = Mutex<[DistinguishedName: Lineage]>([:])

  func lineage(of name: DistinguishedName, _ make: () -> Lineage) -> Lineage {
    if let known = lineages.withLock({ $0[name] }) { return known }
    // Made outside of the lock, as it may ask for the lineage of the authority above.
    let lineage = make()
    lineages.withLock { $0[name] = lineage }
    return lineage
  }
}
