// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts
import Words

/// What somebody typed at a prompt, once the commands that every prompt knows are dealt with.
enum Choice {
  case command(Command)
  case text(String)
}

extension Guide {
  /// Asks until a command of the list, or text where text is wanted, comes in.
  ///
  /// Help, notes and the other asides are dealt with here; back, pause and handing over leave as a `Turn`.
  ///
  /// - Parameters:
  ///   - question: what the prompt asks for in words, above the commands; empty when the commands say it all.
  ///   - takesText: whether anything but a command is an answer.
  ///   - standard: what an empty line means to a person at a terminal. Only a plain “done” may be one.
  func choose(
    _ item: Item, _ question: String = "", from choices: PromptChoices, takesText: Bool = false,
    default standard: Command? = nil, completion: Prompt.Completion? = nil
  ) throws(Turn) -> Choice {
    let all = choices.all(wording)
    while true {
      // On a line of its own, so that the prompt itself fits 80 columns.
      if !question.isEmpty { console.show(question, as: .body) }
      let line = promptLine(choices, default: standard)
      let words = all.map { choices.label($0, wording) }
      let text = try reply(to: Prompt(line: line, completion: completion ?? .words(words)))
      let typed = text.trimmed
      if typed.isEmpty, console.isInteractive, let before = answerBefore(item) { throw .again(before) }
      if typed.isEmpty {
        if let standard, console.isInteractive { return .command(standard) }
        console.show(wording(takesText ? "prompt.needText" : "prompt.needChoice"), as: .error)
        continue
      }
      if let (aside, rest) = Aside.read(text, wording) {
        try handle(aside, rest, at: item)
        continue
      }
      if Command.quit.isMeant(by: typed, wording) {
        try confirmPause()
        continue
      }
      guard let command = choices.command(typed, wording) else {
        if takesText, !isStrayLetter(typed) { return .text(text) }
        console.show(
          takesText ? wording("prompt.needText") : wording("prompt.notUnderstood", ["text": typed]),
          as: .error)
        continue
      }
      switch command {
      case .help: explain(item, choices)
      case .note: try takeNote(item, "")
      case .back: throw .back
      case .pause: throw .parked(.asked)
      case .fix: try correctAnswer()
      default: return .command(command)
      }
    }
  }

  /// A letter that is a command elsewhere, typed out of habit: no server, nobody and no value has such a name.
  private func isStrayLetter(_ typed: String) -> Bool {
    guard typed.count == 1, typed.first?.isLetter == true else { return false }
    return Command.allCases.contains { $0.isMeant(by: typed, wording) }
  }

  /// Asks for a line of text about the item at hand: a reason, a name, a remark.
  ///
  /// - Returns: `nil` when the line is empty or “back”: the item itself is asked again.
  func askText(_ key: String) throws(Turn) -> String? {
    let text = try reply(to: Prompt(line: wording(key) + " ")).trimmed
    return text.isEmpty || Command.back.isMeant(by: text, wording) ? nil : text
  }

  /// The reason for which a step is left out; Enter takes the usual one.
  private func askSkipReason() throws(Turn) -> String? {
    let usual = wording("reason.notPossible")
    let text = try reply(to: Prompt(line: wording("ask.skipReason", ["reason": usual]) + " ")).trimmed
    if text.isEmpty { return console.isInteractive ? usual : nil }
    return Command.back.isMeant(by: text, wording) ? nil : text
  }

  /// Whoever wants to leave pauses; a word may have been typed by habit.
  private func confirmPause() throws(Turn) {
    let letters = [Command.yes, .no].map { $0.label(wording) }.joined(separator: "  ")
    let typed = try reply(to: Prompt(line: "\(wording("prompt.pause"))  \(letters): ")).trimmed
    if Command.yes.isMeant(by: typed, wording) { throw .parked(.asked) }
  }

  /// One line from the console.
  func reply(to prompt: Prompt) throws(Turn) -> String {
    switch console.ask(prompt) {
    case .line(let text): return text
    case .endOfInput: throw .parked(.endOfInput)
    case .interrupted: throw .parked(.interrupted)
    case .terminated: throw .parked(.terminated)
    }
  }

  /// - Parameter said: the note, when it was typed with the word; else it is asked for.
  func takeNote(_ item: Item, _ said: String) throws(Turn) {
    guard let text = said.isEmpty ? try askText("ask.note") : said else { return }
    if let refusal = try record(.remarked(key: item.key, text: text)) {
      show(refusal)
    } else {
      console.show(wording("note.taken"), as: .quiet)
    }
  }

  func skipping(_ item: Item) -> [Command] { item.step.isSkippable ? [.skip] : [] }

  /// Takes “done”, or the reason for which a step is left out.
  func finish(_ item: Item, _ choice: Choice) throws(Turn) {
    if case .command(.skip) = choice {
      guard let reason = try askSkipReason() else { return }
      try answer(item, .skipped(reason: reason))
    } else {
      try answer(item, .confirmed)
    }
  }

  private func promptLine(_ choices: PromptChoices, default standard: Command?) -> String {
    let line = choices.line(wording)
    guard let standard, console.isInteractive else { return line + ": " }
    return wording("prompt.default", ["prompt": line, "key": standard.key(wording)]) + " "
  }
}
