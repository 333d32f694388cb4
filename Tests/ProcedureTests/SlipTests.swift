// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import TestCertificates
import TestSupport
import Testing

@testable import Exploration
@testable import Procedure

/// What is most likely a slip is asked for again where it was typed, and nowhere else.
@Suite("Slips")
struct SlipTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let key: String
    let text: String
    /// `nil` where it is taken.
    let refusal: Refusal?
    var typesThumbprints = false
    var testDescription: String { "\(key): \(text)" }

    init(_ key: String, _ text: String, _ refusal: Refusal?, typesThumbprints: Bool = false) {
      self.key = key
      self.text = text
      self.refusal = refusal
      self.typesThumbprints = typesThumbprints
    }
  }

  static let byHand = World.both(
    [Contoso.root, Contoso.strayRoot], [Contoso.issuing], path: .typed, rows: .typed)

  static let zones: [Case] = [
    Case("start.zone:timeZone", "8", .unsignedTimeZone(minutes: 480, now: Contoso.now)),
    Case("start.zone:timeZone", "08:00", .unsignedTimeZone(minutes: 480, now: Contoso.now)),
    Case("start.zone:timeZone", "UTC 5:30", .unsignedTimeZone(minutes: 330, now: Contoso.now)),
    Case("start.zone:timeZone", "12", .unsignedTimeZone(minutes: 720, now: Contoso.now)),
    // Nothing is so far behind UTC, so that it can only be ahead.
    Case("start.zone:timeZone", "13", nil), Case("start.zone:timeZone", "14:00", nil),
    Case("start.zone:timeZone", "0", nil), Case("start.zone:timeZone", "UTC", nil),
    Case("start.zone:timeZone", "+8", nil), Case("start.zone:timeZone", "-8", nil),
    Case("start.zone:timeZone", "\u{2212}08:00", nil), Case("start.zone:timeZone", "(UTC+01:00) Berlin", nil),
    Case("start.zone:timeZone", "+14:01", .unreadableTimeZone),
    Case("start.zone:timeZone", "14:30", .unreadableTimeZone),
    Case("start.zone:timeZone", "-12:01", .unreadableTimeZone),
    Case("start.zone:timeZone", "+14:00", nil), Case("start.zone:timeZone", "-12:00", nil),
  ]

  static let dates: [Case] = ["wizard.more@0:validFrom", "root.11@0/1:validFrom"].flatMap { key in
    [
      Case(key, "3/1/2011", .dateWithoutTime), Case(key, "1. März 2011", .dateWithoutTime),
      Case(key, "01.03.11", .dateWithoutTime), Case(key, "2011", .dateWithoutTime),
      Case(key, "yesterday", .unreadableDate), Case(key, "3/1/2011 10:00 AM", nil),
      Case(key, "1. maaliskuuta 2011 10.00.00", nil), Case(key, "2011年3月1日 10:00", nil),
    ]
  }

  static let numbers: [Case] = [
    Case(
      "root.11@0/1:serial", Contoso.root.thumbprint.description, .serialIsThumbprint, typesThumbprints: true),
    Case(
      "root.11@0/2:serial", Contoso.root.thumbprint.description, .serialIsThumbprint, typesThumbprints: true),
    // Nobody knows that it is one.
    Case("root.11@0/1:serial", Contoso.strayRoot.thumbprint.description, nil, typesThumbprints: true),
    Case("wizard.7@1:serial", Contoso.root.typedSerial, .serialNoted(issuedTo: "Contoso Root CA")),
    Case("wizard.7@1:serial", "00 " + Contoso.root.typedSerial, .serialNoted(issuedTo: "Contoso Root CA")),
    Case("wizard.7@1:serial", Contoso.issuing.typedSerial, nil),
    // One certificate in two physical stores is two rows; one number with two dates is no certificate's.
    Case("root.11@0/2:serial", Contoso.root.typedSerial, nil),
  ]

  @Test("are asked for again", arguments: zones + dates + numbers)
  func refused(_ example: Case) throws {
    let world = Self.byHand.with { $0.typesThumbprints = example.typesThumbprints }
    var walker = Walker(world)
    try #require(try walker.walk(to: example.key)?.key == example.key)
    var session = walker.session
    let thrown = refusal { () throws(Refusal) in
      try session.apply(session.record(.answered(key: example.key, .value(example.text)), at: Contoso.now))
    }
    #expect(thrown == example.refusal)
    if thrown != nil { #expect(session.isUnchanged(from: walker.session)) }
  }

  /// A walk in which the second row is typed with the serial number of the first.
  private func repeated(_ way: World.Way = .typed) throws -> Walker {
    let policy: Walker.Policy = { item, _ in
      item.key == "root.11@0/2:serial" ? .value(Contoso.root.typedSerial) : nil
    }
    var walker = Walker(Self.byHand.with { $0.rowsWay = way }, policy: policy)
    try #require(try walker.walk(to: "root.11@0/2:validFrom") != nil)
    return walker
  }

  @Test("one issuer and one serial number have one date")
  func serialTwice() throws {
    var walker = try repeated()
    let before = walker.session
    let thrown = refusal { () throws(Refusal) in
      try walker.answer(.value(Contoso.strayRoot.typedValidFrom))
    }
    #expect(thrown == .serialInRow(number: 1))
    #expect(walker.session.isUnchanged(from: before))
    // In another spelling, or an hour off, it is the same date.
    for text in [Contoso.root.typedValidFrom, "see \(Contoso.root.typedValidFrom)"] {
      var other = walker
      try other.answer(.value(text))
    }
    // A certificate that is given is what it is.
    var number = Contoso.strayRoot
    number.serial = Contoso.root.serial
    var given = Walker(Self.byHand)
    try given.walk(to: "root.11@0/2:serial")
    try given.answer(.certificate(number.facts, .file("x.cer")))
  }

  @Test("a thumbprint that is a serial number is asked for again")
  func thumbprintIsSerial() throws {
    // As long as a thumbprint, which some authorities' serial numbers are.
    let long = Contoso.root.with { $0.serial = Array(1...20) }
    let world = World.roots([long, Contoso.strayRoot], path: .typed, rows: .typed).with { $0.path = [long] }
    for key in ["wizard.more@0:thumbprint", "root.11@0/1:thumbprint", "root.11@0/2:thumbprint"] {
      var walker = Walker(world)
      try #require(try walker.walk(to: key)?.key == key)
      let before = walker.session
      #expect(
        refusal { () throws(Refusal) in try walker.answer(.value(long.typedSerial)) } == .thumbprintIsSerial)
      #expect(walker.session.isUnchanged(from: before))
      try walker.answer(.value(long.thumbprint.description))
    }
  }

  @Test("stay as they are in a session that began before")
  func earlierRevision() throws {
    let typed: [String: String] = [
      "start.zone:timeZone": "8", "wizard.more@0:validFrom": "3/1/2011", "root.11@0/1:validFrom": "3/1/2011",
    ]
    let start = Start(procedure: 2, program: "0.1.0", server: .windowsServer2012)
    var session = try Session(
      first: Record(sequence: 1, at: Contoso.now, event: .started(start)),
      signatures: TestCertificate.signatures)
    while let item = session.pending, item.key != "root.11@0/2:serial" {
      let answer = typed[item.key].map { Answer.value($0) } ?? Walker.usual(item, session, Self.byHand)
      try session.apply(session.record(.answered(key: item.key, answer), at: Contoso.now))
    }
    #expect(session.findings.offsetMinutes == 480)
    #expect(session.given.count { typed[$0.item.key] != nil } == 3)
    #expect(try Session(session.records, signatures: TestCertificate.signatures).isUnchanged(from: session))
  }
}

