// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts

/// Why the command line was not understood.
public struct Misuse: Error, Hashable, Sendable {
  /// A catalog key.
  let key: String
  /// The affected word, as typed.
  let subject: String
  /// The closest valid word.
  let nearest: String?
  /// The valid words.
  let understood: [String]

  init(_ key: String, _ subject: String, nearest: String? = nil, understood: [String] = []) {
    self.key = key
    self.subject = subject
    self.nearest = nearest
    self.understood = understood
  }

  public func text(_ wording: Wording) -> String {
    let understood =
      understood.isEmpty
      ? nil : wording("usage.understood", ["words": understood.joined(separator: ", ")])
    let sentences = [
      wording(key, ["subject": SafeText.harmlessLine(subject)]),
      nearest.map { wording("usage.nearest", ["word": $0]) }, understood, wording("usage.hint"),
    ]
    return sentences.compactMap(\.self).joined(separator: " ")
  }
}
