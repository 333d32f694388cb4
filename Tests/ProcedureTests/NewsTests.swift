// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

/// What comes up beside the answers: the rules of a newer program, certificates at hand, doubts about the clock.
@Suite("What comes up")
struct NewsTests {
  static let second = EntryID(noted: .root, number: 2)
  static let third = EntryID(noted: .root, number: 3)
  static let all = Set(RemovalWarning.allCases)
  static let agreed = Answer.decided(.removeAgreed(by: "Robin", acknowledged: all))
  static let alone = Answer.decided(.remove(acknowledged: all))
  static let again = "root.again@0/2:mismatched"
  static let today = Event.resumed(program: "test", procedure: Start.procedureRevision)

  /// Begun by revision 2, whose decisions have no names.
  static func old(_ rows: [TestCertificate]) -> Walker {
    Walker(World.roots(rows).with { $0.procedure = 2 })
  }

  static func fold(_ session: Session) throws -> Session {
    try Session(session.records, signatures: TestCertificate.signatures)
  }
}

// MARK: - The rules of a newer program

extension NewsTests {
  @Test("a session of revision 2 is folded as it was written: by names and attributes, without who agreed")
  func oldSession() throws {
    var walker = Self.old([Contoso.root, Contoso.validStrayRoot, Kinds.kin[0].certificate])
    try walker.walk()
    let session = walker.session
    #expect(session.ending == .duplicatesRemoved)
    #expect(session.findings.rules == 2)
    #expect([Self.second, Self.third].map(session.findings.verdict) == [.mismatched, .mismatched])
    let decisions = session.given.compactMap { $0.answer.read(as: EntryDecided.self)?.decision }
    #expect(decisions == [.remove(acknowledged: [.stillValid]), .remove(acknowledged: [.stillValid])])
    #expect(try Self.fold(session).isUnchanged(from: session))
  }

  @Test("what was marked before and is too little by now is asked anew, and nothing else")
  func askedAnew() throws {
    var walker = Self.old([Contoso.root, Contoso.validStrayRoot, Contoso.strayRoot])
    try walker.walk(to: "root.12@0/2")
    try walker.record(Self.today)
    #expect(walker.session.findings.rules == Start.procedureRevision)
    try #require(try walker.walk { $0.step.id == "root.again" }?.key == Self.again)
    #expect(
      refusal { () throws(Refusal) in try walker.answer(Self.alone) } == .interlock(.ownerDidNotAgree))
    try walker.answer(Self.agreed)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(walker.asked.filter { $0.step.id == "root.again" }.map(\.about) == [.entry(Self.second)])
    #expect(walker.session.findings.decision(Self.third) == .remove(acknowledged: []))
    #expect(try Self.fold(walker.session).isUnchanged(from: walker.session))
  }

  @Test("what is another generation by now is decided on as one")
  func anotherVerdict() throws {
    var walker = Self.old([Contoso.root, Kinds.kin[0].certificate])
    try walker.walk(to: "root.18@0/2")
    try walker.record(Self.today)
    #expect(walker.session.pending?.key == "root.decide@0/2:generation")
    #expect(walker.session.findings.decision(Self.second) == nil)
    try walker.answer(Self.agreed)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("nothing comes before an outstanding report: newer rules wait for it, the rest is refused")
  func reportFirst() throws {
    var walker = Self.old([Contoso.root, Contoso.validStrayRoot, Contoso.renewedRoot])
    try walker.walk(to: "root.gone@0/2")
    try walker.record(Self.today)
    #expect(walker.session.pending?.key == "root.gone@0/2")
    #expect(walker.session.findings.rules == 2)
    for event in [Event.clock(.beforeRelease), .atHand([Kinds.link.facts])] {
      #expect(refusal { () throws(Refusal) in try walker.record(event) } == .reportFirst)
    }
    try walker.answer(.reported(gone: true, byWizard: false, remark: ""))
    #expect(walker.session.findings.rules == Start.procedureRevision)
    #expect(walker.session.findings.entries[Self.second]?.awaitsDecision == false)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(try Self.fold(walker.session).isUnchanged(from: walker.session))
  }

  @Test("an order that was not confirmed on the server falls with its decision")
  func orderFalls() throws {
    var walker = Self.old([Contoso.root, Contoso.validStrayRoot])
    try walker.walk(to: "root.19@0/2")
    try walker.record(Self.today)
    #expect(walker.session.pending?.key == Self.again)
    #expect(walker.session.findings.entries[Self.second]?.isOrdered == false)
    var kept = walker
    try kept.answer(.decided(.keep(reason: "something relies on it")))
    try kept.walk()
    #expect(kept.session.ending == .duplicatesKept)
    try walker.answer(Self.agreed)
    #expect(walker.session.pending?.key == "root.18@0/2")
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test(
    "the rules of a program that is newer than this one are refused, and those of an older one change nothing"
  )
  func otherPrograms() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.8@0")
    let newer = Event.resumed(program: "test", procedure: Start.procedureRevision + 1)
    #expect(refusal { () throws(Refusal) in try walker.record(newer) } == .newerFormat(Start.format))
    for older in [nil, 1, 2] as [Int?] {
      try walker.record(.resumed(program: "test", procedure: older))
      #expect(walker.session.findings.rules == Start.procedureRevision)
    }
  }
}

