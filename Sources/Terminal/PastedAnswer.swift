// SPDX-License-Identifier: GPL-3.0-or-later

// Readline's variables are plain C globals; this program is single-threaded.
@preconcurrency import CReadline
import Guide
import Paths

// Pastes that readline does not edit: a mark on the line stands for each, and Enter makes them the answer.

/// Called when a bracketed paste begins, in place of readline's own handler.
///
/// - Returns: always 0. Readline takes a number above it, such as that of inserted characters, for the end of input, and then
///   writes a blank line after every later answer (seen in 8.2).
func pasteBegan(_ count: Int32, _ key: Int32) -> Int32 {
  guard let editor = LineEditor.open else { return 0 }
  switch editor.pastes.bracketed() {
  case .cut, .dismissed: editor.isCut = true
  case .text(let text) where PasteReader.isEdited(text):
    if text.utf8.contains(0) { editor.holdsNUL = true }
    rl_insert_text(String(text.map { $0 == "\0" ? " " : $0 }))
  case .text(let text):
    editor.pasted.append(text)
    rl_insert_text(editor.placeholder(of: text))
  case .tooLong:
    editor.isTooLong = true
    rl_execute_next(0x0A)
  }
  return 0
}

extension LineEditor {
  /// Reads on after a line end that was pasted at a terminal that does not bracket pastes.
  ///
  /// - Returns: whether the line end is one that was typed.
  func readRest() -> Bool {
    guard pasted.isEmpty, !isTooLong, let buffer = rl_line_buffer else { return true }
    let line = PathText.text(of: buffer)
    guard PastedBlock.opens(line) || pastes.makesBlock(after: line) else { return true }
    switch pastes.lines(after: line, show: { show(placeholder(of: $0)) }) {
    case .cut: isCut = true
    case .text(let text):
      show(placeholder(of: text))
      pasted = [text]
    case .tooLong: isTooLong = true
    case .dismissed:
      show("")
      return false
    }
    return true
  }

  private func show(_ text: String) {
    rl_replace_line(text, 0)
    rl_point = rl_end
    rl_redisplay()
  }

  /// What stands for a paste on the line: it can be deleted as a whole or in part, and then does not count.
  fileprivate func placeholder(of text: String) -> String {
    let lines = text.utf8.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    return pasteMark(lines)
  }

  /// The line with the pastes in place of their marks. A paste that follows another directly begins a line.
  func filled(_ line: String) -> String {
    var rest = Array(line.utf8)[...]
    var filled: [UInt8] = []
    var isBehindPaste = false
    for text in pasted {
      let mark = Array(placeholder(of: text).utf8)
      guard let start = rest.indices.first(where: { rest[$0...].starts(with: mark) }) else { continue }
      filled += rest[..<start]
      if isBehindPaste, start == rest.startIndex, filled.last != 0x0A { filled.append(0x0A) }
      filled += text.utf8
      rest = rest[(start + mark.count)...]
      isBehindPaste = true
    }
    return String(decoding: filled + rest, as: UTF8.self)
  }
}
