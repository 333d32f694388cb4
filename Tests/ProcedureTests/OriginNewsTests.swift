// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

/// Where one row lies, as the admin looked up, is news for another row of the same certificate.
@Suite("Where a copy lies")
struct OriginNewsTests {
  private static let second = EntryID(noted: .root, number: 2)

  /// Two rows of a stray root by hand, the second of which lies in this physical store.
  private static func walker(_ physical: PhysicalStore) -> Walker {
    let rows = [World.Row(Contoso.root), .init(Contoso.strayRoot), .init(Contoso.strayRoot, in: physical)]
    return Walker(World(rows: [rows], rowsWay: .given).with { $0.tellsPhysical = false })
  }

  @Test(
    "a row that was marked is asked about anew when a policy keeps another of it",
    arguments: [PhysicalStore.groupPolicy, .enterprise, .authRoot])
  func managed(physical: PhysicalStore) throws {
    var walker = Self.walker(physical)
    try walker.walk { $0.question is RowOrigin && $0.about == .entry(EntryID(noted: .root, number: 3)) }
    #expect(walker.session.findings.decision(Self.second)?.isRemoval == true)
    try walker.answer(.origin(physical))
    #expect(walker.session.findings.entries[Self.second]?.awaitsDecision == true)
    try walker.walk()
    #expect(walker.session.ending == .stoppedForReview)
    #expect(walker.session.removed.isEmpty)
  }

  @Test("a row that was marked stays so when the other lies where an administrator put it")
  func registry() throws {
    var walker = Self.walker(.registry)
    try walker.walk { $0.question is RowOrigin && $0.about == .entry(EntryID(noted: .root, number: 3)) }
    try walker.answer(.origin(.registry))
    #expect(walker.session.findings.entries[Self.second]?.awaitsDecision == false)
  }
}
