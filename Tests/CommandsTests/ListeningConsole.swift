// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import Words

/// A console that keeps what is written to it.
final class ListeningConsole: Console {
  private(set) var results: [String] = []
  var isInteractive: Bool { false }
  var widthColumns: Int { 80 }

  func show(_ text: String, as tone: Tone) {}
  func result(_ text: String) { results.append(text) }
  func ask(_ prompt: Prompt) -> Reply { .endOfInput }

  // What no test of this console asks for.
  var listener: ((String) -> Void)?
  func columns(of text: String) -> Int { text.count }
  func octets(_ octets: [UInt8]) { result(String(decoding: octets, as: UTF8.self)) }
  func report(_ lines: [TonedLine]) { result(lines.map { "\($0.text)\n" }.joined()) }
  var resultColumns: Int? { nil }
  var isSpoken: Bool { false }
  func page(_ text: String) { result(text) }
  var heightRows: Int? { nil }
  var writtenRows: Int { 0 }
  var hasStopped: Bool { false }
  func endSkipping() -> Bool { false }
  func prepare(for prompt: Prompt) {}
  var wakeUp: Int32? { nil }
  func takeStop() -> Bool { false }
  var isTerminated: Bool { false }
  func endAtOnce(_ isAtOnce: Bool) {}
}