// MARK: - Certificates at hand

extension NewsTests {
  static let twin = Contoso.root.with { $0.key = [0x31, 0x32, 0x33] }

  /// All typed but the second row, which a file gives.
  static func typed() throws -> Walker {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed)) { item, _ in
      item.key == "root.11@0/2:serial" ? .certificate(Contoso.strayRoot.facts, .file("x.cer")) : nil
    }
    try #require(try walker.walk(to: "root.decide@0/2:undecided") != nil)
    return walker
  }

  @Test("the certificate of typed values counts once it is seen; of two that have them, neither does")
  func seen() throws {
    var walker = try Self.typed()
    #expect(walker.session.findings.noted[.root]?.seen == nil)
    try walker.record(.atHand([Contoso.root.facts, Contoso.strayRoot.facts]))
    #expect(walker.session.findings.noted[.root]?.seen == Contoso.root.facts)
    #expect(walker.session.pending?.key == "root.decide@0/2:mismatched")
    try walker.record(.atHand([Contoso.root.facts, Self.twin.facts]))
    #expect(walker.session.findings.noted[.root]?.seen == nil)
    #expect(walker.session.pending?.key == "root.decide@0/2:undecided")
    try walker.record(.atHand([Self.twin.facts]))
    #expect(walker.session.findings.noted[.root]?.seen == Self.twin.facts)
  }

  @Test("a decision that fell is asked for again when its verdict comes back")
  func verdictComesBack() throws {
    var walker = try Self.typed()
    try walker.answer(Self.agreed)
    try walker.record(.atHand([Contoso.root.facts]))
    #expect(walker.session.pending?.key == "root.decide@0/2:mismatched")
    try walker.answer(Self.alone)
    try walker.record(.atHand([Contoso.root.facts, Self.twin.facts]))
    #expect(walker.session.pending?.key == "root.decide@0/2:undecided")
  }

  @Test("a row that is given shows the noted key, and two that have its values show none")
  func seenAsRow() throws {
    for (rows, key) in [
      ([Contoso.root, Contoso.strayRoot], "root.decide@0/2:mismatched"),
      ([Contoso.root, Contoso.renewedRoot], "root.decide@0/2:renewed"),
      ([Contoso.root, Self.twin, Contoso.strayRoot], "root.decide@0/3:undecided"),
    ] {
      var walker = Walker(.roots(rows, path: .typed, rows: .given))
      #expect(try walker.walk { $0.step.kind == .decide }?.key == key)
    }
  }

  @Test("a typed thumbprint tells which of two it is")
  func seenByThumbprint() throws {
    let world = World.roots([Contoso.root, Contoso.strayRoot], path: .typed, rows: .typed).with {
      $0.typesThumbprints = true
    }
    var walker = Walker(world)
    try walker.walk(to: "root.decide@0/2:undecided")
    try walker.record(.atHand([Self.twin.facts, Contoso.root.facts]))
    #expect(walker.session.findings.noted[.root]?.seen == Contoso.root.facts)
  }

  /// An unexpired intermediate that the mismatched root has signed.
  static let child = Contoso.siblingIssuing.with {
    ($0.notAfter, $0.signer) = ("20370809101112Z", Contoso.strayRoot.key)
  }

  @Test(
    "what hangs on a marked one is said, and whoever decided alone is asked for a name, as often as need be")
  func dependants() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.18@0/2")
    try walker.record(.clock(.beforeRelease))
    #expect(walker.session.pending?.key == Self.again)
    try walker.answer(.decided(.removeAgreed(by: "Robin", acknowledged: [.validityUnknown])))
    #expect(walker.session.pending?.key == "root.18@0/2")
    try walker.record(.atHand([Self.child.facts]))
    #expect(walker.session.findings.dependants(Self.second, now: Contoso.now) == [Self.child.certificate])
    #expect(walker.session.pending?.key == Self.again)
    #expect(
      refusal { () throws(Refusal) in
        try walker.answer(.decided(.removeAgreed(by: "Robin", acknowledged: [.validityUnknown])))
      } == .interlock(.warningNotConfirmed(.dependantsAtHand)))
    try walker.answer(Self.agreed)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
    #expect(try Self.fold(walker.session).isUnchanged(from: walker.session))
  }
}

