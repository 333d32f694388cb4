// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import Procedure
import TestCertificates
import Testing

@testable import JSON
@testable import Journal

@Suite("Events as lines")
struct CodingTests {
  private static let facts = Contoso.strayRoot.facts

  static let answers: [Answer] =
    [
      .confirmed, .skipped(reason: ""), .skipped(reason: "later\n\u{202E}"), .problem("444"),
      .value("CN = a\r\nO = b"), .same,
      .certificate(facts, .typed), .certificate(facts, .practice), .certificate(facts, .file("typed")),
      .certificate(facts, .live("fe01:445")), .certificate(facts, .pasted("pasted.txt")),
      .certificate(facts, .file("")), .certificate(facts, .file("file:ä ö.cer")), .pathContinues, .pathEnds,
      .phoneTrust([]), .phoneTrust([Contoso.root.thumbprint, Contoso.strayRoot.thumbprint]), .counted(0),
      .counted(99), .listed([]), .exportNamed(file: "a.cer", folder: #"C:\x"#),
      .exportNamed(file: "a", folder: ""),
      .readBack(facts, path: "/a b.cer"), .seenOnServer, .restoreCard(path: "/c.txt"),
      .deletionOrdered(lastFour: "00ff"), .stays(true, byWizard: true), .stays(false, byWizard: false),
      .listed([
        ListedEntry(certificate: ListedTests.certain, physical: .groupPolicy, source: .file("root.txt")),
        ListedEntry(certificate: facts, physical: .registry, source: .file("a.reg")),
        ListedEntry(certificate: ListedTests.uncertain, physical: .unknown, source: .file("root.txt")),
      ]),
      .listed([], Coverage(.trustedRoot)), .listed([], .whole(.intermediate, entries: 0)),
      .listed(
        [ListedEntry(certificate: facts, physical: .registry, source: .file("a.reg"))],
        Coverage(
          .trustedRoot,
          [
            .registry: .init(entries: 12, unreadable: 3), .authRoot: .init(entries: 1 << 30),
            .groupPolicy: .init(entries: 0, isShownWhole: false),
          ])),
    ] + PhysicalStore.allCases.map(Answer.origin)
    + PhysicalStore.allCases.map {
      .listed([
        ListedEntry(certificate: Contoso.root.facts, physical: .registry, source: .file("a.sst")),
        ListedEntry(certificate: facts, physical: $0, source: .practice),
      ])
    }
    + [true, false].flatMap { gone in
      [true, false].map { .reported(gone: gone, byWizard: $0, remark: gone ? "" : "denied") }
    } + decisions.map(Answer.decided)

  private static let decisions: [Decision] = {
    let words: [Set<RemovalWarning>] = [
      [], [.keyUnknown], [.stillValid, .validityUnknown], Set(RemovalWarning.allCases),
    ]
    return [.keep(reason: "x"), .setAside] + words.map { .remove(acknowledged: $0) }
      + words.map { .removeAgreed(by: "Robin", acknowledged: $0) }
  }()

  private static let starts: [Start] = [
    Start(program: "1.0", server: .windowsServer2008),
    Start(program: "1.0", server: .windowsServer2019, product: .skypeForBusiness2015),
    Start(
      format: 0, procedure: 1, program: "", server: .windowsServer2012,
      practice: Start.Practice(scenario: "both", seed: .max), chainFiles: ["/a b", "/ä"],
      storeFiles: [
        Start.StoreFile(store: nil, path: "/x.reg"), Start.StoreFile(store: .trustedRoot, path: "/r"),
        Start.StoreFile(store: .intermediate, path: "/c"),
      ]),
    Start(
      program: "1.0", server: .windowsServer2008,
      practice: Start.Practice(scenario: "both", seed: 1, isByHand: true)),
    Start(
      program: "1.0", server: .windowsServer2012,
      live: Start.Live(host: "fe01.contoso.com", port: 4455, isDryRun: true)),
  ]

  static let approval = Approval(
    by: "alex@contoso.com", key: "SHA256:x", server: "FE01", line: 41,
    head: String(repeating: "b", count: 64),
    certificates: [
      ApprovedCertificate(
        store: .trustedRoot, issuer: "CN=“ä”", serial: "00fe",
        thumbprint: Thumbprint(bytes: Array(1...20)).unsafelyUnwrapped),
      ApprovedCertificate(store: .intermediate, issuer: "CN=b", serial: "01", thumbprint: nil),
    ])

  static let events: [Event] =
    starts.map(Event.started) + answers.map { .answered(key: "root.11@0/2:serial", $0) }
    + [
      .remarked(key: "", text: "a\tb"), .withdrawn(from: 7),
      .withdrawn(from: 7, keeps: true), .rowFound(EntryID(noted: NotedID(1), number: 3)),
      .resumed(program: "0.1.0"), .resumed(program: "0.1.0", procedure: 3, by: "Robin Roe"),
      .ran(command: "net rpc 'a b'", outcome: .begun), .ran(command: "net", outcome: .done),
      .ran(command: "net", outcome: .failed(reason: "access denied")),
      .ran(command: "net", outcome: .refused(reason: "Nothing was deleted.")),
      .contacted(.unknown), .contacted(ServerIdentity(computerName: "FE01", machineGUID: nil)),
      .contacted(ServerIdentity(computerName: nil, machineGUID: "6d0f3c1a-5b7e-4a52-9c01-f00dfe010001")),
      .pasted(file: "fe01.pasted.txt", store: .trustedRoot), .pasted(file: "“é”.txt", store: nil),
      .approvalRequired(by: "/etc/ä"), .approved(approval),
      .handedOver(to: "Robin", reason: "“late”"), .labelled(windows: "de", lync: "en"),
      .commanded(
        CommandOrder(
          head: String(repeating: "a", count: 64), server: "FE01", folder: "/tmp/ä b",
          entries: [
            CommandOrder.Entry(
              id: EntryID(noted: NotedID(1), number: 2),
              thumbprint: Thumbprint(bytes: Array(1...20)).unsafelyUnwrapped, file: "root-01.cer",
              lastFour: "00fe")
          ])),
      .rechecked(
        Recheck(
          removed: [
            Recheck.Removed(
              id: EntryID(noted: .root, number: 1), isRestored: false, presence: .absent),
            Recheck.Removed(
              id: EntryID(noted: .root, number: 2), isRestored: true, presence: .there([.registry])),
          ],
          kept: [Recheck.Kept(id: .root, presence: .notSeen(notLookedAt: [.groupPolicy, .enterprise]))],
          events: Recheck.Events(new: 1, undated: 2), sources: ["a", "ä"])),
      .restored(EntryID(noted: .root, number: 2), .byWizard),
      .restored(EntryID(noted: .root, number: 2), .byWord),
      .restored(EntryID(noted: .root, number: 12), .seenIn(file: "x.reg")),
      .restoredOutside(Contoso.root.thumbprint, .seenIn(file: "x.reg")),
    ]
    + [facts, nil].map {
      .deletedOutside(
        OutsideDeletion(
          thumbprint: Contoso.strayRoot.thumbprint, store: .intermediate, head: "ab", certificate: $0,
          export: ExportName(file: "a.cer", folder: #"C:\ä"#), receipt: "receipt.txt"))
    }
    + Parking.allCases.map(Event.parked)

  @Test("every event comes back from its line as it was", arguments: events.indices)
  func roundTrip(index: Int) throws {
    let record = Record(sequence: index + 1, at: Contoso.now, event: Self.events[index])
    let line = JournalLine.encode(record, previous: JournalLine.firstPrevious)
    #expect(line.bytes.last == 0x0A)
    #expect(line.bytes.count { $0 == 0x0A } == 1)
    let decoded = try JournalLine.decode(line.bytes.dropLast(), previous: JournalLine.firstPrevious).get()
    #expect(decoded.record == record)
    #expect(decoded.hash == line.hash)
  }

  @Test("all kinds of answers are among them, and each has an event of its own")
  func complete() {
    let cases = Set(Self.answers.map { String(describing: type(of: $0.content)) })
    #expect(cases.count == 20)
    #expect(Set(Self.answers.map(\.event)).count == cases.count)
  }

  @Test("a line without one of its members, or with another kind of value there, is not understood")
  func membersMissing() throws {
    for event in Self.events {
      let members = Record(sequence: 1, at: Contoso.now, event: event).encoded
      for (index, member) in members.enumerated() where !["practice", "live"].contains(member.name) {
        var fewer = members
        fewer.remove(at: index)
        // Older sessions do not have it; a plain “back” does not, either, nor a resumption by the same person.
        let isOptional =
          ["coverage", "keeps", "product"].contains(member.name)
          || ["procedure", "by"].contains(member.name)
            && members.contains { $0.name == "event" && $0.value == "resumed" }
        if isOptional {
          #expect((try? Record.decode(.object(fewer))) != nil)
        } else {
          #expect(throws: CodingError.self, "\(member.name)") { try Record.decode(.object(fewer)) }
        }
        var other = members
        other[index] = JSONValue.Member(member.name, .object([]))
        #expect(throws: CodingError.self, "\(member.name)") { try Record.decode(.object(other)) }
      }
    }
  }

  static let strange: [String] = [
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"unheardOf","item":"x"}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"parked","why":"bored"}"#,
    #"{"seq":1,"at":"2026-11-23 18:00:00","event":"parked","why":"asked"}"#,
    #"{"seq":1,"at":"2026-13-23T18:00:00Z","event":"parked","why":"asked"}"#,
    #"{"seq":"1","at":"2026-11-23T18:00:00Z","event":"parked","why":"asked"}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"originReported","item":"x","physical":"attic"}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entryDecided","item":"x","decision":"remove","acknowledged":["all"]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entryDecided","item":"x","decision":"burn"}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"certificateNoted","item":"x","der":"30","source":"typed"}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"certificateNoted","item":"x","der":"zz","source":"typed"}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[{"der":""}]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":null}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"MY","parts":[]}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"ROOT"}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"ROOT","parts":[{"physical":"attic","entries":1,"unreadable":0,"shownWhole":true}]}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"ROOT","parts":[{"physical":"registry","entries":-1,"unreadable":0,"shownWhole":true}]}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"ROOT","parts":[{"physical":"registry","entries":1,"unreadable":9223372036854775807,"shownWhole":true}]}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"ROOT","parts":[{"physical":"registry","entries":1,"unreadable":0}]}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"entriesListed","item":"x","entries":[],"coverage":{"store":"ROOT","parts":[{"physical":"registry","entries":1,"unreadable":0,"shownWhole":true},{"physical":"registry","entries":2,"unreadable":0,"shownWhole":true}]}}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":1,"program":"","server":"2016R2","chain":[],"stores":[]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":5,"program":"","server":"2016","product":"sfb2019","chain":[],"stores":[]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":6,"program":"","course":"delete","server":"2016","chain":[],"stores":[]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"copySeen","item":"x","sha1":"zz","byWizard":true}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":1,"program":"","server":"2012","chain":[1],"stores":[]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":1,"program":"","server":"2012","chain":[],"stores":[{"store":"MY","path":"/x"}]}"#,
    #"{"seq":1,"at":"2026-11-23T18:00:00Z","event":"started","format":1,"procedure":1,"program":"","server":"2012","chain":[],"stores":[{"store":"ROOT"}]}"#,
    "[]", "1", "null", "{}",
  ]

  @Test("a line that says what no version writes is not understood", arguments: strange)
  func refuses(text: String) throws {
    let value = try JSONReader.read(Array(text.utf8)[...])
    #expect(throws: CodingError.self) { try Record.decode(value) }
  }
}
