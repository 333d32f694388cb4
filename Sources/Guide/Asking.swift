// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Texts
import Words

/// An answer to a prompt, after the commands that every prompt accepts are handled.
enum Choice {
  case command(Command)
  case text(String)
}

extension Guide {
  /// Asks until the answer is a command from the list, or text where text is accepted.
  ///
  /// Help, notes and the other keywords are handled here; back, pause and handing over are thrown as a
  /// `Turn`.
  ///
  /// - Parameters:
  ///   - question: what the prompt asks for, shown above the commands; empty when the commands are
  ///     self-explanatory.
  ///   - takesText: whether anything other than a command is an answer.
  ///   - standard: what an empty line means at a terminal. Only a plain “done” may be the default.
  func choose(
    _ item: Item, _ question: String = "", from commands: [Command], takesText: Bool = false,
    default standard: Command? = nil, completion: Prompt.Completion? = nil
  ) throws(Turn) -> Choice {
    let all = commands + Command.everywhere
    while true {
      // On a separate line, so that the prompt itself fits in 80 columns.
      if !question.isEmpty { console.show(question, as: .body) }
      let line = promptLine(all, default: standard)
      let words = all.map { wording("command.\($0.rawValue).label") }
      let text = try reply(to: Prompt(line: line, completion: completion ?? .words(words)))
      let typed = text.trimmed
      if typed.isEmpty {
        if let standard, console.isInteractive { return .command(standard) }
        console.show(wording(takesText ? "prompt.needText" : "prompt.needChoice"), as: .error)
        continue
      }
      if let (aside, rest) = Aside.read(text, wording) {
        try handle(aside, rest, at: item)
        continue
      }
      guard let command = all.first(where: { $0.isMeant(by: typed, wording) }) else {
        if takesText, !isStrayLetter(typed) { return .text(text) }
        console.show(
          takesText ? wording("prompt.needText") : wording("prompt.notUnderstood", ["text": typed]),
          as: .error)
        continue
      }
      switch command {
      case .help: explain(item)
      case .note: try takeNote(item, "")
      case .back: throw .back
      case .pause: throw .parked(.asked)
      default: return .command(command)
      }
    }
  }

  /// Whether the text is a command letter of another prompt, typed out of habit: no server, person or value
  /// has such a name.
  private func isStrayLetter(_ typed: String) -> Bool {
    guard typed.count == 1, typed.first?.isLetter == true else { return false }
    return Command.allCases.contains { $0.isMeant(by: typed, wording) }
  }

  /// Asks for a line of text about the current item: a reason, a name, a remark.
  ///
  /// - Returns: `nil` when the line is empty or “back”; the item is then asked again.
  func askText(_ key: String) throws(Turn) -> String? {
    let text = try reply(to: Prompt(line: wording(key) + " ")).trimmed
    return text.isEmpty || Command.back.isMeant(by: text, wording) ? nil : text
  }

  /// Asks for one line from the console.
  func reply(to prompt: Prompt) throws(Turn) -> String {
    switch console.ask(prompt) {
    case .line(let text): return text
    case .endOfInput: throw .parked(.endOfInput)
    case .interrupted: throw .parked(.interrupted)
    case .terminated: throw .parked(.terminated)
    }
  }

  /// - Parameter said: the note, if it was typed with the keyword; otherwise asks for it.
  func takeNote(_ item: Item, _ said: String) throws(Turn) {
    guard let text = said.isEmpty ? try askText("ask.note") : said else { return }
    if let refusal = try record(.remarked(key: item.key, text: text)) {
      show(refusal)
    } else {
      console.show(wording("note.taken"), as: .quiet)
    }
  }

  func skipping(_ item: Item) -> [Command] { item.step.isSkippable ? [.skip] : [] }

  /// Records “done”, or the reason for skipping a step.
  func finish(_ item: Item, _ choice: Choice) throws(Turn) {
    if case .command(.skip) = choice {
      guard let reason = try askText("ask.reason") else { return }
      try answer(item, .skipped(reason: reason))
    } else {
      try answer(item, .confirmed)
    }
  }

  private func promptLine(_ commands: [Command], default standard: Command?) -> String {
    let line = commands.map { $0.label(wording) }.joined(separator: "  ")
    guard let standard, console.isInteractive else { return line + ": " }
    return wording("prompt.default", ["prompt": line, "key": standard.key(wording)]) + " "
  }
}
