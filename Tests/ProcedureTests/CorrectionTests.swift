// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

/// One answer is corrected, and what does not depend on it is given again as it was.
@Suite("Corrections")
struct CorrectionTests {
  static let world = World.both(
    [Contoso.root, Contoso.strayRoot], [Contoso.issuing], path: .typed, rows: .typed)
  static let stray = EntryID(noted: .root, number: 2)

  /// Answers as before, as long as that is taken; what is left is asked.
  static func keep(_ walker: inout Walker) throws {
    while let item = walker.session.pending, let answer = walker.session.kept[item.key] {
      guard refusal({ () throws(Refusal) in try walker.answer(answer) }) == nil else { return }
    }
  }

  static func correct(_ walker: inout Walker, _ key: String) throws {
    let one = try #require(walker.session.given.last { $0.item.key == key })
    try walker.record(.withdrawn(from: one.sequence, keeps: true))
    #expect(walker.session.pending?.key == key)
  }

  @Test("asks for the corrected answer alone, where nothing else depends on it")
  func alone() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.decide@0/2:undecided")
    let place = walker.session.position
    let count = walker.session.given.count
    try Self.correct(&walker, "start.admin:administrator")
    try walker.answer(.value("Robin"))
    try Self.keep(&walker)
    #expect(walker.session.position == place)
    #expect(walker.session.given.count == count)
    #expect(walker.session.findings.administrator == "Robin")
    #expect(walker.session.kept.isEmpty)
  }

  @Test("asks for the decision again when a mistyped serial number is corrected, and for no row")
  func mistyped() throws {
    var walker = Walker(Self.world) { item, _ in
      item.key == "root.11@0/1:serial" ? .value("01 02 03 04 05") : nil
    }
    try walker.walk(to: "root.none@0")
    #expect(walker.session.pending?.key == "root.none@0")
    try Self.correct(&walker, "root.11@0/1:serial")
    try walker.answer(.value(Contoso.root.typedSerial))
    try Self.keep(&walker)
    #expect(walker.session.pending?.key == "root.origin@0/2")
    #expect(walker.session.findings.verdict(EntryID(noted: .root, number: 1)) == .matched)
  }

  @Test("keeps no decision, no order and no report")
  func decisions() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.18@0/2")
    try Self.correct(&walker, "start.admin:administrator")
    try walker.answer(.value("Robin"))
    try Self.keep(&walker)
    #expect(walker.session.pending?.key == "root.decide@0/2:undecided")
    #expect(walker.session.findings.entries[Self.stray]?.removal == nil)
  }

  @Test("nothing is corrected behind a deletion, nor while its report is awaited")
  func deleted() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.gone@0/2")
    #expect(walker.session.correctable.isEmpty)
    let first = walker.session.given[0].sequence
    #expect(
      refusal { () throws(Refusal) in try walker.record(.withdrawn(from: first, keeps: true)) }
        == .reportFirst)
    try walker.walk(to: "root.20@0")
    #expect(walker.session.correctable.isEmpty)
    #expect(
      refusal { () throws(Refusal) in try walker.record(.withdrawn(from: first, keeps: true)) }
        == .deletionStands)
    try walker.walk(to: "ca.8@1")
    #expect(walker.session.correctable.allSatisfy { $0.item.key > "root.20" || $0.item.key.hasPrefix("ca.") })
  }

  @Test("what is kept is the same after the journal is read again")
  func folded() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.decide@0/2:undecided")
    try Self.correct(&walker, "start.zone:timeZone")
    let folded = try Session(walker.session.records, signatures: TestCertificate.signatures)
    #expect(folded.kept == walker.session.kept)
    #expect(!folded.kept.isEmpty)
  }

  @Test("numbers of no answer are refused")
  func noAnswer() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.8@0")
    for number in [Int.min, 0, 1, walker.session.records.count + 1, Int.max] {
      let before = walker.session
      #expect(
        refusal { () throws(Refusal) in try walker.record(.withdrawn(from: number, keeps: true)) }
          == .nothingToWithdraw)
      #expect(walker.session.isUnchanged(from: before))
    }
  }

  // MARK: A row that was missed

  /// Two of three rows were counted, and one of them is deleted.
  static func miscounted() throws -> Walker {
    let world = World.both(
      [Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot], [Contoso.issuing], path: .typed, rows: .typed
    )
    var walker = Walker(world) { item, _ in item.key == "root.8@0" ? .counted(2) : nil }
    try walker.walk(to: "root.20@0")
    return walker
  }

  @Test("a row that was missed is compared, decided on and removed, and what was deleted stays deleted")
  func rowFound() throws {
    var walker = try Self.miscounted()
    let third = EntryID(noted: .root, number: 3)
    try walker.record(.rowFound(third))
    #expect(walker.session.removed == [Self.stray])
    #expect(walker.session.pending?.about == .entry(third))
    try walker.walk()
    #expect(walker.session.removed == [Self.stray, third])
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("keeps a row that was missed in the count, when something before the count is corrected")
  func rowFoundIsKept() throws {
    var walker = Walker(Self.world)
    try walker.walk(to: "root.decide@0/2:undecided")
    let third = EntryID(noted: .root, number: 3)
    try walker.record(.rowFound(third))
    #expect(walker.session.pending?.about == .entry(third))
    try Self.correct(&walker, "start.admin:administrator")
    try walker.answer(.value("Robin"))
    try Self.keep(&walker)
    #expect(walker.session.findings.listings[.root] == .counted(3))
    #expect(walker.session.pending?.about == .entry(third))
  }

  @Test("late, too: what was looked at after the deletions is looked at again")
  func late() throws {
    var walker = try Self.miscounted()
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    try walker.record(.rowFound(EntryID(noted: .root, number: 3)))
    #expect(walker.session.ending == nil)
    try walker.walk()
    let keys = walker.session.given.map(\.item.key)
    #expect(Set(keys).count == keys.count)
    let recount = try #require(walker.session.given.first { $0.item.key == "root.20@0" })
    let report = try #require(walker.session.given.first { $0.item.key == "root.gone@0/3" })
    #expect(recount.sequence > report.sequence)
    let signIn = try #require(walker.session.given.first { $0.item.step == ClosingSection.signIn })
    #expect(signIn.sequence > report.sequence)
  }

  @Test("a row is added behind the last one only, and only to a list that was counted")
  func wrongRow() throws {
    var walker = try Self.miscounted()
    for number in [1, 2, 4] {
      let row = EntryID(noted: .root, number: number)
      #expect(refusal { () throws(Refusal) in try walker.record(.rowFound(row)) } == .notOffered)
    }
    var listed = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try listed.walk(to: "root.decide@0/2:mismatched")
    #expect(
      refusal { () throws(Refusal) in try listed.record(.rowFound(EntryID(noted: .root, number: 3))) }
        == .notOffered)
    try walker.walk(to: "root.stays@0")
    try walker.answer(.stays(false, byWizard: false))
    #expect(
      refusal { () throws(Refusal) in try walker.record(.rowFound(EntryID(noted: .root, number: 3))) }
        == .notOffered)
  }
}
