// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestFiles
import Testing
import Texts

/// The sources of the program, as they lie beside the tests.
enum SourceText {
  static let root = URL(fileURLWithPath: Checkout.path)

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
    let steps = StepTextTests.keys
    let families = Set(KeyFamilies.all.flatMap(\.keys) + KeyFamilies.optional)
    let unused = Self.catalog.filter { own in
      let key = KeyFamilies.base(own)
      if literals.contains(key) || families.contains(key) || steps.contains(key) { return false }
      if KeyFamilies.isOfGlossary(key) { return false }
      // A button's label stands in other texts.
      if key.hasPrefix("label.") { return !SourceText.labelsInTexts.contains(key) }
      return true
    }
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
