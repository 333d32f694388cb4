// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

@testable import Procedure

/// Small worlds, explored to the last state. What a run has visited is printed, so that a change that cuts the
/// exploration short is seen.
@Suite("Every reachable state")
struct ExplorationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let world: World
    var breadth = Menu.Breadth.usual
    /// Endings that the exploration has to come to.
    let endings: Set<Ending>
    /// How many states there are at the least.
    let atLeast: Int
  }

  private static let usual: Set<Ending> = [
    .duplicatesRemoved, .duplicatesKept, .stoppedForReview, .problemRemains,
  ]

  static let cases: [Case] = [
    Case(
      testDescription: "a mismatched and a still valid root, listed",
      world: .roots([Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot]), endings: usual, atLeast: 500),
    Case(
      testDescription: "a renewed root, listed", world: .roots([Contoso.root, Contoso.renewedRoot]),
      endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains], atLeast: 100),
    Case(
      testDescription: "a partly different and a mismatched root, listed, whose places are looked up",
      world: .roots([Contoso.strayRoot, Contoso.partialRoot, Contoso.root]).with { $0.tellsPhysical = false },
      endings: [.stoppedForReview, .problemRemains], atLeast: 100),
    Case(
      testDescription: "mismatched and renewed, typed before a path of files",
      world: .roots([Contoso.root, Contoso.validStrayRoot, Contoso.renewedRoot], rows: .typed),
      breadth: .narrow,
      endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains], atLeast: 500),
    Case(
      testDescription: "a renewed root, typed before a path of files",
      world: .roots([Contoso.renewedRoot, Contoso.root], rows: .typed), endings: usual, atLeast: 150),
    Case(
      testDescription: "a still valid root, typed before a path of files",
      world: .roots([Contoso.root, Contoso.validStrayRoot], rows: .typed), endings: usual, atLeast: 150),
    Case(
      testDescription: "a mismatched root, all typed, any row mistyped as any other",
      world: .roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed), breadth: .mistyped,
      endings: usual.union([.noneMatches]), atLeast: 500),
    Case(
      testDescription: "a root and an intermediate, each with a mismatched one, listed",
      world: .both([Contoso.root, Contoso.strayRoot], [Contoso.issuing, Contoso.strayIssuing]),
      breadth: .narrow, endings: [.duplicatesRemoved, .stoppedForReview, .problemRemains],
      atLeast: 500),
    Case(
      testDescription: "a root and an intermediate given as files, with a sibling and a cross-signed one",
      world: .both(
        [Contoso.root], [Contoso.strayIssuing, Contoso.issuing, Contoso.crossSignedIssuing], rows: .given),
      endings: [.stoppedForReview, .problemRemains], atLeast: 200),
    Case(
      testDescription: "a mismatched root, the path noted rightly and wrongly, rows counted and listed",
      world: .roots([Contoso.root, Contoso.strayRoot]), breadth: .wide,
      endings: usual.union([.listedOnce, .notInStore, .otherCause]), atLeast: 300),
    Case(
      testDescription: "a path of one or two, noted rightly and wrongly, nothing mismatched",
      world: .both([Contoso.root], [Contoso.issuing]), breadth: .wide,
      endings: [.listedOnce, .notInStore, .otherCause], atLeast: 300),
  ]

  @Test("keeps the safety rules, goes on or ends, and comes back to itself", arguments: cases)
  func explored(row: Case) throws {
    var explorer = Explorer(Menu(world: row.world, breadth: row.breadth))
    try explorer.explore()
    print(
      "explored \(row.testDescription): \(explorer.states) states, \(explorer.transitions) answers,"
        + " \(explorer.refusals) refused, \(explorer.deletions) deletions seen, \(explorer.folds) folds,"
        + " endings \(explorer.endings.map(\.rawValue).sorted().joined(separator: " "))")
    #expect(explorer.states >= row.atLeast)
    #expect((explorer.deletions > 0) == row.endings.contains(.problemRemains))
    #expect(explorer.endings.isSuperset(of: row.endings))
  }
}
