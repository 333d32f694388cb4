// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

@Suite("Back")
struct BackTests {
  static let world = World.roots([Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot])
  static let second = EntryID(noted: .root, number: 2)

  static func back(_ walker: Walker) -> Refusal? {
    var copy = walker
    return refusal { () throws(Refusal) in try copy.back() }
  }

  @Test("goes from the end to the beginning one answer at a time, and forward again to the same place")
  func allTheWay() throws {
    let world = World.both(
      [Contoso.root], [Contoso.issuing, Contoso.siblingIssuing], path: .typed, rows: .typed)
    var walker = Walker(world)
    var places = [Place(walker.session)]
    while let item = walker.session.pending {
      try walker.answer(Walker.usual(item, walker.session, world))
      places.append(Place(walker.session))
    }
    #expect(places.count > 60)
    for place in places.dropLast().reversed() {
      try walker.back()
      #expect(Place(walker.session) == place)
    }
    #expect(walker.session.given.isEmpty)
    #expect(Self.back(walker) == .nothingToWithdraw)
    try walker.walk()
    #expect(Place(walker.session) == places.last)
    #expect(
      try Place(Session(walker.session.records, signatures: TestCertificate.signatures)) == places.last)
  }

  @Test("withdraws the last answer only: any other number is refused")
  func otherNumbers() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.8@0")
    let last = try walker.session.withdrawable()
    #expect(last == walker.session.records.count)
    for number in [Int.min, -1, 0, 1, 2, last - 1, last + 1, Int.max] {
      let before = walker.session
      #expect(
        refusal { () throws(Refusal) in try walker.record(.withdrawn(from: number)) } == .nothingToWithdraw)
      #expect(walker.session.isUnchanged(from: before))
    }
  }

  @Test("does not count remarks, parking and resuming")
  func remarksStay() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.8@0")
    let place = Place(walker.session)
    try walker.answer(Self.world.listing(.root))
    try walker.record(.remarked(key: "root.9@0/1", text: "three rows"))
    try walker.record(.parked(.interrupted))
    try walker.record(.resumed(program: "test"))
    try walker.back()
    #expect(Place(walker.session) == place)
  }

  @Test("goes past the restore card, which nobody was asked for, and withdraws it with the read-back")
  func pastTheCard() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.18@0/2")
    #expect(walker.session.findings.entries[Self.second]?.restoreCard != nil)
    try walker.back()
    #expect(walker.session.pending?.key == "root.readback@0/2")
    #expect(walker.session.findings.entries[Self.second]?.restoreCard == nil)
    #expect(walker.session.findings.entries[Self.second]?.proof == nil)
  }

  @Test("at the warning of step 19 takes the order back: Windows has asked, and nothing has happened yet")
  func atTheWarning() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.19@0/2")
    try walker.back()
    #expect(walker.session.pending?.key == "root.18@0/2")
    #expect(walker.session.findings.entries[Self.second]?.isOrdered == false)
  }

  @Test("waits for the report once the warning is confirmed")
  func reportFirst() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.gone@0/2")
    #expect(Self.back(walker) == .reportFirst)
    try walker.record(.parked(.terminated))
    try walker.record(.resumed(program: "test"))
    #expect(Self.back(walker) == .reportFirst)
  }

  @Test(
    "does not cross a deletion, by hand or by the wizard, however often it is tried",
    arguments: [true, false])
  func deletionStands(byWizard: Bool) throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.gone@0/2")
    try walker.answer(.reported(gone: true, byWizard: byWizard, remark: ""))
    #expect(walker.session.pending?.key == "root.12@0/3")
    #expect(Self.back(walker) == .deletionStands)
    try walker.walk(to: "root.15@0/3")
    for _ in 12...14 { try walker.back() }
    #expect(walker.session.pending?.key == "root.12@0/3")
    #expect(Self.back(walker) == .deletionStands)
    let report = try #require(walker.session.given.last)
    for sequence in 1...report.sequence {
      var copy = walker
      #expect(
        refusal { () throws(Refusal) in try copy.record(.withdrawn(from: sequence)) } == .deletionStands)
    }
  }

  @Test("crosses a deletion that did not happen, to its warning", arguments: [true, false])
  func stillThere(byWizard: Bool) throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.gone@0/2")
    try walker.answer(.reported(gone: false, byWizard: byWizard, remark: "access denied"))
    try walker.back()
    // The wizard's own report is withdrawn with the answer that led to it.
    #expect(walker.session.pending?.key == (byWizard ? "root.19@0/2" : "root.gone@0/2"))
    #expect(walker.session.findings.entries[Self.second]?.removal?.isGone == nil)
  }
}

@Suite("What the read-back changes")
struct ReadBackTests {
  static let second = EntryID(noted: .root, number: 2)
  static let all = Set(RemovalWarning.allCases)

  /// Typed rows before a noted certificate that is known whole.
  static func walker(_ row: TestCertificate, path: World.Way = .listed) throws -> Walker {
    var walker = Walker(.roots([Contoso.root, row], path: path, rows: .typed))
    try #require(try walker.walk(to: "root.readback@0/2") != nil)
    return walker
  }

