// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

extension Told: CustomTestStringConvertible {}

/// Small worlds, explored to the last state. What a run has visited is printed, so that a change that cuts the
/// exploration short is seen. `Scripts/explore` goes through the larger ones.
@Suite("Every reachable state")
struct ExplorationTests {
  @Test(
    "keeps the safety rules, goes on or ends, and comes back to itself",
    arguments: Told.all + Told.withNews)
  func explored(told: Told) {
    let seen = LongExploration.explore(told)
    print(LongExploration.line("explored \(told.testDescription)", seen))
    #expect(seen.violations == [])
  }

  @Test(
    "over 0 to 3 noted certificates, 0 to 4 entries a store, every verdict, both servers and every source")
  func families() async {
    let menus = Families.quick
    #expect(Set(menus.map(\.world.path.count)).isSuperset(of: 1...3))
    for store in Store.allCases {
      #expect(Set(menus.compactMap { $0.world.storeCounts[store] }).isSuperset(of: 0...4), "\(store)")
    }
    #expect(Set(menus.map(\.world.kind)) == Set(ServerKind.allCases))
    #expect(Set(menus.map(\.world.rowsWay)) == Set(World.Way.allCases))
    let seen = await LongExploration.explore(menus, workers: 2, foldsEvery: 50)
    print(LongExploration.line("explored a few of every family", seen))
    #expect(seen.violations == [])
    #expect(seen.verdicts == Set(Verdict.allCases))
    #expect(seen.states > 3000)
  }
}
