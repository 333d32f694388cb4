// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts
import Words

/// Why the command line was not understood.
public struct Misuse: Error, Hashable, Sendable {
  /// A catalog key.
  public let key: String
  /// The affected word, as typed.
  public let subject: String
  /// The closest valid word.
  let nearest: String?
  /// The valid words.
  let understood: [String]

  public init(_ key: String, _ subject: String, nearest: String? = nil, understood: [String] = []) {
    self.key = key
    self.subject = subject
    self.nearest = nearest
    self.understood = understood
  }

  /// No command has this name.
  public init(unknownCommand name: String, among commands: [String]) {
    self.init("usage.unknownCommand", name, nearest: Nearest.word(to: name, among: commands))
  }

  public func text(_ wording: Wording) -> String {
    let understood =
      understood.isEmpty
      ? nil : wording("usage.understood", ["words": understood.joined(separator: ", ")])
    let sentences = [
      wording(key, ["subject": SafeText.harmlessLine(subject)]),
      nearest.map { wording("usage.nearest", ["word": SafeText.harmlessLine($0)]) }, understood,
      wording("usage.hint"),
    ]
    return sentences.compactMap(\.self).joined(separator: " ")
  }
}
