// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings
public import Texts

/// Explains technical terms in a sentence or two each: `glossary.<name>`, the term first, then a colon.
public struct Glossary {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// Sorted by code points.
  public var terms: [String] { entries(wording).map { term(of: $0) }.sorted() }

  /// The entry whose term is the word, starts with it, or else contains it; `nil` if there is none or the
  /// word is empty. English terms are found in every language.
  public func entry(_ word: String) -> String? {
    let word = word.trimmed.asTyped
    guard !word.isEmpty else { return nil }
    let own = entries(wording)
    for fits in [{ $0 == word }, { $0.hasPrefix(word) }, { $0.holds(word) }] as [(String) -> Bool] {
      for entries in [own, entries(Wording())] {
        if let index = entries.indices.first(where: { fits(term(of: entries[$0]).asTyped) }) {
          return own[index]
        }
      }
    }
    return nil
  }

  private func entries(_ wording: Wording) -> [String] {
    wording.keys.filter { $0.hasPrefix("glossary.") }.map { wording($0) }
  }

  private func term(of entry: String) -> String { String(entry.prefix { $0 != ":" && $0 != "：" }).trimmed }
}
