// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A transcript as plain text.
struct PlainTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let mark = page.mark.map { "\($0) · " } ?? ""
    // As wide as the paper: how many columns a heading takes is the printer's to say.
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
