// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Exploration
@testable import Procedure

/// The interlock against its second writing, over all that findings can be.
extension InterlockTests {
  static let rows = [
    Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot, Contoso.renewedRoot, Contoso.partialRoot,
    Contoso.otherCARoot, Contoso.misplacedRoot, Contoso.requiredRoot,
  ]

  @Test("lets through exactly what the rule allows, over all combinations of findings", arguments: rows)
  func combinations(row: TestCertificate) {
    let verdictAllows = [Contoso.strayRoot, Contoso.validStrayRoot, Contoso.renewedRoot].contains(row)
    let verdict = row == Contoso.renewedRoot ? Verdict.renewed : .mismatched
    let isValid = row == Contoso.validStrayRoot || row == Contoso.renewedRoot
    let decisions: [Decision?] = [
      nil, .keep(reason: "x"), .setAside, .remove(acknowledged: []), .remove(acknowledged: Self.all),
      .removeAgreed(by: "", acknowledged: Self.all), .removeAgreed(by: "Robin", acknowledged: []),
      .removeAgreed(by: "Robin", acknowledged: Self.all),
    ]
    var allowed = 0
    let ready = Self.ready()
    for decision in decisions {
      for physical in PhysicalStore.allCases {
        for bits in 0..<16 {
          var findings = ready
          findings.entries[Self.target]?.listed = row.facts
          findings.entries[Self.target]?.setExported(bits & 1 == 0 ? nil : row.facts)
          findings.entries[Self.target]?.listedIn = physical
          findings.entries[Self.target]?.setDecision(decision.map { Self.judged($0, verdict) })
          if bits & 4 == 0 { findings.entries[Self.target]?.removeCard() }
          findings.entries[Self.target]?.setProof(bits & 2 == 0 ? nil : .seenOnServer)
          if bits & 8 != 0 { findings.entries[Self.matching]?.setGone(true) }

          let words = decision?.acknowledged ?? []
          let isDecided: Bool
          switch decision {
          case .remove?: isDecided = !isValid
          case .removeAgreed(let owner, _)?:
            isDecided = !isValid || !owner.isEmpty && words.contains(.stillValid)
          case .keep?, .setAside?, nil: isDecided = false
          }
          let expected = verdictAllows && isDecided && physical == .registry && bits & 0b1110 == 0b0110
          let objection = Interlock.objection(to: Self.target, in: findings, now: Contoso.now)
          #expect(
            (objection == nil) == expected, "\(decision as Any) \(physical) \(bits): \(objection as Any)")
          allowed += objection == nil ? 1 : 0
        }
      }
    }
    #expect((allowed > 0) == verdictAllows)
  }
}
