// SPDX-License-Identifier: GPL-3.0-or-later

import Texts
import Words

/// Passes everything on to a console, and remembers whether a label that was shown has the mark of unconfirmed wording.
///
/// The mark is explained once a run, before the next prompt. Nothing of it is recorded: whoever resumes the session, on
/// another day or instead of another person, has it explained again.
final class LabelFootnote: Console {
  private let console: any Console
  /// What was shown since the last prompt and has the sign of the mark; `nil` once the mark was explained.
  private var unexplained: [String]? = []

  init(_ console: any Console) {
    self.console = console
  }

  func show(_ text: String, as tone: Tone) {
    if text.utf8.contains(UInt8(ascii: "*")) { unexplained?.append(text) }
    console.show(text, as: tone)
  }

  /// Explains the mark, if a label with it was shown and it is not explained yet.
  func explain(_ wording: Wording) {
    guard let texts = unexplained else { return }
    unexplained = []
    guard texts.contains(where: wording.hasMarks(in:)) else { return }
    unexplained = nil
    // A text that is read by itself brings its own.
    guard !texts.contains(where: { $0.hasSuffix(wording.footnote) }) else { return }
    console.show(wording.footnote, as: .quiet)
  }
}

// MARK: - As it is

extension LabelFootnote {
  var isInteractive: Bool { console.isInteractive }
  var widthColumns: Int { console.widthColumns }
  func columns(of text: String) -> Int { console.columns(of: text) }
  func result(_ text: String) { console.result(text) }
  func octets(_ octets: [UInt8]) { console.octets(octets) }
  func report(_ lines: [TonedLine]) { console.report(lines) }
  var resultColumns: Int? { console.resultColumns }
  var isSpoken: Bool { console.isSpoken }
  func page(_ text: String) { console.page(text) }
  var heightRows: Int? { console.heightRows }
  var writtenRows: Int { console.writtenRows }
  var hasStopped: Bool { console.hasStopped }
  func endSkipping() -> Bool { console.endSkipping() }
  func prepare(for prompt: Prompt) { console.prepare(for: prompt) }
  func ask(_ prompt: Prompt) -> Reply { console.ask(prompt) }
  var wakeUp: Int32? { console.wakeUp }
  func takeStop() -> Bool { console.takeStop() }
  var isTerminated: Bool { console.isTerminated }
  func endAtOnce(_ isAtOnce: Bool) { console.endAtOnce(isAtOnce) }
}
