// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport
import Testing
import Texts

@testable import Words

@Suite("Texts of the steps")
struct StepTextTests {
  /// One item for every step, and for the noting steps one for each role.
  static let items: [Item] = {
    var steps = [StartSection.server, StartSection.administrator, StartSection.timeZone, OtherCause.stop]
    for kind in ServerKind.allCases { steps += kind.path.checks.map(\.step) + kind.path.opening }
    typealias Wizard = DeploymentWizardSection
    steps +=
      [Elevation.check] + Wizard.opening + [Wizard.lookOver] + ClosingSection.all
    var items = steps.map { Item($0, Confirmation()) } + moves
    for id in [NotedID.root, NotedID.root.below] {
      items += [Wizard.select, Wizard.note, Wizard.noteMore, Wizard.close, Wizard.another]
        .map { Item($0, Confirmation(about: .noted(id))) }
    }
    for role in Role.allCases {
      let id = role == .root ? NotedID.root : NotedID.root.below
      let section = StoreSection(role: role)
      let shared = section.addSnapIn + [section.confirmLocalComputer] + section.openStore
      let listed = [
        section.locate, section.clock, section.listedOnce, section.listedTwice, section.noneMatches,
        section.notInStore, section.notRead, section.recount, section.stays, section.lost,
      ]
      let entry =
        section.open + [section.compare, section.origin, section.decide] + section.beginExport
        + [section.nameExport] + section.finishExport
        + [
          section.readBack, section.again, section.restoreCard, section.delete, section.confirmWarning,
          section.gone,
        ]
      items += shared.map { Item($0, Confirmation()) }
      items += listed.map { Item($0, Confirmation(about: .noted(id))) }
      items += entry.map { Item($0, Confirmation(about: .entry(EntryID(noted: id, number: 1)))) }
    }
    return items
  }()

  /// The steps of the move that the article does not have.
  private static var moves: [Item] {
    typealias Move = MoveSection
    let ofRow = [
      Move.open, Move.compare, Move.decide, Move.importCopy, Move.seen, Move.delete, Move.gone,
    ]
    return [Move.locate, Move.recount].map { Item($0, Confirmation(about: .noted(.root))) }
      + ofRow.map { Item($0, Confirmation(about: .entry(EntryID(noted: .root, number: 1)))) }
  }

  /// The restore card is written by the wizard itself; nobody is asked.
  static let silent = ["root.card", "ca.card"]

  @Test(
    "every step has a title and a body, of its own or shared by both halves of MMC",
    arguments: Wording.languages)
  func complete(language: String) {
    let words = StepWords(wording: Wording(language: language))
    for item in Self.items where !Self.silent.contains(item.step.id) {
      for part in [StepWords.Part.title, .body] {
        #expect(words.text(part, of: item) != nil, "\(item.key) has no \(part)")
      }
    }
  }

  @Test("a check rules out the cause that has its number", arguments: Wording.languages)
  func otherCauses(language: String) {
    // What each of these lines names in every language.
    let named = [
      Checks.pin: "Get-CsClientPinInfo", Checks.ports: "444", Checks.pinAuthentication: "UsePinAuth",
      Checks.time: "NTP", Checks.sessionTickets: "EnableSessionTicket", Checks.oldTLS: "TLS 1.0",
    ]
    let causes = Wording(language: language)("step.before.other.body").split(separator: "\n")
    #expect(Set(named.keys) == Set(OtherCause.numbers.keys))
    for (check, name) in named {
      let cause = OtherCause.numbers[check].flatMap { number in
        causes.first { $0.drop { $0 == " " }.hasPrefix("\(number).") }
      }
      #expect(cause?.contains(name) == true, "\(check.id)")
    }
  }

  @Test("every numbered step says why, and from where in the article", arguments: Wording.languages)
  func reasons(language: String) {
    let words = StepWords(wording: Wording(language: language))
    for item in Self.items where item.step.origin != .added {
      #expect(words.text(.why, of: item) != nil, "\(item.key)")
    }
  }

  @Test("every step's place names its section")
  func places() {
    let words = StepWords(wording: Wording())
    for item in Self.items {
      let place = words.place(item.step)
      #expect(!place.contains("‹"), "\(item.key): \(place)")
      if case .article(_, let number) = item.step.origin { #expect(place.contains(" \(number) ")) }
    }
  }

  @Test("the steps of the article are all among these, so that the keys below are what can be shown")
  func allSteps() {
    let numbered = Set(Self.items.filter { $0.step.origin != .added }.map(\.step.id))
    #expect(numbered.count == 55)
  }

  /// Every key that is read for some step, the fallbacks only where they are needed.
  static let keys: Set<String> = {
    let wording = Wording()
    var keys: Set<String> = ["step.before.other.title", "step.before.other.body"]
    for item in items {
      let id = item.step.id
      var names = [id]
      if case .noted(let noted) = item.about, noted.role == .intermediate {
        names.insert("\(id).intermediate", at: 0)
      }
      for half in ["root.", "ca."] where id.hasPrefix(half) {
        names.append("mmc." + id.dropFirst(half.count))
      }
      for part in ["title", "body", "see", "why"] {
        let found = names.first { wording.text(ifPresent: "step.\($0).\(part)") != nil }
        if let found { keys.insert("step.\(found).\(part)") }
        // Where a source knows the values, where the wizard does it, and where somebody else has to approve it first.
        for doer in ["offered", "live", "unapproved"] {
          let found = names.first { wording.text(ifPresent: "step.\($0).\(doer).\(part)") != nil }
          if let found { keys.insert("step.\(found).\(doer).\(part)") }
        }
      }
    }
    return keys
  }()

  @Test(
    "draw a list with as many rows as it has, and mark the one that is meant",
    arguments: [(1, 1), (2, 1), (2, 2), (5, 3), (8, 8), (12, 1), (12, 6), (12, 12), (99, 50)])
  func rows(count: Int, number: Int) throws {
    let start = Record(
      sequence: 1, at: Contoso.now, event: .started(Start(program: "1.0", server: .windowsServer2012)))
    var walker = try Session(first: start, signatures: .none)
    for answer in [Answer.value("fe01"), .value("Kim"), .value("+00:00")] {
      let key = try #require(walker.pending?.key)
      try walker.apply(walker.record(.answered(key: key, answer), at: Contoso.now))
    }
    while let item = walker.pending, !(item.question is RowList) {
      let answer: Answer =
        switch item.question {
        case is NotedValue: .certificate(Contoso.root.facts, .typed)
        case is PathBranch: .pathEnds
        case is PhoneTrustList: .phoneTrust([])
        default: .confirmed
        }
      try walker.apply(walker.record(.answered(key: item.key, answer), at: Contoso.now))
    }
    let list = try #require(walker.pending)
    try walker.apply(walker.record(.answered(key: list.key, .counted(count)), at: Contoso.now))
    let id = EntryID(noted: .root, number: number)
    let words = StepWords(wording: Wording())
    let item = Item(StoreSection(role: .root).open[0], Confirmation(about: .entry(id)))
    let drawn = try #require(words.text(.see, of: item, words.values(item, in: walker)))
    let lines = drawn.split(separator: "\n").filter { $0.hasSuffix("│ …") }
    #expect(lines.count == min(count, 8) || lines.count == 9)
    #expect(lines.count { $0.hasPrefix("│ ▸") } == 1)
    if count <= 8 { #expect(lines.count == count && lines[number - 1].hasPrefix("│ ▸")) }
  }
}
