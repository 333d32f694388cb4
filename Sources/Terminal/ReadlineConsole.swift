// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
public import Guide
public import Words

/// The console for a person at a terminal.
public final class ReadlineConsole: StreamConsole {
  public let isInteractive = true
  private let voice: ConsoleWriter
  private let signals: Signals
  private let editor: LineEditor
  private let secrets: SecretReader

  init(voice: ConsoleWriter, signals: Signals, notices: AnswerNotices) {
    self.voice = voice
    self.signals = signals
    editor = LineEditor(stream: voice.messages, signals: signals, pasteMark: notices.paste)
    secrets = SecretReader(stream: voice.messages, signals: signals)
  }

  public var widthColumns: Int { voice.widthColumns }
  public func columns(of text: String) -> Int { voice.columns(of: text) }
  public var isOutputLost: Bool { voice.isLost || editor.isOutputLost }
  public var resultsFailure: Int32? { voice.resultsFailure }
  public var prefixes: Decoration.Prefixes {
    get { voice.decoration.prefixes }
    set { voice.decoration.prefixes = newValue }
  }

  public var listener: ((String) -> Void)? {
    get { voice.listener }
    set { voice.listener = newValue }
  }
  public func show(_ text: String, as tone: Tone) { voice.show(text, as: tone) }
  public func result(_ text: String) { voice.result(text) }
  public func octets(_ octets: [UInt8]) { voice.octets(octets) }
  public func report(_ lines: [TonedLine]) { voice.report(lines) }
  public var resultColumns: Int? { voice.results.widthColumns }
  public var isSpoken: Bool { voice.decoration.isSpoken }
  public func page(_ text: String) { voice.page(text) }
  public var heightRows: Int? { voice.pager?.heightRows }
  public var writtenRows: Int { voice.pager?.writtenRows ?? 0 }
  public var hasStopped: Bool { voice.pager?.hasStopped ?? false }
  public func endSkipping() -> Bool { voice.pager?.endSkipping() ?? false }
  public func prepare(for prompt: Prompt) { voice.prepare(for: prompt) }

  public var wakeUp: Int32? { signals.readEnd }
  public func takeStop() -> Bool { signals.takeStopOfProgram() }
  public var isTerminated: Bool { signals.isTerminated }
  public func endAtOnce(_ isAtOnce: Bool) { signals.endAtOnce(isAtOnce) }

  /// Asks. Trailing line feeds belong to the paste, not to the answer, and are removed.
  public func ask(_ prompt: Prompt) -> Reply {
    while true {
      if let reply = askOnce(prompt) { return reply }
    }
  }

  /// - Returns: `nil` when the answer was refused.
  private func askOnce(_ prompt: Prompt) -> Reply? {
    let last = voice.beginPrompt(prompt)
    switch voice.pager?.takeEnd() {
    case .endOfInput?: return .endOfInput
    case .interrupted?: return .interrupted
    case nil: break
    }
    var typed = ""
    defer { voice.pager?.endQuestion(at: last + typed) }
    guard !isOutputLost else { return signals.isTerminated ? .terminated : .endOfInput }
    fflush(nil)
    let outcome =
      prompt.isSecret
      ? secrets.read(prompt: last) : editor.edit(prompt: last, completion: prompt.completion)
    if !prompt.isSecret, case .line(let text) = outcome, !text.contains(where: \.isNewline) { typed = text }
    switch outcome {
    case .line(let text) where !text.utf8.contains(0): return .line(withoutFeedsAtEnd(text))
    case .line, .holdsNUL: voice.refuseNUL()
    case .tooLong: voice.refusePaste()
    case .endOfInput: return .endOfInput
    case .interrupted: return .interrupted
    case .terminated: return .terminated
    }
    return nil
  }

  private func withoutFeedsAtEnd(_ text: String) -> String {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