// MARK: - The clock

extension NewsTests {
  static let doubts: [ClockCheck] = [.beforeRelease, .differs(server: Contoso.now.adding(seconds: 100_000))]

  @Test("a clock that nobody believes makes “expired” unknown, which takes a name", arguments: doubts)
  func doubted(check: ClockCheck) throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.record(.clock(check))
    try walker.walk(to: "root.decide@0/2:mismatched")
    let findings = walker.session.findings
    #expect(findings.period(Self.second, now: Contoso.now) == .unknown)
    #expect(findings.gate(Self.second, now: Contoso.now) == .ask)
    #expect(
      refusal { () throws(Refusal) in try walker.answer(Self.alone) } == .interlock(.ownerDidNotAgree))
    var believed = walker
    try believed.record(.clock(.plausible))
    #expect(believed.session.findings.gate(Self.second, now: Contoso.now) == Gate.none)
    try believed.answer(Self.alone)
    try walker.answer(Self.agreed)
    try walker.walk()
    #expect(walker.session.ending == .duplicatesRemoved)
  }

  @Test("of one key, none is removed while nobody knows which is valid, marked or not")
  func renewedDoubted() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.renewedRoot]))
    try walker.walk(to: "root.18@0/2")
    try walker.record(.clock(.beforeRelease))
    #expect(walker.session.pending?.key == "root.again@0/2:renewed")
    #expect(
      refusal { () throws(Refusal) in try walker.answer(Self.agreed) } == .interlock(.isTheValidOne))
    try walker.answer(.decided(.setAside))
    try walker.walk()
    #expect(walker.session.ending == .stoppedForReview)
    #expect(!walker.session.findings.hasDeleted)
  }
}

// MARK: - Back

extension NewsTests {
  @Test("back keeps what came up, whenever it did")
  func back() throws {
    var walker = Self.old([Contoso.root, Contoso.validStrayRoot])
    try walker.record(.clock(.beforeRelease))
    try walker.walk(to: "root.decide@0/2:mismatched")
    try walker.record(.atHand([Self.child.facts]))
    try walker.record(Self.today)
    let place = Place(walker.session)
    for _ in 1...2 {
      try walker.answer(Self.agreed)
      try walker.back()
      #expect(Place(walker.session) == place)
    }
    try walker.answer(Self.agreed)
    let later = [Event.clock(.plausible), .atHand([])]
    for event in later { try walker.record(event) }
    try walker.back()
    let findings = walker.session.findings
    #expect(findings.rules == Start.procedureRevision)
    #expect(findings.clock == .plausible)
    #expect(findings.atHand.isEmpty)
    #expect(walker.session.pending?.key == "root.decide@0/2:mismatched")
    #expect(try Self.fold(walker.session).isUnchanged(from: walker.session))
  }

  @Test("back to a report that is told anew waits for it, whatever came up since")
  func backToReport() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.gone@0/2")
    try walker.answer(.reported(gone: false, byWizard: false, remark: "access denied"))
    try walker.record(.clock(.beforeRelease))
    #expect(walker.session.pending?.key == "root.20@0")
    try walker.back()
    #expect(walker.session.pending?.key == "root.gone@0/2")
    #expect(walker.session.findings.entries[Self.second]?.isOrdered == true)
    try walker.answer(.reported(gone: true, byWizard: false, remark: ""))
    #expect(walker.session.pending?.key == "root.20@0")
    #expect(try Self.fold(walker.session).isUnchanged(from: walker.session))
  }
}
