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
  public var widthColumns: Int { console.widthColumns }
  public func columns(of text: String) -> Int { console.columns(of: text) }
  public func show(_ text: String, as tone: Tone) { if !isQuiet { console.show(text, as: tone) } }
  public func result(_ text: String) { console.result(text) }
  public func octets(_ octets: [UInt8]) { console.octets(octets) }
  public func report(_ lines: [String]) { console.report(lines) }
  public func ask(_ prompt: Prompt) -> Reply { console.isTerminated ? .terminated : .endOfInput }
  public var wakeUp: Int32? { console.wakeUp }
  public func takeStop() -> Bool { console.takeStop() }
  public var isTerminated: Bool { console.isTerminated }
  public func endAtOnce(_ isAtOnce: Bool) { console.endAtOnce(isAtOnce) }
}
