// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Ledger
public import Texts

/// Writes a transcript in one of four formats.
public struct TranscriptWriter {
  public let wording: Wording
  /// Whether hosts, people and organizations are given other names.
  public var hidesNames = false

  public init(wording: Wording, hidesNames: Bool = false) {
    self.wording = wording
    self.hidesNames = hidesNames
  }

  public func text(_ transcript: Transcript, _ format: TranscriptFormat) -> String {
    let pseudonyms = hidesNames ? Pseudonyms(transcript.session) : nil
    if format == .json {
      let value = JSONTranscript(transcript: transcript).value
      return (pseudonyms?.applied(to: value) ?? value).pretty
    }
    let words = TranscriptWords(wording: wording, hidesNames: hidesNames).page(transcript)
    let page = pseudonyms?.applied(to: words) ?? words
    switch format {
    case .text, .json: return plain(page)
    case .markdown: return markdown(page)
    case .html: return HTMLTranscript(page: page).text
    }
  }
}

// MARK: - Plain text

extension TranscriptWriter {
  private func plain(_ page: TranscriptPage) -> String {
    let mark = page.mark.map { "\($0) · " } ?? ""
    // As wide as the paper, because the width of a heading in columns depends on the printer.
    func heading(_ text: String) -> [String] { ["", mark + text, String(repeating: "-", count: 72)] }
    func fields(_ fields: [TranscriptPage.Field], indent: String) -> [String] {
      fields.map { "\(indent)\($0.label): \($0.value)" }
    }
    var lines = [mark + page.title, String(repeating: "=", count: 72)]
    lines += heading(page.headings.summary) + fields(page.summary, indent: "")
    for (title, cards) in [(page.headings.path, page.path), (page.headings.entries, page.entries)] {
      lines += heading(title)
      for card in cards { lines += [card.title] + fields(card.fields, indent: "   ") }
    }
    lines += heading(page.headings.steps) + [page.headings.time]
    for line in page.lines {
      lines.append("\(mark)\(line.number)  \(line.time)")
      if !line.step.isEmpty { lines.append("   \(line.step)") }
      lines.append("   \(line.text)")
    }
    lines += ["", mark + page.head]
    return lines.map { SafeText.harmless($0) }.joined(separator: "\n") + "\n"
  }
}

// MARK: - Markdown

extension TranscriptWriter {
  private func markdown(_ page: TranscriptPage) -> String {
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

  /// Escapes text for Markdown: every ASCII punctuation mark with a possible meaning gets a backslash.
  ///
  /// Scalar by scalar, as Markdown is parsed: to Swift, a mark with a combining character is a different
  /// character.
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
