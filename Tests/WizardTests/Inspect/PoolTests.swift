// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing
import Texts
import Words

@testable import InspectionReports

@Suite("The six servers of the samples")
struct PoolTests {
  private static func counts(_ server: PoolInspection.Server) -> [Int] {
    PoolInspection.Count.allCases.map(server.count)
  }

  @Test("come in the order of their urgency, each with its counts")
  func matrix() throws {
    let pool = try InspectScreensTests.poolInspection(Wording())
    let rows = pool.byUrgency.map { server in
      "\(server.name) \(server.state) \(Self.counts(server).map(String.init).joined(separator: " "))"
    }
    // Needed and there, needed and missing, removable, managed, to review, not read.
    #expect(
      rows == [
        "fe03 missing 1 1 0 0 1 0", "fe06 nothing 0 0 0 0 0 7", "fe04 session 2 0 0 1 1 0",
        "fe02 session 2 0 1 0 0 0", "fe05 cleanInPart 2 0 0 0 0 5", "fe01 clean 2 0 0 0 0 0",
      ])
    // Every column has a case.
    for count in PoolInspection.Count.allCases { #expect(pool.servers.contains { $0.count(count) > 0 }) }
  }

  @Test("are called in order only where everything was read")
  func words() throws {
    let pool = try InspectScreensTests.poolInspection(Wording())
    let page = PoolWords(wording: Wording()).page(pool)
    let states = Dictionary(uniqueKeysWithValues: page.rows.map { ($0.name, $0.stateText) })
    #expect(states["fe01"] == Wording()("pool.clean"))
    #expect(states.filter { $0.value == Wording()("pool.clean") }.count == 1)
    #expect(states["fe03"]?.hasPrefix("delete nothing") == true)
    #expect(page.missing.map(\.servers) == ["fe03"])
    #expect(page.certificates.map(\.servers) == ["fe02, fe03, fe04", "fe04"])
    #expect(page.sentences.first?.tone == .danger)
  }
}
