// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Procedure
import Texts
import Words

/// An answer to a prompt, after the keywords that every prompt accepts are handled.
enum PromptReply {
  case command(Choice)
  case text(String)
}

extension Guide {
  /// Asks until the answer is a command from the list, or text where text is accepted.
  ///
  /// Help, notes and the other keywords are handled here; back, pause and handing over are thrown as an
  /// `Interruption`.
  ///
  /// - Parameters:
  ///   - question: what the prompt asks for; empty when the commands are self-explanatory.
  ///   - takesText: whether anything other than a command is an answer.
  ///   - standard: what an empty line means at a terminal. Only a plain “done” may be the default.
  func choose(
    _ item: Item, _ question: String = "", from choices: PromptChoices, takesText: Bool = false,
    default standard: Choice? = nil, completion: Prompt.Completion? = nil
  ) throws(Interruption) -> PromptReply {
    let standard = self.standard(standard, at: item)
    var isWithdrawn = false
    let words = choices.all(wording).map { choices.label($0, wording) }
    while true {
      var prompt = Prompt(
        line: promptLine(choices, default: standard, isWithdrawn: true), question: question,
        completion: completion ?? .words(words))
      if let text = footnote.due(wording) { console.show(text, as: .quiet) }
      let isEnterEarly = hasTurnedPage(before: prompt, about: item)
      isWithdrawn = isWithdrawn || isEnterEarly
      // There is room for the longer of the two.
      prompt.line = promptLine(choices, default: standard, isWithdrawn: isWithdrawn)
      let text = try reply(to: prompt)
      let typed = text.trimmed
      if let block = PastedBlock(text), !(item.question is PhoneTrustList) {
        try take(block, at: item)
        continue
      }
      if typed.isEmpty, console.isInteractive, !isEnterEarly, let before = answerBefore(item) {
        throw .again(before)
      }
      if typed.isEmpty {
        if let standard, console.isInteractive, !isWithdrawn { return .command(standard) }
        console.show(wording(takesText ? "prompt.needText" : "prompt.needChoice"), as: .error)
        continue
      }
      if let (aside, rest) = PromptKeyword.read(text, wording) {
        try handle(aside, rest, at: item)
        continue
      }
      try takeUndone(typed, at: item)
      guard let command = choices.command(typed, wording) else {
        if Choice.quit.isMeant(by: typed, wording) {
          try confirmPause()
          continue
        }
        if takesText, !isStrayLetter(typed) { return .text(text) }
        console.show(
          takesText ? wording("prompt.needText") : wording("prompt.notUnderstood", ["text": typed]),
          as: .error)
        continue
      }
      if try !handle(command, of: choices, at: item) { return .command(command) }
    }
  }

  /// - Returns: `false` for a choice that answers the question itself.
  private func handle(
    _ command: Choice, of choices: PromptChoices, at item: Item
  ) throws(Interruption) -> Bool {
    switch command {
    case .help: explain(item, choices)
    case .note: try takeNote(item, "")
    case .back: throw .back
    case .pause: throw .parked(.asked)
    case .fix: try correctAnswer()
    default: return false
    }
    return true
  }

  /// Shows what a prompt is about, if that is no longer to be seen.
  ///
  /// - Returns: whether Enter turned a page since the last answer: one more of them must not be an answer.
  private func hasTurnedPage(before prompt: Prompt, about item: Item) -> Bool {
    remind(of: item, before: prompt)
    console.prepare(for: prompt)
    return console.hasStopped
  }

  /// Whether the text is a command letter of another prompt, typed out of habit: no server, person or value
  /// has such a name.
  private func isStrayLetter(_ typed: String) -> Bool {
    guard typed.count == 1, typed.first?.isLetter == true else { return false }
    return Choice.allCases.contains { $0.isMeant(by: typed, wording) }
  }

