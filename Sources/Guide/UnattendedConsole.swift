// SPDX-License-Identifier: GPL-3.0-or-later

public import Words

/// A console at which nobody answers, whatever stands behind it: every question ends the input.
public final class UnattendedConsole: Console {
  private let console: any Console
  private let isQuiet: Bool

  /// - Parameters:
  ///   - console: where output goes.
  ///   - isQuiet: whether messages are left out; results are always written.
  public init(_ console: any Console, isQuiet: Bool) {
    self.console = console
    self.isQuiet = isQuiet
  }

  public var isInteractive: Bool { false }
  public func show(_ text: String, as tone: Tone) { if !isQuiet { console.show(text, as: tone) } }
  public func ask(_ prompt: Prompt) -> Reply { console.isTerminated ? .terminated : .endOfInput }

  // Nobody turns a page: results are written at once, as wide as they are.
  public func report(_ lines: [TonedLine]) { result(lines.map { "\($0.text)\n" }.joined()) }
  public var resultColumns: Int? { nil }
  public func page(_ text: String) { result(text) }
  public var heightRows: Int? { nil }
  public var writtenRows: Int { 0 }
  public var hasStopped: Bool { false }
  public func endSkipping() -> Bool { false }
  public func prepare(for prompt: Prompt) {}
}

// MARK: - As it is

extension UnattendedConsole {
  public var widthColumns: Int { console.widthColumns }
  public func columns(of text: String) -> Int { console.columns(of: text) }
  public var listener: ((String) -> Void)? {
    get { console.listener }
    set { console.listener = newValue }
  }
  public func result(_ text: String) { console.result(text) }
  public func octets(_ octets: [UInt8]) { console.octets(octets) }
  public var isSpoken: Bool { console.isSpoken }
  public var wakeUp: Int32? { console.wakeUp }
  public func takeStop() -> Bool { console.takeStop() }
  public var isTerminated: Bool { console.isTerminated }
  public func endAtOnce(_ isAtOnce: Bool) { console.endAtOnce(isAtOnce) }
}
