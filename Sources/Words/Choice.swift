// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts

/// A command that a prompt accepts. Each has one letter or sign, a label and words, in the catalog under
/// `command.<name>.key`, `.label` and `.words`; each letter has only one meaning.
public enum Choice: String, Sendable, CaseIterable {
  case done, back, note, pause, help
  case yes, no
  case skip, typeInstead
  case another, end
  case same, noneListed
  case keep, remove, owner, review
  case seen, gone, listed, differs
  case registry, thirdParty, groupPolicy, enterprise, unknown
  case start, resume, practise, transcript, quit
  case rootStore, intermediateStore
  case byHand
  case fix, addRow, apart

  /// Commands that every prompt offers in addition to its own.
  public static let everywhere: [Choice] = [.back, .note, .pause, .help]

  public func key(_ wording: Wording) -> String { wording("command.\(rawValue).key") }

  /// `[D] Done`, tied, so that a prompt with many commands only breaks between them.
  ///
  /// - Parameter label: what the command means at this prompt, if that is more specific than its usual label.
  public func label(_ wording: Wording, as label: String? = nil) -> String {
    "[\(key(wording))] \(label ?? wording("command.\(rawValue).label"))".tied
  }

  /// Whether the typed text means the command: its letter, its label or one of its words, in the wizard's
  /// language or in English, ignoring case.
  public func isMeant(by text: String, _ wording: Wording) -> Bool {
    let typed = text.asTyped
    return [wording, Self.english].contains { typed == key($0).asTyped } || isNamed(by: text, wording)
  }

  /// The same without the letter, which means something only at a prompt that shows it.
  public func isNamed(by text: String, _ wording: Wording) -> Bool {
    let typed = text.asTyped
    return [wording, Self.english].contains { wording in
      typed == wording("command.\(rawValue).label").asTyped
        || words(wording).contains { $0.asTyped == typed }
    }
  }

  /// What can be typed besides the letter and the label. In the catalog, a lower line stands for the blank in an
  /// expression of two words.
  public func words(_ wording: Wording) -> [String] {
    wording("command.\(rawValue).words").split(separator: " ").map { word in
      String(word.map { $0 == "_" ? " " : $0 })
    }
  }

  /// Whether the text is its label or one of its words in any language of the catalog: “yes” and “no” are what people
  /// type in their own.
  public func isNamedInAnyLanguage(by text: String) -> Bool {
    Wording.languages.contains { isNamed(by: text, Wording(language: $0)) }
  }

  private static let english = Wording()
}
