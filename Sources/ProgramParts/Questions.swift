// SPDX-License-Identifier: GPL-3.0-or-later

package import Guide
import Texts
package import Words

// Questions that the commands themselves ask, apart from the procedure's.

extension ProgramPart {
  /// - Returns: `nil` if there is no answer.
  package func ask(among choices: PromptChoices) -> Choice? {
    let choices = choices.alone
    while true {
      guard let typed = askLine(choices.line(wording) + ":") else { return nil }
      if let choice = choices.command(typed, wording) { return choice }
      console.show(wording("prompt.needChoice"), as: .error)
    }
  }

  /// - Returns: `nil` if there is no answer.
  package func askLine(_ prompt: String) -> String? {
    while true {
      guard case .line(let line) = console.ask(Prompt(line: prompt + " ")) else { return nil }
      if !line.trimmed.isEmpty { return line.trimmed }
      console.show(wording("prompt.needText"), as: .error)
    }
  }

  /// A question asked before a session exists.
  ///
  /// - Returns: `nil` if there is no answer.
  package func askUntil<Value>(
    _ key: String, values: [String: String] = [:], hint: String, _ read: (String) -> Value?
  ) throws(Failure) -> Value? {
    while true {
      switch console.ask(Prompt(line: wording(key, values) + " ")) {
      case .line(let line):
        if let value = read(line.trimmed) { return value }
        console.show(wording(hint), as: .error)
      case .endOfInput, .terminated:
        console.show(wording("start.notBegun"), as: .quiet)
        return nil
      case .interrupted:
        throw Failure(code: .interrupted, text: wording("start.notBegun"))
      }
    }
  }
}
