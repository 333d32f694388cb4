// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Ledger
import Procedure
import Testing
import Texts

@testable import Wizard

/// The sources of the program, as they lie beside the tests.
enum SourceText {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every file of `Sources` by its path, comments taken out.
  static let files: [(path: String, text: String)] = {
    let folder = root.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = (try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      return (path, lines.joined(separator: "\n"))
    }
  }()

  /// What a pattern's first group finds, over all files.
  static func matches(_ pattern: String) -> Set<String> {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { preconditionFailure(pattern) }
    var found: Set<String> = []
    for (_, text) in files {
      let range = NSRange(text.startIndex..., in: text)
      for match in expression.matches(in: text, range: range) {
        if let group = Range(match.range(at: 1), in: text) { found.insert(String(text[group])) }
      }
    }
    return found
  }
}

/// Keys that are put together at run time, by the text of the source that does it. A new one has to be listed here.
enum KeyFamilies {
  /// A literal with an interpolation in it, and the keys that it can become.
  static let all: [(literal: String, keys: [String])] = [
    (#"verdict.\(verdict.rawValue)"#, Verdict.allCases.flatMap { ["verdict.\($0.rawValue).name", "verdict.\($0.rawValue).meaning"] }),
    (#"verdict.\(verdict.rawValue).name"#, Verdict.allCases.map { "verdict.\($0.rawValue).name" }),
    (#"verdict.\(verdict.rawValue).advice"#, decidable.map { "verdict.\($0.rawValue).advice" }),
    (#"verdict.\(entry.verdict.rawValue).meaning"#, Verdict.allCases.map { "verdict.\($0.rawValue).meaning" }),
    (#"ending.\($0.rawValue).title"#, Ending.allCases.map { "ending.\($0.rawValue).title" }),
    (#"ending.\(ending.rawValue).title"#, Ending.allCases.map { "ending.\($0.rawValue).title" }),
    (#"ending.\(ending.rawValue).body"#, Ending.allCases.map { "ending.\($0.rawValue).body" }),
    (#"said.parked.\(why.rawValue)"#, Parking.allCases.map { "said.parked.\($0.rawValue)" }),
    (#"parked.\(why.rawValue)"#, Parking.allCases.map { "parked.\($0.rawValue)" }),
    (#"said.warned.\($0.rawValue)"#, RemovalWarning.allCases.map { "said.warned.\($0.rawValue)" }),
    (#"warning.\(warning.rawValue)"#, RemovalWarning.allCases.map { "warning.\($0.rawValue)" }),
    (#"physical.\(physical.rawValue)"#, PhysicalStore.allCases.map { "physical.\($0.rawValue)" }),
    (#"managed.\(physical.rawValue)"#, PhysicalStore.allCases.filter(\.isManaged).map { "managed.\($0.rawValue)" }),
    (#"windows.\(session.start.server.rawValue)"#, WindowsServer.allCases.map { "windows.\($0.rawValue)" }),
    (#"role.\(id.role.rawValue)"#, Role.allCases.map { "role.\($0.rawValue)" }),
    (#"ask.\(field.rawValue)"#, Field.allCases.map { "ask.\($0.rawValue)" }),
    (#"practice.\(scenario.rawValue).story"#, Scenario.allCases.map { "practice.\($0.rawValue).story" }),
    (#"practice.\(scenario.rawValue).lesson"#, Scenario.allCases.map { "practice.\($0.rawValue).lesson" }),
    (#"command.\(rawValue).key"#, Command.allCases.map { "command.\($0.rawValue).key" }),
    (#"command.\(rawValue).label"#, Command.allCases.map { "command.\($0.rawValue).label" }),
    (#"command.\(rawValue).words"#, Command.allCases.map { "command.\($0.rawValue).words" }),
    (#"command.\($0.rawValue).label"#, []),
    (#"section.\(prefix)"#, ["start", "before", "opening", "ws2008", "ws2012", "wizard", "root", "ca", "after"].map { "section.\($0)" }),
    (#"label.\(label)"#, ["subject", "issuer", "serialNumber", "validFrom", "thumbprint"].map { "label.\($0)" }),
    (
      #"compare.\(result)"#,
      ["same", "different", "leadingZeros", "byteReversed", "decimal", "oneDigit", "cutOff", "oneHour", "unclear"]
        .map { "compare.\($0)" }
    ),
    (#"compare.key.\(key(comparison.publicKey))"#, ["same", "different", "unknown"].map { "compare.key.\($0)" }),
    (#"format.\(key)"#, WordsTests.formats.map { "format.\($0.key)" }),
    (
      #"status.\(key)"#,
      [
        "practice", "server", "windows", "administrator", "begun", "last", "done", "noted", "deleted", "ordered",
        "next", "ending", "journal",
      ].map { "status.\($0)" }
    ),
    (
      #"transcript.\(key)"#,
      ["verdict", "fate", "store", "export", "proof", "card", "source"].map { "transcript.\($0)" }
    ),
    // Looked up, and left out where there is none.
    (#"step.\(key).\(part.rawValue)"#, []),
    (#"form.\(field.rawValue)"#, []),
  ]

  /// The verdicts that an item for a decision can have.
  static let decidable = Verdict.allCases.filter { $0.allowsRemoval || $0.needsReview }

  static let optional = Field.allCases.map { "form.\($0.rawValue)" }
}

@Suite("Text keys")
struct TextKeyTests {
  static let catalog = Set(Wording().keys)

  /// Plain literals that are asked for as texts.
  static let asked = SourceText.matches(#"(?:wording|askText|askUntil|[a-z]Words)\(\s*"([^"\\]+)""#)
    .union(SourceText.matches(#"hint: "([^"\\]+)""#))

  @Test("every key that the program asks for is in the English catalog")
  func askedFor() {
    #expect(Self.asked.count > 100, "the scan finds nothing")
    let families = KeyFamilies.all.flatMap(\.keys)
    #expect(Self.asked.union(families).subtracting(Self.catalog).sorted() == [])
  }

  @Test("every key that is put together is of a family that is listed here")
  func families() {
    let literals = SourceText.matches(#"(?:wording|ifPresent:)\(?\s*(?:ifPresent: )?"([^"]*\\\([^"]*)""#)
      .union(SourceText.matches(#"let key = "([^"]*\\\([^"]*)""#))
    let known = Set(KeyFamilies.all.map(\.literal))
    #expect(literals.filter { $0.contains(".") }.subtracting(known).sorted() == [])
  }

  @Test("every key of the English catalog is used")
  func used() {
    let literals = SourceText.matches(#""([a-zA-Z][a-zA-Z0-9.-]*)""#)
    let texts = Self.catalog.map { Wording().text(ifPresent: $0) ?? "" }.joined(separator: " ")
    let steps = StepTextTests.keys
    let families = Set(KeyFamilies.all.flatMap(\.keys) + KeyFamilies.optional)
    let unused = Self.catalog.filter { key in
      if literals.contains(key) || families.contains(key) || steps.contains(key) { return false }
      // A button's label stands in other texts.
      if key.hasPrefix("label.") { return !SourceText.labelsInTexts.contains(key) }
      return true
    }
    #expect(!texts.isEmpty)
    #expect(unused.sorted() == [])
  }
}

extension SourceText {
  /// The labels that texts have placeholders for.
  static let labelsInTexts: Set<String> = {
    let path = root.appendingPathComponent("Locales/en.json")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    guard let expression = try? NSRegularExpression(pattern: #"\{(label\.[a-zA-Z0-9]+)\}"#) else { return [] }
    let found = expression.matches(in: text, range: NSRange(text.startIndex..., in: text))
    return Set(found.compactMap { Range($0.range(at: 1), in: text).map { String(text[$0]) } })
  }()
}
