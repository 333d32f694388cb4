// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A transcript in Markdown (CommonMark).
struct MarkdownTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let mark = page.mark.map { "\(escaped($0)) · " } ?? ""
    func table(_ fields: [TranscriptPage.Field]) -> [String] {
      ["", "| | |", "|---|---|"] + fields.map { "| \(escaped($0.label)) | \(escaped($0.value)) |" }
    }
    var lines = ["# \(mark)\(escaped(page.title))", "", "## \(mark)\(escaped(page.headings.summary))"]
    lines += table(page.summary)
    for (title, cards) in [(page.headings.path, page.path), (page.headings.entries, page.entries)] {
      lines += ["", "## \(mark)\(escaped(title))"]
      for card in cards { lines += ["", "### \(escaped(card.title))"] + table(card.fields) }
    }
    lines += ["", "## \(mark)\(escaped(page.headings.steps))", "", escaped(page.headings.time), ""]
    for line in page.lines {
      let said = line.isWithdrawn ? "~~\(escaped(line.text))~~" : escaped(line.text)
      let step = line.step.isEmpty ? "" : "\(escaped(line.step))<br>"
      lines.append("- **\(escaped(line.number))** \(escaped(line.time))<br>\(step)\(said)")
    }
    lines += ["", "\(mark)\(escaped(page.head))"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Makes text mean itself in Markdown: every ASCII punctuation mark that can mean something gets a backslash.
  ///
  /// Scalar by scalar, as Markdown is read: a mark that a combining one follows is one character with it.
  ///
  /// Source: CommonMark 0.31 § 2.4 (backslash escapes).
  private func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in SafeText.harmless(text).unicodeScalars {
      if scalar == "\n" {
        result.append(" ")
      } else {
        if Self.punctuation.contains(scalar) { result.append("\\") }
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static let punctuation = Set("\\`*_{}[]()<>#+!|~&$@".unicodeScalars)
}
