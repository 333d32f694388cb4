// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Testing

@testable import Facts
@testable import Procedure

@Suite("Rules")
struct RuleSourceTests {
  private static let origins = [
    "the article, ", "own rule, because ", "Microsoft", "RFC ", "facts on re-keyed",
  ]

  @Test("say where they are from, and each says its own")
  func sources() {
    let deletion = Course.allCases.flatMap {
      DeletionRule.obstacles(of: $0) + DeletionRule.decisions + DeletionRule.exports(of: $0)
    }
    // Both procedures have most rules in common.
    let sources = Array(Set(deletion.map(\.source))) + VerdictRule.all.map(\.source)
    for source in sources { #expect(Self.origins.contains(where: source.hasPrefix), "\(source)") }
    // Two verdicts may be one sentence of a page; what is ours has a reason of its own.
    let ours = sources.filter { $0.hasPrefix("own rule") }
    #expect(Set(ours).count == ours.count)
  }
}
