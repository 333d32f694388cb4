// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

@Suite("Refusals")
struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let key: String
    let answer: Answer
    let refusal: Refusal
    var world = World.roots([Contoso.root, Contoso.strayRoot])

    var testDescription: String { "\(key): \(refusal)" }
  }

  static let byHand = AnswerFitTests.byHand
  static let all = Set(RemovalWarning.allCases)

  static let cases: [Case] = [
    // Values
    Case(key: "start.server:server", answer: .value(""), refusal: .empty),
    Case(key: "start.server:server", answer: .value(" \u{200E}\t "), refusal: .empty),
    Case(key: "start.zone:timeZone", answer: .value("CET"), refusal: .unreadableTimeZone),
    Case(
      key: "wizard.7@0:issuer", answer: .value("Contoso Root CA"),
      refusal: .unreadableName(.onlyDisplayName("Contoso Root CA")), world: byHand),
    Case(
      key: "wizard.7@0:serial", answer: .value("61 0f 2"), refusal: .unreadableSerial(.oddDigits(count: 5)),
      world: byHand),
    Case(
      key: "wizard.more@0:validFrom", answer: .value("yesterday"), refusal: .unreadableDate, world: byHand),
    Case(
      key: "wizard.more@0:thumbprint", answer: .value("61 0f"), refusal: .unreadableThumbprint, world: byHand),
    // Reasons
    Case(key: "before.event", answer: .skipped(reason: ""), refusal: .reasonMissing),
    Case(key: "before.event", answer: .problem(""), refusal: .reasonMissing),
    Case(key: "root.9@0/1", answer: .skipped(reason: "I know"), refusal: .notSkippable),
    Case(key: "root.18@0/2", answer: .skipped(reason: "I know"), refusal: .notSkippable),
    Case(key: "root.readback@0/2", answer: .skipped(reason: "no time"), refusal: .notSkippable),
    Case(key: "root.decide@0/2:mismatched", answer: .decided(.keep(reason: "")), refusal: .reasonMissing),
    Case(
      key: "root.gone@0/2", answer: .reported(gone: false, byWizard: false, remark: ""),
      refusal: .reasonMissing),
    Case(key: "root.15@0/2", answer: .exportNamed(file: "", folder: "C:\\x"), refusal: .empty),
    Case(key: "root.card@0/2", answer: .restoreCard(path: ""), refusal: .empty),
    // Counts
    Case(key: "root.8@0", answer: .counted(-1), refusal: .countOutOfRange),
    Case(key: "root.8@0", answer: .counted(100), refusal: .countOutOfRange),
    Case(key: "root.8@0", answer: .counted(.max), refusal: .countOutOfRange),
    Case(key: "root.20@0", answer: .counted(-1), refusal: .countOutOfRange),
    Case(
      key: "root.8@0",
      answer: .listed(
        Array(
          repeating: ListedEntry(certificate: Contoso.root.facts, physical: .registry, source: .typed),
          count: 100)),
      refusal: .countOutOfRange),
    // How much of another store was looked at says nothing of this one.
    Case(key: "root.8@0", answer: .listed([], .whole(.intermediate, entries: 0)), refusal: .notOffered),
    // Removal
    Case(
      key: "root.decide@0/2:mismatched", answer: .decided(.removeAgreed(by: "Robin", acknowledged: all)),
      refusal: .notOffered),
    Case(
      key: "root.decide@0/2:renewed", answer: .decided(.remove(acknowledged: all)),
      refusal: .interlock(.ownerDidNotAgree), world: AnswerFitTests.renewed),
    Case(
      key: "root.decide@0/2:renewed", answer: .decided(.removeAgreed(by: "", acknowledged: all)),
      refusal: .ownerMissing, world: AnswerFitTests.renewed),
    Case(
      key: "root.decide@0/2:renewed", answer: .decided(.removeAgreed(by: "Robin", acknowledged: [])),
      refusal: .interlock(.warningNotConfirmed(.stillValid)), world: AnswerFitTests.renewed),
    Case(
      key: "root.decide@0/2:partial", answer: .decided(.remove(acknowledged: all)),
      refusal: .interlock(.verdict(.partial)), world: AnswerFitTests.partial),
    Case(
      key: "root.decide@0/2:mismatched", answer: .decided(.remove(acknowledged: all)),
      refusal: .interlock(.ownerDidNotAgree), world: .roots([Contoso.root, Contoso.validStrayRoot])),
    Case(
      key: "root.decide@0/2:mismatched", answer: .decided(.removeAgreed(by: "", acknowledged: all)),
      refusal: .ownerMissing, world: .roots([Contoso.root, Contoso.validStrayRoot])),
    Case(
      key: "root.decide@0/2:mismatched", answer: .decided(.removeAgreed(by: "Robin", acknowledged: [])),
      refusal: .interlock(.warningNotConfirmed(.stillValid)),
      world: .roots([Contoso.root, Contoso.validStrayRoot])),
    Case(
      key: "root.decide@0/2:undecided", answer: .decided(.remove(acknowledged: all)),
      refusal: .interlock(.ownerDidNotAgree), world: byHand),
    Case(
      key: "root.decide@0/2:undecided",
      answer: .decided(.removeAgreed(by: "Robin", acknowledged: [.validityUnknown])),
      refusal: .interlock(.warningNotConfirmed(.keyUnknown)), world: byHand),
    Case(
      key: "root.decide@0/2:generation", answer: .decided(.remove(acknowledged: all)),
      refusal: .interlock(.ownerDidNotAgree),
      world: .roots([Contoso.root, InterlockTests.generation])),
    Case(key: "root.18@0/2", answer: .deletionOrdered(lastFour: "0000"), refusal: .wrongLastDigits(4)),
    Case(key: "root.18@0/2", answer: .deletionOrdered(lastFour: ""), refusal: .wrongLastDigits(4)),
    Case(key: "root.18@0/2", answer: .deletionOrdered(lastFour: "9002"), refusal: .wrongLastDigits(4)),
    Case(
      key: "root.18@0/2", answer: .deletionOrdered(lastFour: "9002"), refusal: .wrongLastDigits(6),
      world: alike
    ),
    Case(
      key: "root.18@0/2", answer: .deletionOrdered(lastFour: "3390 02"), refusal: .wrongLastDigits(6),
      world: alike),
    Case(
      key: "root.11@0/2:thumbprint", answer: .value(Contoso.root.thumbprint.description),
      refusal: .thumbprintIsNoted(Contoso.root.facts.serial, here: Contoso.strayRoot.facts.serial),
      world: thumbprints),
    Case(
      key: "root.11@0/3:thumbprint", answer: .value(Contoso.strayRoot.thumbprint.description),
      refusal: .thumbprintOfRow(2), world: thumbprints),
    Case(
      key: "wizard.more@1:thumbprint", answer: .value(Contoso.root.thumbprint.description),
      refusal: .thumbprintIsNoted(Contoso.root.facts.serial, here: Contoso.issuing.facts.serial),
      world: .both([Contoso.root], [Contoso.issuing], path: .typed).with { $0.typesThumbprints = true }),
    Case(
      key: "root.readback@0/2", answer: .readBack(Contoso.root.facts, path: "/a"), refusal: .exportIsNoted),
    Case(
      key: "root.readback@0/2", answer: .readBack(Contoso.validStrayRoot.facts, path: "/a"),
      refusal: .exportIsAnother),
    Case(
      key: "root.readback@0/2", answer: .readBack(Contoso.root.facts, path: "/a"), refusal: .exportIsNoted,
      world: byHand),
    Case(
      key: "root.readback@0/2", answer: .readBack(Contoso.validStrayRoot.facts, path: "/a"),
      refusal: .exportIsAnother, world: byHand),
  ]

  /// Names of an export that lead out of its folder, or that Windows gives no file.
  static let names = [
    ".", "..", "...", "../x.cer", "/x.cer", "a/b.cer", #"a\b.cer"#, #"..\x.cer"#, "C:x.cer", "a?.cer",
    "a\nb.cer",
    String(repeating: "a", count: 256),
  ].map {
    Case(key: "root.15@0/2", answer: .exportNamed(file: $0, folder: #"C:\x"#), refusal: .notAFileName)
  }

  /// A stray root whose serial number ends as the noted one's.
  static let alike = World.roots([
    Contoso.root, Contoso.strayRoot.with { $0.serial = [0x3B, 0x72, 0x55, 0xC8, 0x90, 0x02] },
  ])
  static let thumbprints = World.roots(
    [Contoso.root, Contoso.strayRoot, Contoso.validStrayRoot], path: .typed, rows: .typed
  ).with { $0.typesThumbprints = true }

  @Test("name their reason and change nothing", arguments: cases + names)
  func named(row: Case) throws {
    var walker = Walker(row.world)
    let item = try walker.walk(to: row.key)
    try #require(item != nil, "the walk does not come to it")
    var session = walker.session
    let thrown = refusal { () throws(Refusal) in
      try session.apply(session.record(.answered(key: row.key, row.answer), at: Contoso.now))
    }
    #expect(thrown == row.refusal)
    #expect(session.isUnchanged(from: walker.session))
  }

  @Test("an answer to another item than the pending one is not taken")
  func notNow() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.18@0/2")
    for key in ["root.19@0/2", "root.18@0/1", "root.18", "ca.18@0/2", "", "root.18@0/2 "] {
      var session = walker.session
      let thrown = refusal { () throws(Refusal) in
        try session.apply(
          session.record(.answered(key: key, .deletionOrdered(lastFour: "1ef4")), at: Contoso.now))
      }
      #expect(thrown == .notNow(expected: "root.18@0/2"))
      #expect(session.isUnchanged(from: walker.session))
    }
  }

  @Test("after the end no answer is taken; remarks, parking and resuming are")
  func afterTheEnd() throws {
    var walker = Walker(.roots([Contoso.root]))
    try walker.walk()
    #expect(walker.session.ending == .listedOnce)
    let before = walker.session
    #expect(
      refusal { () throws(Refusal) in try walker.record(.answered(key: "root.once@0", .confirmed)) }
        == .notNow(expected: nil))
    #expect(walker.session.isUnchanged(from: before))
    for event in [Event.remarked(key: "", text: "told Robin"), .parked(.asked), .resumed(program: "test")] {
      try walker.record(event)
    }
    #expect(Place(walker.session) == Place(before))
    #expect(walker.session.records.count == before.records.count + 3)
  }

  static let sequences = [Int.min, -1, 0, 1, 2, 3, 5, 6, Int.max]

  @Test("a record out of sequence is not taken", arguments: sequences)
  func outOfSequence(sequence: Int) throws {
    var walker = Walker(.roots([Contoso.root]))
    try walker.walk(to: "before.event")
    let before = walker.session
    let record = Record(
      sequence: sequence, at: Contoso.now, event: .answered(key: "before.event", .confirmed))
    var session = before
    let thrown = refusal { () throws(Refusal) in try session.apply(record) }
    #expect(thrown == .outOfSequence(expected: 5, found: sequence) || sequence == 5 && thrown == nil)
    if sequence != 5 { #expect(session.isUnchanged(from: before)) }
  }

  @Test("a session begins with its start, once, in a version that is known")
  func start() throws {
    let start = Event.started(Start(program: "test", server: .windowsServer2008))
    let record = { (sequence: Int, event: Event) in Record(sequence: sequence, at: Contoso.now, event: event)
    }
    let fold = { (records: [Record]) in
      refusal { () throws(Refusal) in _ = try Session(records, signatures: TestCertificate.signatures) }
    }
    #expect(fold([]) == .misplacedStart)
    #expect(fold([record(1, .parked(.asked))]) == .misplacedStart)
    #expect(fold([record(1, .answered(key: "start.server:server", .value("x")))]) == .misplacedStart)
    #expect(fold([record(2, start)]) == .outOfSequence(expected: 1, found: 2))
    #expect(fold([record(1, start), record(2, start)]) == .misplacedStart)
    #expect(fold([record(1, start), record(3, .parked(.asked))]) == .outOfSequence(expected: 2, found: 3))
    #expect(fold([record(1, start)]) == nil)
    let newer = Start(format: Start.format + 1, program: "test", server: .windowsServer2012)
    #expect(fold([record(1, .started(newer))]) == .newerFormat(Start.format + 1))
    let revised = Start(procedure: Start.procedureRevision + 1, program: "test", server: .windowsServer2012)
    #expect(fold([record(1, .started(revised))]) == .newerFormat(Start.format))
  }

  @Test(
    "the last characters are taken in either case, with blanks as they are shown and what a paste brings along",
    arguments: [
      ("1ef4", false), ("1EF4", false), (" 1ef4 ", false), ("\u{200E}1eF4", false), ("1e f4", false),
      ("\u{200E}1E\u{A0}F4", false), ("c89002", true), ("c8 90 02", true),
    ])
  func lastCharacters(text: String, isAlike: Bool) throws {
    var walker = Walker(isAlike ? Self.alike : .roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.18@0/2")
    try walker.answer(.deletionOrdered(lastFour: text))
    #expect(walker.session.findings.entries[EntryID(noted: .root, number: 2)]?.isOrdered == true)
  }

  @Test("two rows may have one thumbprint when they are one certificate in two physical stores")
  func sameThumbprint() throws {
    let world = World.roots([Contoso.root, Contoso.root], path: .typed, rows: .typed)
      .with { $0.typesThumbprints = true }
    #expect(try Walker.ending(world) == .listedOnce)
  }

  @Test("a session that began before goes on with four characters, and opens with what it took")
  func secondRevision() throws {
    let start = Start(procedure: 2, program: "0.1.0", server: .windowsServer2012)
    let world = World.roots(
      [Contoso.root, Self.alike.rows[0][1].certificate], path: .typed, rows: .typed)
    let begun = try Session(
      first: Record(sequence: 1, at: Contoso.now, event: .started(start)),
      signatures: TestCertificate.signatures)
    var session = begun
    while let item = session.pending {
      #expect(item.form != .presence)
      let answer: Answer
      switch item.form {
      // The row's thumbprint is the noted one's: what is refused now was taken then.
      case .value(.thumbprint): answer = .value(Contoso.root.thumbprint.description)
      case .deletion: answer = .deletionOrdered(lastFour: "9002")
      default: answer = Walker.usual(item, session, world)
      }
      try session.apply(session.record(.answered(key: item.key, answer), at: Contoso.now))
    }
    #expect(session.ending == .stoppedForReview)
    #expect(try Session(session.records, signatures: TestCertificate.signatures).isUnchanged(from: session))
    var listed = begun
    while let item = listed.pending {
      let usual = Walker.usual(item, listed, Self.alike)
      let answer = item.form == .deletion ? Answer.deletionOrdered(lastFour: "9002") : usual
      try listed.apply(listed.record(.answered(key: item.key, answer), at: Contoso.now))
    }
    #expect(listed.ending == .duplicatesRemoved)
  }

  @Test("a deletion is judged anew when it is ordered: what is doubted since then was not agreed to")
  func judgedAnew() throws {
    var walker = Walker(.roots([Contoso.root, Contoso.strayRoot]))
    try walker.walk(to: "root.18@0/2")
    let order = Answer.deletionOrdered(lastFour: Contoso.strayRoot.facts.serial.lastFour)
    // A day on which it was valid.
    let moment = try #require(Instant(iso8601: "2016-02-01T00:00:00Z"))
    let before = walker.session
    #expect(
      refusal { () throws(Refusal) in try walker.answer(order, at: moment) } == .interlock(.ownerDidNotAgree))
    #expect(walker.session.isUnchanged(from: before))
    try walker.answer(order)
  }
}
