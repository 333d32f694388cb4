// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts
public import Words

/// What a prompt offers: commands, what they mean there, and which of them “yes” and “no” stand for.
public struct PromptChoices: ExpressibleByArrayLiteral {
  let commands: [Choice]
  private var everywhere = Choice.everywhere
  /// In a prompt's own words, such as “Yes, this event”.
  private var labels: [Choice: String] = [:]
  private var answers: [Choice: Choice] = [:]

  public init(_ commands: [Choice]) {
    self.commands = commands
  }

  public init(arrayLiteral commands: Choice...) { self.init(commands) }

  /// A question that is answered with yes or no.
  ///
  /// - Parameters:
  ///   - yes: what “yes” means there, in words.
  ///   - no: what “no” means.
  public init(yes: String, no: String, besides commands: [Choice] = []) {
    self.init([.yes, .no] + commands)
    labels = [.yes: yes, .no: no]
    // Whoever is used to “done” means that it is so.
    answers[.done] = .yes
  }

  /// The same, without what the questions of a session offer besides.
  public var alone: PromptChoices {
    var choices = self
    choices.everywhere = []
    return choices
  }

  /// The same commands, two of which “yes” and “no” mean as well.
  func answering(yes: Choice, no: Choice) -> PromptChoices {
    var choices = self
    choices.answers = [.yes: yes, .no: no]
    return choices
  }

  /// These, and what every prompt offers besides; a letter never means two things at one prompt, so that “note” has none
  /// where “no” has it.
  func all(_ wording: Wording) -> [Choice] {
    let taken = Set(commands.map { $0.key(wording) })
    return commands + everywhere.filter { !taken.contains($0.key(wording)) }
  }

  /// `[D] Done  [B] Back`.
  public func line(_ wording: Wording) -> String {
    all(wording).map { $0.label(wording, as: label($0, wording)) }.joined(separator: "  ")
  }

  /// The command that somebody means.
  public func command(_ typed: String, _ wording: Wording) -> Choice? {
    // What the question itself offers comes first: “n” is “no” where that is an answer, and “note” stays a word.
    if let command = (commands + everywhere).first(where: { isMeant($0, by: typed, wording) }) {
      return command
    }
    if let answer = answers.first(where: { $0.key.isMeant(by: typed, wording) }) { return answer.value }
    for word in [Choice.yes, .no] where word.isMeantInAnyLanguage(by: typed) {
      if let meant = answers[word] ?? (commands.contains(word) ? word : nil) { return meant }
    }
    // An answer can be corrected at every prompt; its sign is shown where that is likely to help.
    return !everywhere.isEmpty && Choice.fix.isMeant(by: typed, wording) ? .fix : nil
  }

  private func isMeant(_ command: Choice, by typed: String, _ wording: Wording) -> Bool {
    command.isMeant(by: typed, wording) || labels[command]?.asTyped == typed.asTyped
  }

  func label(_ command: Choice, _ wording: Wording) -> String {
    labels[command] ?? wording("command.\(command.rawValue).label")
  }

  /// What each letter does, a line each.
  func explanations(_ wording: Wording) -> [String] {
    all(wording).filter { $0 != .help }.map { command in
      "\(command.key(wording))  \(label(command, wording)): \(wording("command.\(command.rawValue).help"))"
    }
  }
}
