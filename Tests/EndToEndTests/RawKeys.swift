// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestSupport
import Testing
import Texts

/// Words of the program's own that must not get into a text for people.
enum RawKeys {
  private static let known: Set<String> = {
    let sections = [Role.root, .intermediate].map(StoreSection.init)
    let steps = sections.flatMap { [$0.compare, $0.origin, $0.decide, $0.readBack, $0.restoreCard, $0.gone] }
    let checks =
      ServerKind.allCases.flatMap { $0.path.checks.map(\.step) }
      + ClosingSection.all
    return Set(Wording().keys + (steps + checks).map(\.id))
  }()

  /// The keys of texts and the names of steps in a text, such as `root.card`.
  static func all(in text: String) -> [String] {
    let words = text.split { !($0.isLetter || $0.isNumber || ".-‹›@/_".contains($0)) }
    return words.map { $0.hasSuffix(".") ? $0.dropLast() : $0 }.map(String.init).filter { word in
      word.contains("‹") || word.contains(".") && known.contains(word)
    }
  }

  /// JSON is for programs, and names steps by their keys.
  static func expectNone(in text: String) {
    guard !text.hasPrefix("{") else { return }
    #expect(all(in: text) == [])
  }
}

@Suite("Raw keys")
struct RawKeysTests {
  @Test("are found in a text, and ordinary words and file names are not")
  func found() {
    #expect(
      RawKeys.all(in: "6  root.card: written. See ‹no.such›, fe01.contoso.com and root.cer.") == [
        "root.card", "‹no.such›",
      ])
  }
}
