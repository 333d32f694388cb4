// SPDX-License-Identifier: GPL-3.0-or-later

import Words

/// A pool in sentences and counts, before it is laid out as a table or as a page.
struct PoolPage {
  struct Row {
    let state: PoolInspection.State
    let name: String
    let counts: [(title: String, number: Int)]
    let stateText: String
  }

  /// A certificate and the servers that it is about.
  struct Certificate {
    let text: String
    let servers: String
  }

  let serverTitle: String
  let stateTitle: String
  let rows: [Row]
  /// What the columns count.
  let legend: String
  /// Needed, and not where they have to be.
  let missing: [Certificate]
  let certificates: [Certificate]
  let sentences: [TonedLine]
}
