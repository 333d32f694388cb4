// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Pages
import Texts
import Words

/// A transcript as plain text.
struct PlainTranscript: TranscriptLayout {
  /// For what stands side by side; lines of text are wrapped where they are shown or printed.
  var widthColumns = 80
  /// Returns the number of columns that a text takes.
  var columns: (String) -> Int = \.count

  func text(_ page: TranscriptPage) -> String {
    let mark = page.mark.map { "\($0) · " } ?? ""
    func section(_ heading: String, _ lines: [String]) -> [String] {
      lines.isEmpty ? [] : ["", mark + heading, rule("-")] + lines
    }
    let headings = page.headings
    let open = page.open.isEmpty ? [page.nothingOpen].filter { !$0.isEmpty } : page.open.map { "- \($0)" }
    let lines =
      [mark + page.title, rule("=")] + banner(page.banner)
      + section(headings.summary, fields(page.facts, indent: ""))
      + section(headings.path, page.path.map(path) ?? [])
      + section(headings.stores, page.stores.map(stores) ?? [])
      + section(headings.matches, page.matches.flatMap(match)) + section(headings.open, open)
      + section(headings.notes, page.notes.flatMap { line($0, mark) })
      + section(headings.restore, page.restore.flatMap(card))
      + section(
        headings.steps, page.lines.isEmpty ? [] : [headings.time] + page.lines.flatMap { line($0, mark) })
      + section(headings.records, page.records.flatMap(card)) + (page.footnote.map { ["", $0] } ?? [])
    return lines.map { SafeText.harmless($0) }.joined(separator: "\n") + "\n"
  }

  private func rule(_ sign: Character) -> String {
    String(repeating: sign, count: min(72, max(1, widthColumns)))
  }

  private func banner(_ banner: TranscriptPage.Banner) -> [String] {
    ["\(banner.word.uppercased()) · \(banner.headline)"] + banner.points
      + banner.open.map { "- \($0)" }
  }

  private func fields(_ fields: [TranscriptPage.Field], indent: String) -> [String] {
    fields.map { field in
      let aside = field.aside.isEmpty ? "" : " (\(field.aside))"
      return "\(indent)\(field.label): \(field.value)\(aside)"
    }
  }

  private func path(_ path: PathPicture) -> [String] {
    path.links.enumerated().map { index, link in
      let branch = index == 0 ? "" : String(repeating: " ", count: 2 * index - 2) + "└ "
      return "\(branch)\(link.name) (\(link.details))"
    }
  }

  private func stores(_ picture: StorePicture) -> [String] {
    picture.shelves.flatMap { shelf in
      [shelf.title] + (shelf.note.isEmpty ? [] : ["   \(shelf.note)"])
        + (shelf.rows.isEmpty ? ["   \(picture.nothing)"] : shelf.rows.flatMap { row($0, picture.headings) })
    }
  }

  /// The sign in front is that of the last moment.
  private func row(_ row: StorePicture.Row, _ headings: StorePicture.Headings) -> [String] {
    let sign = row.states.last?.mark.letter ?? " "
    let number = row.number.isEmpty ? "" : "\(row.number). "
    let serial = row.serial.isEmpty ? "" : " (\(row.serial))"
    let validTo = row.validTo.isEmpty ? "" : ", \(headings.validTo): \(row.validTo)"
    let states = zip(headings.moments, row.states).map { "\($0): \($1.words)" }
    return [
      "   [\(sign)] \(number)\(row.name)\(serial)\(validTo)",
      "       \(states.joined(separator: " → "))",
    ]
  }

  private func match(_ match: TranscriptPage.Match) -> [String] {
    let table = match.table?.lines(width: widthColumns - 3, columns: columns).map { "   \($0.text)" }
    return ["", match.title] + (table ?? []) + fields(match.fields, indent: "   ")
  }

  private func card(_ card: TranscriptPage.Card) -> [String] {
    [card.title] + fields(card.fields, indent: "   ")
  }

  private func line(_ line: TranscriptPage.Line, _ mark: String) -> [String] {
    let utc = line.utc.isEmpty ? "" : " (\(line.utc))"
    return ["\(mark)\(line.number)  \(line.time)\(utc)"] + (line.step.isEmpty ? [] : ["   \(line.step)"])
      + ["   \(line.text)"]
  }
}
