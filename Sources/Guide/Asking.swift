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
    _ item: Item, _ question: String = "", from commands: [Command], takesText: Bool = false,
    default standard: Command? = nil, completion: Prompt.Completion? = nil
  ) throws(Turn) -> Choice {
    let all = commands + Command.everywhere
    while true {
      // On a line of its own, so that the prompt itself fits 80 columns.
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