/// A row that is known by its thumbprint corrects a wrong zone.
@Suite("The clock and the rows")
struct ClockTests {
  /// A row as a listing on a server at UTC+01:00 shows it.
  static func row(_ certificate: TestCertificate, hasThumbprint: Bool = true) -> ListedEntry {
    let facts = certificate.facts
    let date = certificate.certificate.validity?.notBefore.text(offsetMinutes: 60) ?? ""
    return ListedEntry(
      certificate: CertificateFacts(
        subject: facts.subject, issuer: facts.issuer, serial: facts.serial,
        validFrom: .written(WrittenDate(date)), thumbprint: hasThumbprint ? facts.thumbprint : nil),
      physical: .registry, source: .file("root.txt"))
  }

  /// Another certificate of the noted date: partly different at the right clock, mismatched at a wrong one.
  static let sameDate = Contoso.strayRoot.with { $0.notBefore = Contoso.root.notBefore }

  private func walker(zone: String, _ rows: [ListedEntry]) throws -> Walker {
    Walker(.roots([Contoso.root, Self.sameDate])) { item, _ in
      switch item.key {
      case "start.zone:timeZone": .value(zone)
      case "root.8@0": .listed(rows)
      default: nil
      }
    }
  }

  @Test("a wrong offset is asked for again, and no row is mismatched by it", arguments: ["+08:00", "-08:00"])
  func asked(zone: String) throws {
    var walker = try walker(zone: zone, [Self.row(Contoso.root), Self.row(Self.sameDate)])
    let item = try walker.walk { $0.key.hasPrefix("root.") && $0.form == .value(.timeZone) }
    #expect(item?.key == "root.clock@0:timeZone")
    var findings = walker.session.findings
    #expect(findings.isOffsetDisproved)
    #expect(findings.trustedOffset == nil)
    #expect(findings.offsetByRows == 60)
    let ids = findings.entries(of: .root)
    #expect(ids.map(findings.verdict) == [.matched, .partial])
    #expect(findings.judgement(ids[1])?.judgement.comparison?.validFrom == .unclear)
    // Another wrong one is no better.
    let before = walker.session
    for text in ["+03:00", zone] {
      #expect(refusal { () throws(Refusal) in try walker.answer(.value(text)) } == .offsetDisproved)
      #expect(walker.session.isUnchanged(from: before))
    }
    #expect(
      refusal { () throws(Refusal) in try walker.answer(.skipped(reason: "x")) } == .notSkippable)
    try walker.answer(.value("+01:00"))
    findings = walker.session.findings
    #expect(findings.offsetMinutes == 60)
    #expect(!findings.isOffsetDisproved)
    #expect(findings.judgement(ids[1])?.judgement.comparison?.validFrom == .same)
    // It is asked once, comes back with “back”, and stands in the file.
    try walker.back()
    #expect(walker.session.pending?.key == "root.clock@0:timeZone")
    try walker.answer(.value("+01:00"))
    try walker.walk()
    #expect(walker.session.ending == .stoppedForReview)
    #expect(walker.session.given.count { $0.item.key == "root.clock@0:timeZone" } == 1)
    #expect(
      try Session(walker.session.records, signatures: TestCertificate.signatures).isUnchanged(
        from: walker.session))
  }

  @Test("the right offset, an hour more or less, and a row without a thumbprint ask for nothing")
  func notAsked() throws {
    for (zone, hasThumbprint) in [("+01:00", true), ("+02:00", true), ("+00:00", true), ("+08:00", false)] {
      var walker = try walker(
        zone: zone, [Self.row(Contoso.root, hasThumbprint: hasThumbprint), Self.row(Self.sameDate)])
      let item = try walker.walk { $0.key.hasPrefix("root.clock") }
      #expect(item == nil)
      #expect(!walker.session.findings.isOffsetDisproved)
    }
  }

  @Test("a session that began before is not asked, and draws no conclusion by the wrong offset from today on")
  func earlierRevision() throws {
    let start = Start(procedure: 2, program: "0.1.0", server: .windowsServer2012)
    var session = try Session(
      first: Record(sequence: 1, at: Contoso.now, event: .started(start)),
      signatures: TestCertificate.signatures)
    let world = World.roots([Contoso.root, Self.sameDate])
    while let item = session.pending {
      let answer: Answer =
        switch item.key {
        case "start.zone:timeZone": .value("+08:00")
        case "root.8@0": .listed([Self.row(Contoso.root), Self.row(Self.sameDate)])
        default: Walker.usual(item, session, world)
        }
      #expect(!item.key.hasPrefix("root.clock"))
      try session.apply(session.record(.answered(key: item.key, answer), at: Contoso.now))
    }
    // As it was written, it is judged by what was typed: not even the noted one is found.
    #expect(session.ending == .noneMatches)
    let resumed = Event.resumed(program: "test", procedure: Start.procedureRevision)
    try session.apply(session.record(resumed, at: Contoso.now))
    #expect(session.pending?.key == "root.decide@0/2:partial")
    #expect(session.findings.verdict(EntryID(noted: .root, number: 2)) == .partial)
  }
}
