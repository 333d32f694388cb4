// SPDX-License-Identifier: GPL-3.0-or-later

public import Guide
public import Words

/// A console without a terminal that types prepared lines, and then ends; it keeps what is written to it.
public final class ScriptedConsole: Console {
  private var lines: ArraySlice<String>
  /// Messages, results and questions.
  public private(set) var shown: [String] = []
  public private(set) var results: [String] = []
  public let isInteractive = false
  public let widthColumns = 80

  public init(lines: [String] = []) {
    self.lines = lines[...]
  }

  public func show(_ text: String, as tone: Tone) { shown.append(text) }
  public func result(_ text: String) {
    shown.append(text)
    results.append(text)
  }
  public func ask(_ prompt: Prompt) -> Reply {
    shown.append(prompt.question)
    return lines.popFirst().map(Reply.line) ?? .endOfInput
  }

  // What no test of this console asks for.
  public var listener: ((String) -> Void)?
  public func columns(of text: String) -> Int { text.count }
  public func octets(_ octets: [UInt8]) { result(String(decoding: octets, as: UTF8.self)) }
  public func report(_ lines: [TonedLine]) { result(lines.map { "\($0.text)\n" }.joined()) }
  public var resultColumns: Int? { nil }
  public var isSpoken: Bool { false }
  public func page(_ text: String) { result(text) }
  public var heightRows: Int? { nil }
  public var writtenRows: Int { 0 }
  public var hasStopped: Bool { false }
  public func endSkipping() -> Bool { false }
  public func prepare(for prompt: Prompt) {}
  public var wakeUp: Int32? { nil }
  public func takeStop() -> Bool { false }
  public var isTerminated: Bool { false }
  public func endAtOnce(_ isAtOnce: Bool) {}
}
