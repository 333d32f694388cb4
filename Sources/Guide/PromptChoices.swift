// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts
public import Words

/// The choices of a prompt, what they mean there, and which of them “yes” and “no” select.
public struct PromptChoices: ExpressibleByArrayLiteral {
  let commands: [Choice]
  private var everywhere = Choice.everywhere
  /// The prompt's wording, such as “Yes, this event”.
  private var labels: [Choice: String] = [:]
  private var answers: [Choice: Choice] = [:]
  /// What a choice does at this prompt, if that is not what it usually does.
  private var helps: [Choice: String] = [:]

  public init(_ commands: [Choice]) {
    self.commands = commands
  }

  public init(arrayLiteral commands: Choice...) { self.init(commands) }

  /// A yes-or-no question.
  ///
  /// - Parameters:
  ///   - yes: what “yes” means here, in words.
  ///   - no: what “no” means.
  public init(yes: String, no: String, besides commands: [Choice] = []) {
    self.init([.yes, .no] + commands)
    labels = [.yes: yes, .no: no]
  }

  /// The same choices, without those that a session's questions add.
  public var alone: PromptChoices {
    var choices = self
    choices.everywhere = []
    return choices
  }

  /// The same choices, one of which has another label.
  public func saying(_ choice: Choice, _ label: String) -> PromptChoices {
    var choices = self
    choices.labels[choice] = label
    return choices
  }

  /// The same choices, one of which does something else than usual.
  public func explaining(_ choice: Choice, _ help: String) -> PromptChoices {
    var choices = self
    choices.helps[choice] = help
    return choices
  }

  /// The same choices, which can also be selected with the words “yes”, “no” and “skip”: their letters are not shown.
  func answering(yes: Choice, no: Choice, skip: Choice? = nil) -> PromptChoices {
    var choices = self
    choices.answers = [.yes: yes, .no: no]
    choices.answers[.skip] = skip
    return choices
  }

  /// These choices and those that every prompt offers. A letter never has two meanings at one prompt: where
  /// “n” is “no”, “note” has no letter.
  func all(_ wording: Wording) -> [Choice] {
    let taken = Set(commands.map { $0.key(wording) })
    return commands + everywhere.filter { !taken.contains($0.key(wording)) }
  }

  /// `[D] Done  [B] Back`.
  public func line(_ wording: Wording) -> String {
    all(wording).map { $0.label(wording, as: label($0, wording)) }.joined(separator: "  ")
  }

  /// The choice that was typed.
  public func command(_ typed: String, _ wording: Wording) -> Choice? {
    // The question's own choices come first: where “n” is “no”, “note” must be typed in full.
    if let command = (commands + everywhere).first(where: { isMeant($0, by: typed, wording) }) {
      return command
    }
    if let answer = answers.first(where: { $0.key.isNamed(by: typed, wording) }) { return answer.value }
    for word in [Choice.yes, .no] where word.isNamedInAnyLanguage(by: typed) {
      if let meant = answers[word] ?? (commands.contains(word) ? word : nil) { return meant }
    }
    // An answer can be corrected at every prompt; the letter is shown only where that is likely to help.
    return !everywhere.isEmpty && Choice.fix.isMeant(by: typed, wording) ? .fix : nil
  }

  /// The mark of an unconfirmed label need not be typed.
  private func isMeant(_ command: Choice, by typed: String, _ wording: Wording) -> Bool {
    let typed = typed.asTyped
    return command.isMeant(by: typed, wording)
      || [typed, typed + Wording.mark].contains { $0 == labels[command]?.asTyped }
  }

  func label(_ command: Choice, _ wording: Wording) -> String {
    labels[command] ?? wording("command.\(command.rawValue).label")
  }

  /// What each letter does, one line per letter.
  public func explanations(_ wording: Wording) -> [String] {
    all(wording).filter { $0 != .help }.map { command in
      let help = helps[command] ?? wording("command.\(command.rawValue).help")
      return "\(command.key(wording))  \(label(command, wording)): \(help)"
    }
  }
}
