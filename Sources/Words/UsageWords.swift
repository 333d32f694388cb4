// SPDX-License-Identifier: GPL-3.0-or-later

public import Texts

/// What the command line understands, as a whole or about one command alone.
public struct UsageWords {
  let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// The paragraphs of `usage.text` are, in every language: what this is, examples, the commands, the options of all, and
  /// exit codes.
  public func text(_ command: String?) -> String {
    let whole = wording("usage.text")
    guard let command else { return whole }
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    let paragraphs = lines.split { $0.isEmpty }
    guard paragraphs.count > 2 else { return whole }
    var entries: [[Substring]] = []
    for line in paragraphs[2].dropFirst() {
      // An entry begins with two blanks; what belongs to it is set in further.
      if line.hasPrefix("  "), !line.hasPrefix("   ") { entries.append([]) }
      if !entries.isEmpty { entries[entries.count - 1].append(line) }
    }
    let own = entries.filter { $0.first?.split(separator: " ").first.map(String.init) == command }
    let shown = [own.flatMap(\.self)] + paragraphs.dropFirst(3).map(Array.init)
    return shown.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }
}
