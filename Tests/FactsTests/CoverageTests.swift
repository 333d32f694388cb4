// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Testing

@Suite("Coverage")
struct CoverageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let coverage: Coverage
    let state: Coverage.State
    let isWhole: Bool
    var open: [PhysicalStore] = []
    var unseen: [PhysicalStore] = []
  }

  private static let read = Coverage.Part(entries: 3)
  private static let none = Coverage.Part(entries: 0)

  static let cases: [Case] = [
    Case(
      testDescription: "nothing was handed over", coverage: Coverage(.trustedRoot), state: .absent,
      isWhole: false, open: [.registry, .authRoot, .groupPolicy, .enterprise],
      unseen: [.authRoot, .groupPolicy, .enterprise]),
    Case(
      testDescription: "the list that MMC shows", coverage: .whole(.trustedRoot, entries: 3), state: .read,
      isWhole: true),
    Case(
      testDescription: "the list that MMC shows, without an entry",
      coverage: .whole(.intermediate, entries: 0),
      state: .empty, isWhole: true),
    Case(
      testDescription: "the list that MMC shows, an entry unreadable",
      coverage: Coverage(.trustedRoot, [.unknown: .init(entries: 3, unreadable: 1)]), state: .part,
      isWhole: false, open: [.unknown]),
    Case(
      testDescription: "the list that MMC shows, cut off",
      coverage: Coverage(.trustedRoot, [.unknown: .init(entries: 3, isShownWhole: false)]), state: .part,
      isWhole: false, open: [.unknown]),
    Case(
      testDescription: "cut off before the first entry",
      coverage: Coverage(.trustedRoot, [.unknown: .init(entries: 0, isShownWhole: false)]), state: .part,
      isWhole: false, open: [.unknown]),
    Case(
      testDescription: "every physical store",
      coverage: Coverage(
        .trustedRoot, [.registry: read, .authRoot: read, .groupPolicy: none, .enterprise: none]),
      state: .read, isWhole: true),
    Case(
      testDescription: "every physical store, and nothing in them",
      coverage: Coverage(.intermediate, [.registry: none, .groupPolicy: none, .enterprise: none]),
      state: .empty, isWhole: true),
    Case(
      testDescription: "the computer's own part alone",
      coverage: Coverage(.trustedRoot, [.registry: read, .authRoot: read]), state: .part, isWhole: false,
      open: [.groupPolicy, .enterprise], unseen: [.groupPolicy, .enterprise]),
    Case(
      testDescription: "every physical store, one with an unreadable entry",
      coverage: Coverage(
        .intermediate,
        [.registry: .init(entries: 2, unreadable: 1), .groupPolicy: none, .enterprise: read]),
      state: .part, isWhole: false, open: [.registry]),
    Case(
      testDescription: "a file of Windows Update's part is not the store",
      coverage: Coverage(.trustedRoot, [.authRoot: read]), state: .part, isWhole: false,
      open: [.registry, .groupPolicy, .enterprise], unseen: [.groupPolicy, .enterprise]),
    Case(
      testDescription: "the list that MMC shows, beside a damaged file of one part",
      coverage: Coverage(.trustedRoot, [.unknown: read, .registry: .init(entries: 1, unreadable: 2)]),
      state: .read, isWhole: true),
  ]

  @Test("tells what was looked at from what was not", arguments: cases)
  func coverage(_ example: Case) {
    #expect(example.coverage.state == example.state)
    #expect(example.coverage.isWhole == example.isWhole)
    #expect(example.coverage.openParts == example.open)
    #expect(example.coverage.managedNotHandedOver == example.unseen)
  }

  @Test("a part that is missing is absent")
  func absent() {
    let coverage = Coverage(.trustedRoot, [.registry: Self.read, .enterprise: Self.none])
    #expect(
      PhysicalStore.allCases.map(coverage.state) == [.read, .absent, .absent, .empty, .absent])
  }
}
