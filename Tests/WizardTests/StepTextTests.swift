// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Testing
import Texts

@testable import Words

@Suite("Texts of the steps")
struct StepTextTests {
  /// One item for every step, and for the noting steps one for each role.
  static let items: [Item] = {
    var steps = [StartSection.server, StartSection.administrator, StartSection.timeZone, OtherCause.stop]
    for windows in WindowsServer.allCases { steps += windows.path.checks.map(\.step) + windows.path.opening }
    typealias Wizard = DeploymentWizardSection
    steps +=
      [Elevation.check] + Wizard.opening + [Wizard.lookOver] + ClosingSection.all
    var items = steps.map { Item($0, Confirmation()) }
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
        // Where a source knows the values, and where the wizard does it.
        for doer in ["offered", "live"] {
          let found = names.first { wording.text(ifPresent: "step.\($0).\(doer).\(part)") != nil }
          if let found { keys.insert("step.\(found).\(doer).\(part)") }
        }
      }
    }
    return keys
  }()
}
