// SPDX-License-Identifier: GPL-3.0-or-later

// Readline's variables are plain C globals; this program is single-threaded.
@preconcurrency import CReadline
import Glibc
import Guide

/// What the Tab key offers at the open prompt.
///
/// The whole line is completed as one word, because an answer is one word or one path, so spaces in a path
/// need no quotes.
enum Completer {
  // C callbacks cannot capture; only one prompt is open at a time, in a single-threaded program.
  fileprivate nonisolated(unsafe) static var offered = Prompt.Completion.none
  fileprivate nonisolated(unsafe) static var matches: ArraySlice<String> = []

  static func install() {
    // Readline keeps the pointer and never frees it.
    let none = strdup("")
    rl_completer_quote_characters = nil
    rl_basic_word_break_characters = UnsafePointer(none)
    rl_completer_word_break_characters = UnsafePointer(none)
    rl_attempted_completion_function = attempt
  }

  static func offer(_ completion: Prompt.Completion) {
    offered = completion
  }
}

private func attempt(
  _ text: UnsafePointer<CChar>?, _ start: Int32, _ end: Int32
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  // Appends nothing after a single match: the answer is complete, or a path may continue.
  rl_completion_append_character = 0
  switch Completer.offered {
  case .none:
    rl_attempted_completion_over = 1
    return nil
  case .fileNames:
    // Readline's own file name completion follows.
    return nil
  case .words(let words):
    rl_attempted_completion_over = 1
    let typed = text.map { String(cString: $0) }?.lowercased() ?? ""
    Completer.matches = words.filter { $0.lowercased().hasPrefix(typed) }[...]
    return rl_completion_matches(text) { _, _ in
      // Readline frees the copy.
      Completer.matches.popFirst().flatMap { strdup($0) }
    }
  }
}
