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
}
