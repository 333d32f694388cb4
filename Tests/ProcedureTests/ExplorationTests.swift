// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

extension Told: CustomTestStringConvertible {}

/// The smallest worlds, explored to the last state. The larger ones take minutes without optimization: a whole
/// `Scripts/test` explores them with `Scripts/explore quick`, optimized, and `Scripts/explore` many more.
@Suite("Every reachable state")
struct ExplorationTests {
  @Test(
    "keeps the safety rules, goes on or ends, and comes back to itself",
    arguments: (Told.all + Told.withNews + Told.moves).filter { $0.atLeast <= 50 })
  func explored(told: Told) {
    let seen = LongExploration.explore(told)
    print(LongExploration.line("explored \(told.testDescription)", seen))
    #expect(seen.violations == [])
  }

  @Test("is looked for with 1 to 3 noted certificates, 0 to 4 entries a store, every server and source")
  func families() {
    let worlds = Families.quick.map(\.world)
    #expect(Set(worlds.map(\.path.count)).isSuperset(of: 1...3))
    for store in Store.allCases {
      #expect(Set(worlds.compactMap { $0.storeCounts[store] }).isSuperset(of: 0...4), "\(store)")
    }
    #expect(Set(worlds.map(\.kind)) == Set(ServerKind.allCases))
    #expect(Set(worlds.map(\.rowsWay)) == Set(World.Way.allCases))
  }
}
