// SPDX-License-Identifier: GPL-3.0-or-later

public import Guide
import Texts
public import Words

/// The console for pipes and for an answers file: nobody types, so it shows the questions and the answers it
/// read, and the log of a run reads like a conversation.
public final class PlainConsole: StreamConsole {
  /// Where answers come from.
  public enum Source: Sendable {
    case pipe
    /// A file may also contain comments: lines that start with `#`.
    case answersFile
  }

  public let isInteractive = false
  private let source: Source
  private let voice: ConsoleWriter
  private let signals: Signals
  private var lines: LineReader

  init(input: Int32, source: Source, voice: ConsoleWriter, signals: Signals) {
    self.source = source
    self.voice = voice
    self.signals = signals
    lines = LineReader(input, signals: signals)
  }

  public var widthColumns: Int { voice.widthColumns }
  public func columns(of text: String) -> Int { voice.columns(of: text) }
  public var isOutputLost: Bool { voice.isLost }
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
  public var heightRows: Int? { nil }
  public var writtenRows: Int { 0 }
  public var hasStopped: Bool { false }
  public func endSkipping() -> Bool { false }
  public func prepare(for prompt: Prompt) {}

  public var wakeUp: Int32? { signals.readEnd }
  public func takeStop() -> Bool { signals.takeStopOfProgram() }
  public var isTerminated: Bool { signals.isTerminated }
  public func endAtOnce(_ isAtOnce: Bool) { signals.endAtOnce(isAtOnce) }

  public func ask(_ prompt: Prompt) -> Reply {
    while true {
      let reply = askOnce(prompt)
      guard case .line(let answer) = reply, answer.utf8.contains(0) else { return reply }
      voice.refuseNUL()
    }
  }

  private func askOnce(_ prompt: Prompt) -> Reply {
    voice.messages.write(voice.beginPrompt(prompt))
    guard !voice.isLost else { return signals.isTerminated ? .terminated : .endOfInput }
    switch nextAnswer(isSecret: prompt.isSecret) {
    case .line(let answer):
      voice.messages.write((prompt.isSecret ? "" : SafeText.harmless(answer)) + "\n")
      return .line(answer)
    case .end:
      voice.messages.write("\n")
      return .endOfInput
    case .signal:
      voice.messages.write("\n")
      if signals.isTerminated { return .terminated }
      _ = signals.takeInterruption()
      return .interrupted
    }
  }

  /// A secret is always the next line, whatever it looks like.
  private func nextAnswer(isSecret: Bool) -> LineReader.Outcome {
    while true {
      let outcome = lines.next()
      guard case .line(let text) = outcome, !isSecret, isSkipped(text) else { return outcome }
    }
  }

  private func isSkipped(_ line: String) -> Bool {
    guard let first = line.first(where: { $0 != " " && $0 != "\t" }) else { return true }
    return source == .answersFile && first == "#"
  }
}