  @Test("a mismatch that turns out a renewal falls back to the decision, and is not deleted without it")
  func becomesRenewed() throws {
    var walker = try Self.walker(Contoso.renewedRoot)
    #expect(walker.session.findings.verdict(Self.second) == .undecided)
    let before = Place(walker.session)
    try walker.answer(.readBack(Contoso.renewedRoot.facts, path: "/x.cer"))
    #expect(walker.session.findings.verdict(Self.second) == .renewed)
    #expect(walker.session.findings.decision(Self.second) == nil)
    #expect(walker.session.pending?.key == "root.decide@0/2:renewed")
    let order = Event.answered(key: "root.18@0/2", .deletionOrdered(lastFour: "43d5"))
    #expect(
      refusal { () throws(Refusal) in try walker.record(order) }
        == .notNow(expected: "root.decide@0/2:renewed"))
    #expect(Interlock.objection(to: Self.second, in: walker.session.findings, now: Contoso.now) == .notMarked)
    #expect(
      refusal { () throws(Refusal) in try walker.answer(.decided(.remove(acknowledged: Self.all))) }
        == .interlock(.ownerDidNotAgree))

    var back = walker
    try back.back()
    #expect(Place(back.session) == before)

    var kept = walker
    try kept.answer(.decided(.keep(reason: "a renewal")))
    try kept.walk()
    #expect(kept.session.ending == .stoppedForReview)
    #expect(!kept.asked.contains { $0.form == .deletion })

    try walker.answer(.decided(.removeAgreed(by: "Robin", acknowledged: Self.all)))
    #expect(walker.session.pending?.key == "root.card@0/2")
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(walker.asked.count { $0.step.kind == .decide } == 2)
  }

  static let pending: [(World.Way, String, Objection)] = [
    (.listed, "root.decide@0/2:mismatched", .notMarked),
    (.typed, "root.again@0/2:undecided", .warningNotConfirmed(.stillValid)),
  ]

  @Test(
    "that it is still valid is said when the read-back shows it, and decided on again", arguments: pending)
  func stillValid(path: World.Way, key: String, objection: Objection) throws {
    var walker = try Self.walker(Contoso.validStrayRoot, path: path)
    try walker.answer(.readBack(Contoso.validStrayRoot.facts, path: "/x.cer"))
    #expect(walker.session.pending?.key == key)
    #expect(
      Interlock.objection(to: Self.second, in: walker.session.findings, now: Contoso.now) == objection)
    let weak = Decision.removeAgreed(by: "Robin", acknowledged: [.keyUnknown, .validityUnknown])
    #expect(
      refusal { () throws(Refusal) in try walker.answer(.decided(weak)) }
        == .interlock(.warningNotConfirmed(.stillValid)))
    #expect(
      refusal { () throws(Refusal) in try walker.answer(.decided(.remove(acknowledged: Self.all))) }
        == .interlock(.ownerDidNotAgree))

    var kept = walker
    try kept.answer(.decided(.keep(reason: "something relies on it")))
    try kept.walk()
    #expect(kept.session.ending == .duplicatesKept)
    var back = walker
    try back.back()
    #expect(back.session.pending?.key == "root.readback@0/2")

    try walker.answer(.decided(.removeAgreed(by: "Robin", acknowledged: Self.all)))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("what was undecided and turns out expired and mismatched needs no name any more")
  func becomesMismatched() throws {
    var walker = try Self.walker(Contoso.strayRoot)
    try walker.answer(.readBack(Contoso.strayRoot.facts, path: "/x.cer"))
    #expect(walker.session.pending?.key == "root.decide@0/2:mismatched")
    #expect(
      refusal { () throws(Refusal) in
        try walker.answer(.decided(.removeAgreed(by: "Robin", acknowledged: Self.all)))
      } == .notOffered)
    try walker.answer(.decided(.remove(acknowledged: [])))
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("nothing is asked again when it shows nothing new, or was only seen on the server")
  func nothingNew() throws {
    let answers: [(TestCertificate, World.Way, Answer)] = [
      (Contoso.strayRoot, .typed, .readBack(Contoso.strayRoot.facts, path: "/x.cer")),
      (Contoso.strayRoot, .listed, .seenOnServer), (Contoso.validStrayRoot, .listed, .seenOnServer),
      (Contoso.renewedRoot, .listed, .seenOnServer),
    ]
    for (row, path, answer) in answers {
      var walker = try Self.walker(row, path: path)
      try walker.answer(answer)
      #expect(walker.session.pending?.key == "root.card@0/2")
      try walker.walk()
      #expect(walker.session.ending == .duplicatesRemoved)
    }
  }

  @Test("what was seen on the server only stays marked as not read back")
  func notReadBack() throws {
    var walker = try Self.walker(Contoso.strayRoot)
    try walker.answer(.seenOnServer)
    try walker.walk()
    #expect(walker.session.findings.entries[Self.second]?.proof == .seenOnServer)
    #expect(walker.session.findings.entries[Self.second]?.exported == nil)
  }
}
