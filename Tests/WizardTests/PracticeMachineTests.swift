// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import JSON
import Journal
import Procedure
import Stores
import TestCertificates
import TestFiles
import Testing
import Texts
import X509

@testable import Servers

@Suite("PracticeMachine")
struct PracticeMachineTests {
  private static let begun = Instant(secondsSince1970: 1_790_000_000)

  private func machine(_ scenario: Scenario) throws -> PracticeMachine {
    try PracticeMachine(
      Start.Practice(scenario: scenario.rawValue, seed: 7, isByHand: true), scenario: scenario,
      server: .windowsServer2008, product: .skypeForBusiness2015, windows: "ja", lync: "en", begun: Self.begun
    )
  }

  private func session() throws -> Session {
    let start = Start(program: "1", server: .windowsServer2008)
    return try Session(
      first: Record(sequence: 1, at: Self.begun, event: .started(start)), signatures: .libcrypto)
  }

  private func deleted(_ entry: PracticeMachine.Entry) -> PracticeMachine.Deed {
    .deleted(entry.certificate.thumbprint, entry.store, entry.physical)
  }

  private func exported(_ entry: PracticeMachine.Entry) -> PracticeMachine.Deed {
    .exported(entry.certificate.thumbprint, file: #"LyncCertificates\x.cer"#)
  }

  private func remarks(
    _ machine: PracticeMachine, _ deeds: [PracticeMachine.Deed], isEnded: Bool = true
  ) throws -> [PracticeGrade.Remark] {
    var machine = machine
    for deed in deeds { machine.add(PracticeMachine.Done(deed: deed, at: Self.begun)) }
    return PracticeGrade(machine, try session(), isEnded: isEnded).remarks
  }

  // MARK: - The file

  @Test("comes back from its file with every deed")
  func roundTrip() throws {
    var machine = try machine(.both)
    let entry = try #require(machine.installed.first)
    let deeds: [PracticeMachine.Deed] = [
      exported(entry), deleted(entry), .imported(entry.certificate.thumbprint, entry.store), .refreshed,
      .restarted, .signedIn(works: true), .signedIn(works: false),
    ]
    for deed in deeds { machine.add(PracticeMachine.Done(deed: deed, at: Self.begun)) }
    #expect(try PracticeMachine(encoded: machine.encoded) == machine)
    #expect(machine.offsetMinutes == 540)
  }

  @Test("is not understood without one of its members, or in another format")
  func membersMissing() throws {
    guard case .object(let members) = try machine(.both).encoded else {
      Issue.record("the state is no object")
      return
    }
    for index in members.indices {
      var others = members
      others.remove(at: index)
      if members[index].name == "product" {
        // It is not in the files of older programs, whose servers had Lync Server 2013.
        #expect(try PracticeMachine(encoded: .object(others)).product == .lync2013)
      } else {
        #expect(throws: CodingError.self) { try PracticeMachine(encoded: .object(others)) }
      }
      others.insert(JSONValue.Member(members[index].name, .integer(2)), at: index)
      if members[index].name != "offset" {
        #expect(throws: CodingError.self) { try PracticeMachine(encoded: .object(others)) }
      }
    }
  }

  @Test(
    "takes names for files as Windows does",
    arguments: [
      ("stray", #"LyncCertificates\stray.cer"#), (#" "C:\Other\a b.cer" "#, #"Other\a b.cer"#),
      ("c:/x/y.crt", #"x\y.crt"#), (#"\top.cer"#, "top.cer"), (#"sub\x"#, #"sub\x.cer"#), ("", nil),
      ("a:b", nil),
      (#"..\x.cer"#, nil), (#"C:\a\..\..\x"#, nil), ("a?b", nil), ("C:", nil),
      (String(repeating: "n", count: 101), nil),
    ] as [(String, String?)])
  func driveFile(typed: String, expected: String?) {
    #expect(PracticeMachineFile.driveFile(typed) == expected)
  }

  // MARK: - What it prints

  @Test("prints for the line that gets everything what reads as its stores", arguments: Scenario.allCases)
  func pasted(scenario: Scenario) throws {
    let machine = try machine(scenario)
    #expect(PasteLine.check(machine.pasted)?.check == .whole)
    let read = CertificateFolder(pasted: Array(machine.pasted.utf8), name: "pasted")
    #expect(read.problems.isEmpty)
    let found = read.certificates.compactMap { one in
      one.stored.store.map {
        PracticeMachine.Entry(certificate: one.certificate, store: $0, physical: one.stored.physical)
      }
    }
    #expect(Set(found) == Set(machine.entries))
    #expect(read.personal.map(\.certificate) == machine.path.suffix(1))
  }

  @Test(
    "has another Front End with the whole path and nothing of the same name", arguments: Scenario.allCases)
  func neighbour(scenario: Scenario) throws {
    let machine = try machine(scenario)
    let certificates = Store.allCases.flatMap(machine.neighbourCertificates)
    #expect(Set(certificates).isSuperset(of: machine.path.dropLast()))
    #expect(Set(certificates).isDisjoint(with: machine.doubles.map(\.certificate)))
  }

  @Test("is told a line of the wizard however a terminal broke it")
  func lines() {
    for kind in PasteLine.Kind.allCases {
      #expect(kind.isMeant(by: kind.line))
      #expect(kind.isMeant(by: kind.line.replacing(" ", with: "\n  ")))
      #expect(!kind.isMeant(by: kind.line + "x"))
    }
  }

  // MARK: - What is right

  @Test("has strays only where they are to be removed", arguments: Scenario.allCases)
  func strays(scenario: Scenario) throws {
    let machine = try machine(scenario)
    let strays = [
      Scenario.duplicateRoot: 1, .duplicateIntermediate: 1, .both: 2, .twoServers: 1, .secondServer: 1,
      .misplaced: 1,
    ]
    let expected = strays[scenario] ?? 0
    #expect(machine.strays.count == expected)
    #expect(!machine.signsIn)
    let remarks = try remarks(machine, machine.strays.flatMap { [exported($0), deleted($0)] } + [.restarted])
    #expect(remarks.count { if case .removed = $0 { true } else { false } } == expected)
    #expect(remarks.contains(.nothingDeleted) == (expected == 0))
  }

  @Test(
    "lets phones sign in only when all strays are gone, the path is there, and the services were restarted")
  func signsIn() throws {
    var machine = try machine(.both)
    func add(_ deed: PracticeMachine.Deed) {
      machine.add(PracticeMachine.Done(deed: deed, at: Self.begun))
    }
    let root = try #require(machine.installed.first { $0.certificate == machine.path[0] })
    add(deleted(machine.strays[0]))
    add(.restarted)
    #expect(!machine.signsIn)
    add(deleted(machine.strays[1]))
    #expect(!machine.signsIn)
    add(.restarted)
    #expect(machine.signsIn)
    add(deleted(root))
    add(.restarted)
    #expect(!machine.signsIn)
    add(.imported(root.certificate.thumbprint, .trustedRoot))
    #expect(!machine.signsIn)
    add(.restarted)
    #expect(machine.signsIn)
  }

  @Test("is graded by what was done and in which order")
  func graded() throws {
    let machine = try machine(.duplicateRoot)
    let stray = machine.strays[0]
    let root = try #require(machine.installed.first { $0.certificate == machine.path[0] })
    #expect(
      try remarks(machine, [exported(stray), deleted(stray), .restarted, .signedIn(works: true)])
        == [.removed(stray), .restarted, .signedIn])
    #expect(
      try remarks(machine, [deleted(stray), exported(stray), .signedIn(works: false)])
        == [.exportedAfter(stray), .notRestarted, .notTested])
    #expect(
      try remarks(machine, [deleted(stray), .restarted]) == [.neverExported(stray), .restarted, .notTested])
    #expect(
      try remarks(machine, [exported(root), deleted(root)])
        == [.wrongDeleted(root), .left(stray), .notRestarted, .notTested])
    let back = PracticeMachine.Deed.imported(root.certificate.thumbprint, .trustedRoot)
    #expect(
      try remarks(machine, [exported(root), deleted(root), back], isEnded: false) == [.mended(root)])
    // A test before the last change proves nothing about it.
    let tested = [exported(stray), deleted(stray), .restarted, .signedIn(works: true)]
    #expect(
      try remarks(machine, tested + [exported(root), deleted(root), back])
        == [.removed(stray), .mended(root), .notRestarted, .notTested])
    #expect(try remarks(machine, []) == [.left(stray)])
    #expect(try remarks(machine, [], isEnded: false) == [])
  }

  @Test("says that a policy brings back what was deleted, and whose word a renewed one needs")
  func managed() throws {
    let policy = try machine(.groupPolicy)
    let managed = try #require(policy.installed.first { $0.physical == .groupPolicy })
    #expect(
      try remarks(policy, [exported(managed), deleted(managed), .refreshed], isEnded: false)
        == [.comesBack(managed)])
    var refreshed = policy
    for deed in [deleted(managed), .refreshed] {
      refreshed.add(PracticeMachine.Done(deed: deed, at: Self.begun))
    }
    #expect(refreshed.entries.contains(managed))
    let renewal = try machine(.renewedSameKey)
    let second = try #require(renewal.doubles.first)
    #expect(
      try remarks(renewal, [exported(second), deleted(second)], isEnded: false)
        == [.ownersDeleted(second, agreed: false)])
  }

  @Test("has a sentence for every remark, in every language", arguments: Wording.languages)
  func words(language: String) throws {
    let machine = try machine(.duplicateRoot)
    let entry = machine.strays[0]
    let words = PracticeGradeWords(wording: Wording(language: language), machine: machine)
    let remarks: [PracticeGrade.Remark] = [
      .wrongDeleted(entry), .mended(entry), .comesBack(entry), .ownersDeleted(entry, agreed: true),
      .ownersDeleted(entry, agreed: false), .neverExported(entry), .exportedAfter(entry), .removed(entry),
      .agreedBy(entry, name: "Pia Kern"), .seenNotExported(entry, isDeleted: true),
      .seenNotExported(entry, isDeleted: false), .setAside(entry, isKeyKnown: false),
      .setAside(entry, isKeyKnown: true), .left(entry), .notGone(entry), .notedWrong(NotedID(1), .serial),
      .notedBesidePath(NotedID(2)),
      .notNoted(NotedID(1)),
      .notedRight,
      .nothingDeleted, .notRestarted, .restarted, .notTested, .signedIn,
    ]
    let texts = remarks.map(words.text)
    #expect(Set(texts).count == texts.count)
    for text in texts { #expect(!text.contains("{") && !text.contains("‹"), "\(text)") }
    #expect(texts[0].contains(entry.certificate.serial.description))
  }
}
