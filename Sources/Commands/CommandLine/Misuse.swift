// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts

/// Why the command line is not understood.
public struct Misuse: Error, Hashable, Sendable {
  /// A key of the catalog.
  let key: String
  /// What it is about, as it was typed.
  let subject: String
  /// What was probably meant.
  let nearest: String?
  /// What would have been understood.
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
