// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

@Suite("Endings")
struct EndingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let ending: Ending
    let world: World
    /// Answers by item, where they are not the usual ones.
    var answers: [String: Answer] = [:]
    /// A step that has to be among those that were asked.
    var by: String?
  }

  private static func typed(_ rows: [TestCertificate]) -> World { .roots(rows, path: .typed, rows: .typed) }

  private static let expired = Contoso.root.with { $0.notAfter = "20210301100000Z" }

  private static func managed(_ physical: PhysicalStore) -> World {
    World(rows: [[.init(Contoso.root), .init(Contoso.strayRoot, in: physical)]])
  }

  static let removed: [Case] = [
    Case(
      testDescription: "a mismatched root is removed", ending: .duplicatesRemoved,
      world: .roots([Contoso.root, Contoso.strayRoot])),
    Case(
      testDescription: "a mismatched root, all by hand", ending: .duplicatesRemoved,
      world: typed([Contoso.root, Contoso.strayRoot]), answers: ["root.readback@0/2": .seenOnServer]),
    Case(
      testDescription: "a mismatched root, read by hand and read back", ending: .duplicatesRemoved,
      world: typed([Contoso.root, Contoso.strayRoot])),
    Case(
      testDescription: "a valid mismatched root, read by hand and read back", ending: .duplicatesRemoved,
      world: typed([Contoso.root, Contoso.validStrayRoot]), by: "root.again"),
    Case(
      testDescription: "another generation is removed with its owner's agreement", ending: .duplicatesRemoved,
      world: .roots([Contoso.root, InterlockTests.generation])),
    Case(
      testDescription: "two mismatched roots and one mismatched intermediate", ending: .duplicatesRemoved,
      world: .both(
        [Contoso.strayRoot, Contoso.root, Contoso.validStrayRoot], [Contoso.issuing, Contoso.strayIssuing])),
    Case(
      testDescription: "a renewed root is removed with its owner's agreement", ending: .duplicatesRemoved,
      world: .roots([Contoso.root, Contoso.renewedRoot])),
    Case(
      testDescription: "the root is removed, the intermediate is listed once", ending: .duplicatesRemoved,
      world: .both([Contoso.root, Contoso.strayRoot], [Contoso.issuing])),
  ]

  static let nothingToDo: [Case] = [
    Case(
      testDescription: "listed once, by the files", ending: .listedOnce, world: .roots([Contoso.root]),
      by: "root.once"),
    Case(
      testDescription: "listed once, by the count", ending: .listedOnce, world: typed([Contoso.root]),
      by: "root.once"),
    Case(
      testDescription: "listed once beside another authority of its display name", ending: .listedOnce,
      world: .roots([Contoso.root, Contoso.otherCARoot]), by: "root.once"),
    Case(
      testDescription: "both listed once beside a sibling", ending: .listedOnce,
      world: .both([Contoso.root], [Contoso.issuing, Contoso.siblingIssuing]), by: "ca.once"),
    Case(
      testDescription: "the same root in two physical stores", ending: .listedOnce,
      world: .roots([Contoso.root, Contoso.root]), by: "root.twice"),
    Case(
      testDescription: "the same intermediate in two physical stores, counted", ending: .listedOnce,
      world: .both([Contoso.root], [Contoso.issuing, Contoso.issuing], path: .typed, rows: .typed),
      by: "ca.twice"),
    Case(
      testDescription: "none matches, by the files", ending: .noneMatches, world: .roots([Contoso.strayRoot]),
      by: "root.none"),
    Case(
      testDescription: "none matches, by hand", ending: .noneMatches,
      world: typed([Contoso.strayRoot, Contoso.validStrayRoot]), by: "root.none"),
    Case(
      testDescription: "none of the intermediates matches", ending: .noneMatches,
      world: .both([Contoso.root], [Contoso.strayIssuing]), by: "ca.none"),
    Case(
      testDescription: "nothing in what was read of the store", ending: .storeNotRead,
      world: .roots([]).with { $0.sight = .withoutPolicies }, by: "root.notread"),
    Case(
      testDescription: "only a mismatched one in what was read of the store", ending: .storeNotRead,
      world: .roots([Contoso.strayRoot]).with { $0.sight = .withoutPolicies }, by: "root.notread"),
    Case(
      testDescription: "only a mismatched one, beside an entry that could not be read", ending: .storeNotRead,
      world: .roots([Contoso.strayRoot]).with { $0.sight = .withUnreadable }, by: "root.notread"),
    Case(
      testDescription: "the intermediate is not in what was read", ending: .storeNotRead,
      world: .both([Contoso.root], []).with { $0.sight = .withoutPolicies }, by: "ca.notread"),
    Case(
      testDescription: "listed once in a store that was read in part", ending: .listedOnce,
      world: .roots([Contoso.root]).with { $0.sight = .withUnreadable }, by: "root.once"),
    Case(
      testDescription: "none matches in a store that was read whole", ending: .noneMatches,
      world: .roots([Contoso.strayRoot]).with { $0.sight = .whole }, by: "root.none"),
    Case(
      testDescription: "not in the store, by the files", ending: .notInStore, world: .roots([]),
      by: "root.missing"),
    Case(
      testDescription: "not in the store, by the count", ending: .notInStore, world: typed([]),
      by: "root.missing"),
    Case(
      testDescription: "only another authority of its display name is in the store", ending: .notInStore,
      world: .roots([Contoso.otherCARoot]), by: "root.missing"),
    Case(
      testDescription: "the intermediate is not in the store", ending: .notInStore,
      world: .both([Contoso.root], []), by: "ca.missing"),
  ]

  static let left: [Case] = [
    Case(
      testDescription: "a mismatched root is kept", ending: .duplicatesKept,
      world: .roots([Contoso.root, Contoso.strayRoot]),
      answers: ["root.decide@0/2:mismatched": .decided(.keep(reason: "another team"))]),
    Case(
      testDescription: "one is removed, another kept", ending: .duplicatesKept,
      world: .roots([Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot]),
      answers: ["root.decide@0/3:mismatched": .decided(.keep(reason: "another team"))]),
    Case(
      testDescription: "a mismatched root is set aside", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.strayRoot]),
      answers: ["root.decide@0/2:mismatched": .decided(.setAside)]),
    Case(
      testDescription: "a renewed root is kept", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.renewedRoot]),
      answers: ["root.decide@0/2:renewed": .decided(.keep(reason: "both are in use"))]),
    Case(
      testDescription: "another generation is kept", ending: .stoppedForReview,
      world: .roots([Contoso.root, InterlockTests.generation]),
      answers: ["root.decide@0/2:generation": .decided(.keep(reason: "the owner wants both"))]),
    Case(
      testDescription: "the only certificate of the noted key that is still valid", ending: .stoppedForReview,
      world: World(path: [expired], rows: [[.init(expired), .init(Contoso.renewedRoot)]])),
    Case(
      testDescription: "a mismatched root of which Group Policy keeps a copy", ending: .stoppedForReview,
      world: World(rows: [
        [.init(Contoso.root), .init(Contoso.strayRoot), .init(Contoso.strayRoot, in: .groupPolicy)]
      ])),
    Case(
      testDescription: "a typed root that is not decided on", ending: .stoppedForReview,
      world: typed([Contoso.root, Contoso.strayRoot]),
      answers: ["root.decide@0/2:undecided": .decided(.setAside)]),
    Case(
      testDescription: "the noted key under another issuer", ending: .stoppedForReview,
      world: .roots([Contoso.root, Kinds.kin[4].certificate])),
    Case(
      testDescription: "a partly different root", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.partialRoot])),
    Case(
      testDescription: "a misplaced certificate", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.misplacedRoot])),
    Case(
      testDescription: "a cross-signed intermediate", ending: .stoppedForReview,
      world: .both([Contoso.root], [Contoso.issuing, Contoso.crossSignedIssuing])),
    Case(testDescription: "kept by Group Policy", ending: .stoppedForReview, world: managed(.groupPolicy)),
    Case(testDescription: "kept by Active Directory", ending: .stoppedForReview, world: managed(.enterprise)),
    Case(testDescription: "kept by Windows Update", ending: .stoppedForReview, world: managed(.authRoot)),
    Case(
      testDescription: "kept by Group Policy, as the admin looked up", ending: .stoppedForReview,
      world: managed(.groupPolicy).with { $0.tellsPhysical = false }, by: "root.origin"),
    Case(
      testDescription: "nobody knows where it lies", ending: .stoppedForReview,
      world: managed(.unknown).with { $0.tellsPhysical = false }, by: "root.origin"),
    Case(
      testDescription: "still there after the deletion", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.strayRoot]),
      answers: ["root.gone@0/2": .reported(gone: false, byWizard: false, remark: "access denied")]),
    Case(
      testDescription: "another number of rows is left than should be", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.strayRoot]), answers: ["root.20@0": .counted(2)]),
    Case(
      testDescription: "the right one is gone as well", ending: .stoppedForReview,
      world: .roots([Contoso.root, Contoso.strayRoot]), answers: ["root.20@0": .counted(0)]),
    Case(
      testDescription: "the right one is gone, and the wrong one is still there", ending: .neededMissing,
      world: .both([Contoso.root, Contoso.strayRoot], [Contoso.issuing, Contoso.strayIssuing]),
      answers: [
        "root.stays@0": .stays(false, byWizard: false), "root.lost@0": .stays(false, byWizard: false),
      ], by: "root.lost"),
    Case(
      testDescription: "the right one was gone, and is not asked for in a session of revision 3",
      ending: .problemRemains,
      world: .roots([Contoso.root, Contoso.strayRoot]).with { $0.procedure = 3 },
      answers: ["root.stays@0": .stays(false, byWizard: false)], by: "root.lost"),
    Case(
      testDescription: "the wizard sees that the right one is gone", ending: .neededMissing,
      world: .roots([Contoso.root, Contoso.strayRoot]),
      answers: [
        "root.stays@0": .stays(false, byWizard: true), "root.lost@0": .stays(false, byWizard: true),
      ], by: "root.lost"),
    Case(
      testDescription: "another cause", ending: .otherCause,
      world: .roots([Contoso.root, Contoso.strayRoot]),
      answers: ["before.ports": .problem("444 is closed")], by: "before.other"),
    Case(
      testDescription: "the sign-in still fails", ending: .problemRemains,
      world: .roots([Contoso.root, Contoso.strayRoot]), answers: ["after.signin": .problem("still asks")],
      by: "after.pool"),
    Case(
      testDescription: "the sign-in still fails, and something is kept", ending: .problemRemains,
      world: .roots([Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot]),
      answers: [
        "after.signin": .problem("still asks"),
        "root.decide@0/3:mismatched": .decided(.keep(reason: "team B")),
      ]),
  ]

  @Test("are what the world and the answers make them", arguments: removed + nothingToDo + left)
  func ending(row: Case) throws {
    var walker = Walker(row.world) { item, _ in row.answers[item.key] }
    try walker.walk()
    #expect(walker.session.ending == row.ending)
    #expect(
      row.answers.keys.allSatisfy { key in walker.asked.contains { $0.key == key } },
      "an answer was not asked for")
    if let step = row.by { #expect(walker.asked.contains { $0.step.id == step }, "\(step) was not asked") }
    let isDeleted = walker.session.findings.hasDeleted
    #expect(
      isDeleted == walker.asked.contains { $0.form == .deletion }
        || row.answers.keys.contains("root.gone@0/2"))
    let isChecked = isDeleted && row.ending != .neededMissing
    #expect(walker.asked.contains { $0.step.id == "after.recheck" } == isChecked)
  }

  @Test("are all reached")
  func allReached() {
    let reached = Set((Self.removed + Self.nothingToDo + Self.left).map(\.ending))
    // Those of a move are reached in `MoveTests`.
    #expect(reached.union(MoveTests.endings.map(\.ending)) == Set(Ending.allCases))
    #expect(Ending.allCases.filter(\.isResolved) == [.duplicatesRemoved, .misplacedMoved, .noneMisplaced])
  }

  @Test("the work goes on once a lost certificate is back")
  func back() throws {
    let world = World.both([Contoso.root, Contoso.strayRoot], [Contoso.issuing, Contoso.strayIssuing])
    var walker = Walker(world) { item, _ in
      item.key == "root.stays@0" ? .stays(false, byWizard: false) : nil
    }
    try walker.walk()
    #expect(walker.asked.contains { $0.step.id == "root.lost" })
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(walker.session.findings.entries.values.count { $0.isGone == true } == 2)
    #expect(walker.session.findings.problems.isEmpty)
  }

  @Test("nothing else is deleted once the certificate that the server needs is gone")
  func lost() throws {
    let world = World.both([Contoso.root, Contoso.strayRoot], [Contoso.issuing, Contoso.strayIssuing])
    var walker = Walker(world) { item, _ in
      ["root.stays@0", "root.lost@0"].contains(item.key) ? .stays(false, byWizard: false) : nil
    }
    try walker.walk()
    #expect(!walker.asked.contains { $0.step.id.hasPrefix("ca.") })
    #expect(walker.session.findings.entries.values.count { $0.isGone == true } == 1)
    #expect(
      try Session(walker.session.records, signatures: TestCertificate.signatures).isUnchanged(
        from: walker.session))
  }

  @Test("a required root, an unrelated one and another authority are nobody's to decide")
  func notOffered() throws {
    let rows = [Contoso.root, Contoso.otherCARoot, Contoso.requiredRoot, Contoso.strayRoot]
    var walker = Walker(.roots(rows))
    try walker.walk()
    let decided = walker.asked.filter { $0.step.kind == .decide }.map(\.about)
    #expect(decided == [.entry(EntryID(noted: .root, number: 4))])
  }

  @Test("a row that belongs to another noted certificate does not keep a session open that removed it")
  func rowOfAnother() throws {
    // Root and policy authority share a display name, so that both lists show the stray intermediate.
    let policy = Contoso.policy.with { $0.subject = .contoso("Contoso Root CA").of("Contoso Policies") }
    let issuing = Contoso.issuing.with { $0.issuer = policy.subject }
    let stray = Contoso.strayIssuing.with { $0.issuer = policy.subject }
    let world = World(
      path: [Contoso.root, policy, issuing],
      rows: [[.init(Contoso.root)], [.init(policy), .init(stray)], [.init(issuing), .init(stray)]])
    #expect(try Walker.ending(world) == .duplicatesRemoved)
  }
}