  /// Asks for a line of text about the current item: a reason, a name, a remark.
  ///
  /// A letter of another prompt, typed out of habit, is not taken for a reason or a name.
  ///
  /// - Returns: `nil` when the line is empty or “back”; the item is then asked again.
  func askText(_ key: String) throws(Interruption) -> String? { try askLine(wording(key)) }

  /// - Parameter usual: what Enter alone means; `nil` if it leads back.
  func askLine(_ question: String, usual: String? = nil) throws(Interruption) -> String? {
    while true {
      let text = try reply(to: Prompt(line: question + " ")).trimmed
      if text.isEmpty { return console.isInteractive ? usual : nil }
      if Choice.back.isMeant(by: text, wording) { return nil }
      if Choice.pause.isMeant(by: text, wording) || Choice.quit.isMeant(by: text, wording) {
        try confirmPause()
      } else if Choice.help.isMeant(by: text, wording) || isStrayLetter(text) {
        let help = usual.map { wording("prompt.plainText.usual", ["text": text, "usual": $0]) }
        console.show(help ?? wording("prompt.plainText", ["text": text]), as: .error)
      } else {
        return text
      }
    }
  }

  /// The reason for skipping a step; Enter accepts the usual one.
  private func askSkipReason(_ item: Item) throws(Interruption) -> String? {
    let before = earlier?.reasonToSkip(item)
    if let earlier, let before {
      console.show(wording("like.reason", ["session": earlier.name, "reason": before]), as: .body)
    }
    let usual = before ?? wording("reason.notPossible")
    return try askLine(wording("ask.skipReason", ["reason": usual]), usual: usual)
  }

  /// Confirms a pause, because the word may have been typed out of habit.
  private func confirmPause() throws(Interruption) {
    let words = [Choice.yes, .no].map { $0.words(wording).first ?? $0.key(wording) }
    let answers = words.joined(separator: "/")
    let typed = try reply(to: Prompt(line: "\(wording("prompt.pause")) (\(answers)): ")).trimmed
    if Choice.yes.isMeant(by: typed, wording) { throw .parked(.asked) }
  }

  /// Asks for one line from the console.
  func reply(to prompt: Prompt) throws(Interruption) -> String {
    switch console.ask(prompt) {
    case .line(let text): return text
    case .endOfInput: throw .parked(.endOfInput)
    case .interrupted: throw .parked(.interrupted)
    case .terminated: throw .parked(.terminated)
    }
  }

  /// - Parameter said: the note, if it was typed with the keyword; otherwise asks for it.
  func takeNote(_ item: Item, _ said: String) throws(Interruption) {
    guard let text = said.isEmpty ? try askText("ask.note") : said else { return }
    if let refusal = try record(.remarked(key: item.key, text: text)) {
      show(refusal)
    } else {
      console.show(wording("note.taken"), as: .quiet)
    }
  }

  func skipping(_ item: Item) -> [Choice] { item.step.isSkippable ? [.skip] : [] }

  /// Records “done”, or the reason for skipping a step.
  func finish(_ item: Item, _ choice: PromptReply) throws(Interruption) {
    if case .command(.skip) = choice {
      guard let reason = try askSkipReason(item) else { return }
      try answer(item, .skipped(reason: reason))
    } else {
      try answer(item, .confirmed)
    }
  }

  /// - Parameter isWithdrawn: whether Enter turned a page, and is no answer until something else was typed.
  func promptLine(
    _ choices: PromptChoices, default standard: Choice?, isWithdrawn: Bool
  ) -> String {
    let line = choices.line(wording)
    guard let standard, console.isInteractive else { return line + ": " }
    let whole = wording(
      isWithdrawn ? "prompt.turned" : "prompt.default", ["prompt": line, "key": standard.key(wording)])
    guard whole.hasPrefix(line + " ") else { return whole + " " }
    // The default is not broken either.
    return line + " " + String(whole.dropFirst(line.count + 1)).tied + " "
  }
}
