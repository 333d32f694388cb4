// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

/// What `Scripts/fuzz` looks for in millions of inputs, in those it begins with.
@Suite("What is fuzzed")
struct FuzzTargetTests {
  @Test("holds for every seed, and for every seed cut in half", arguments: FuzzTarget.all.map(\.name))
  func seeds(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let seeds = try target.seeds()
    #expect(seeds.count >= 3)
    for seed in seeds {
      #expect(seed.count <= target.longestBytes)
      try target.run(seed)
      try target.run(Array(seed.prefix(seed.count / 2)))
    }
    try target.run([])
  }
}
