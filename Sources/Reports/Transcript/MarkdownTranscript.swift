// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Pages
import Texts
import Words

/// A transcript in Markdown (CommonMark, with the tables of GitHub).
struct MarkdownTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let mark = page.mark.map { "\(escaped($0)) · " } ?? ""
    let headings = page.headings
    func section(_ heading: String, _ lines: [String]) -> [String] {
      lines.isEmpty ? [] : ["", "## \(mark)\(escaped(heading))"] + lines
    }
    let open = page.open.isEmpty ? [page.nothingOpen].filter { !$0.isEmpty } : page.open
    let lines =
      ["# \(mark)\(escaped(page.title))"] + banner(page.banner)
      + section(headings.summary, table(page.facts)) + section(headings.path, page.path.map(path) ?? [])
      + section(headings.stores, page.stores.map(stores) ?? [])
      + section(headings.matches, page.matches.flatMap { match($0, page) })
      + section(headings.open, open.isEmpty ? [] : [""] + open.map { "- \(escaped($0))" })
      + section(headings.notes, steps(page.notes))
      + section(headings.restore, page.restore.flatMap(card))
      + section(headings.steps, page.lines.isEmpty ? [] : ["", escaped(headings.time)] + steps(page.lines))
      + section(headings.records, page.records.flatMap(card))
      + (page.footnote.map { ["", escaped($0)] } ?? [])
    return lines.joined(separator: "\n") + "\n"
  }

  private func banner(_ banner: TranscriptPage.Banner) -> [String] {
    ["", "> **\(escaped(banner.word))**", ">", "> **\(escaped(banner.headline))**"]
      + banner.points.flatMap { [">", "> \(escaped($0))"] }
      + (banner.open.isEmpty ? [] : [">"] + banner.open.map { "> - \(escaped($0))" })
  }

  private func path(_ path: PathPicture) -> [String] {
    [""]
      + path.links.enumerated().map { index, link in
        "\(index + 1). **\(escaped(link.name))** (\(escaped(link.details)))"
      }
  }

  private func stores(_ picture: StorePicture) -> [String] {
    let headings = picture.headings
    return picture.shelves.flatMap { shelf in
      let rows = shelf.rows.map { row in
        [row.number, row.name, row.serial, row.validTo] + row.states.map(\.words)
      }
      let heads = [headings.number, headings.name, headings.serial, headings.validTo] + headings.moments
      return ["", "### \(escaped(shelf.title))"] + (shelf.note.isEmpty ? [] : ["", escaped(shelf.note)])
        + (rows.isEmpty ? ["", escaped(picture.nothing)] : table(heads, rows))
    }
  }

  private func match(_ match: TranscriptPage.Match, _ page: TranscriptPage) -> [String] {
    ["", "### \(escaped(match.title))"] + (match.table.map { compared($0, page) } ?? []) + table(match.fields)
  }

  private func compared(_ table: ComparisonTable, _ page: TranscriptPage) -> [String] {
    let heads = [page.headings.field, table.notedTitle, table.entryTitle, page.headings.result]
    let rows = table.rows.map { row in
      [escaped(row.label), row.sides.noted.map(run).joined(), row.sides.entry.map(run).joined()]
        + [escaped(row.result)]
    }
    return ["", line(heads.map(escaped)), line(heads.map { _ in "---" })] + rows.map(line)
  }

  private func run(_ run: ComparisonTable.Run) -> String {
    guard run.isMarked else { return escaped(run.text) }
    // Emphasis must not begin or end with a space.
    let text = run.text.drop { $0 == " " }
    let bare = text.reversed().drop { $0 == " " }.reversed()
    let before = String(repeating: " ", count: run.text.count - text.count)
    let after = String(repeating: " ", count: text.count - bare.count)
    return bare.isEmpty ? escaped(run.text) : "\(before)**\(escaped(String(bare)))**\(after)"
  }

  private func steps(_ lines: [TranscriptPage.Line]) -> [String] {
    guard !lines.isEmpty else { return [] }
    return [""]
      + lines.map { line in
        let said = line.isWithdrawn ? "~~\(escaped(line.text))~~" : escaped(line.text)
        let step = line.step.isEmpty ? "" : "\(escaped(line.step))<br>"
        let utc = line.utc.isEmpty ? "" : " (\(escaped(line.utc)))"
        return "- **\(escaped(line.number))** \(escaped(line.time))\(utc)<br>\(step)\(said)"
      }
  }

  private func card(_ card: TranscriptPage.Card) -> [String] {
    ["", "### \(escaped(card.title))"] + table(card.fields)
  }
}

// MARK: - Tables

extension MarkdownTranscript {
  private func table(_ fields: [TranscriptPage.Field]) -> [String] {
    ["", "| | |", "|---|---|"]
      + fields.map { field in
        let aside = field.aside.isEmpty ? "" : " (\(field.aside))"
        return line([escaped(field.label), escaped(field.value + aside)])
      }
  }

  private func table(_ heads: [String], _ rows: [[String]]) -> [String] {
    ["", line(heads.map(escaped)), line(heads.map { _ in "---" })] + rows.map { line($0.map(escaped)) }
  }

  private func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

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
