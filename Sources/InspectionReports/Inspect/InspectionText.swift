// SPDX-License-Identifier: GPL-3.0-or-later

public import Inspection
import Texts
public import Words

/// Where a report is shown.
public struct ReportSpace {
  /// In terminal columns; `nil` for any width, as in a pipe or a file: what stands in a row does then not depend on
  /// the terminal.
  public var width: Int?
  /// Whether a screen reader speaks it: nothing stands side by side.
  public var isSpoken: Bool
  /// Returns the number of columns that a text takes.
  public var columns: (String) -> Int

  public init(width: Int? = nil, isSpoken: Bool = false, columns: @escaping (String) -> Int) {
    self.width = width
    self.isSpoken = isSpoken
    self.columns = columns
  }
}

extension InspectionWords {
  /// The inspection for people at a terminal, and in a file.
  ///
  /// - Parameters:
  ///   - other: another server, or the same one at another time.
  ///   - list: Schannel's list of issuers, if it was asked for.
  public func lines(
    _ survey: StoreInspection, against other: Comparand? = nil, issuers list: IssuerList? = nil,
    in space: ReportSpace
  ) -> [TonedLine] {
    let text = InspectionText(
      headings: (
        wording("inspect.stores"), wording("inspect.path"), wording("inspect.entries"),
        wording("inspect.advisories")
      ), serialTitle: wording("inspect.column.serial"), space: space)
    let lines =
      text.lines(page(survey, against: other)) + (list.map { page($0).lines(in: space) } ?? [])
    guard wording.hasMarks(in: lines.map(\.text).joined(separator: "\n")) else { return lines }
    return lines + [TonedLine(""), TonedLine(wording.footnote, .quiet)]
  }
}

/// An inspection as lines of text: a table where it fits, otherwise one certificate below the other.
struct InspectionText {
  let headings: (stores: String, path: String, entries: String, advisories: String)
  let serialTitle: String
  let space: ReportSpace

  func lines(_ page: InspectionPage) -> [TonedLine] {
    var lines = [TonedLine(headings.stores, .heading)] + page.coverage.map { indented($0) }
    lines += [TonedLine(""), TonedLine(headings.path, .heading)]
    for item in page.path {
      let indent = item.level + 1
      lines.append(indented(TonedLine(item.text), indent))
      if let outcome = item.outcome { lines.append(indented(outcome, indent + 1)) }
    }
    lines += [TonedLine(""), TonedLine(headings.entries, .heading)]
    lines += legend(page.legend)
    let entries = page.groups.flatMap(\.entries) + (page.against?.parts.flatMap(\.entries) ?? [])
    let table = entries.isEmpty || space.isSpoken ? nil : table(page.titles, entries.flatMap(\.rows))
    if let table, !page.groups.isEmpty { lines += table.head.map { TonedLine($0, .quiet) } }
    for (index, group) in page.groups.enumerated() {
      lines += (index == 0 ? [] : [TonedLine("")]) + [TonedLine(group.title, .heading)]
      lines += group.entries.flatMap { entry($0, table) }
    }
    if let rest = page.rest {
      lines += (page.groups.isEmpty ? [] : [TonedLine("")]) + [indented(TonedLine(rest))]
    }
    if let against = page.against { lines += self.against(against, table) }
    guard !page.advisories.isEmpty else { return lines }
    return lines + [TonedLine(""), TonedLine(headings.advisories, .heading)]
      + page.advisories.map { TonedLine("  ! \($0)") }
  }

  private func against(_ page: AgainstPage, _ table: TextTable?) -> [TonedLine] {
    var lines = [TonedLine(""), TonedLine(page.title, .heading)]
    lines += (page.coverage + page.outcomes).map { indented($0) }
    for part in page.parts {
      lines += [TonedLine(""), TonedLine(part.title, .heading)]
      lines += part.entries.flatMap { entry($0, table) }
    }
    return lines + [TonedLine(""), TonedLine(page.both)]
  }

  private func legend(_ legend: [InspectionPage.Legend]) -> [TonedLine] {
    guard !legend.isEmpty else { return [] }
    let parts = legend.map { "\($0.mark) \($0.text)" }
    // A screen reader, and a narrow window, get them one below the other.
    let line = "  " + parts.joined(separator: " · ")
    let fits = !space.isSpoken && space.columns(line) <= space.width ?? .max
    return (fits ? [line] : parts.map { "  \($0)" }).map { TonedLine($0, .quiet) }
  }

  private func entry(_ entry: InspectionPage.Entry, _ table: TextTable?) -> [TonedLine] {
    let rows = entry.rows.flatMap { row in
      table.map { table in table.lines(cells(row)).map { TonedLine($0, row.standing.tone) } } ?? block(row)
    }
    return rows + entry.sentences.map { indented($0, 2) }
  }

  private func indented(_ line: TonedLine, _ levels: Int = 1) -> TonedLine {
    TonedLine(String(repeating: "  ", count: levels) + line.text, line.tone)
  }
}

// MARK: - Rows

extension InspectionText {
  private func table(_ titles: InspectionPage.Titles, _ rows: [InspectionPage.Row]) -> TextTable? {
    TextTable(
      [
        TextTable.Column("", .fixed), TextTable.Column(titles.verdict, .words),
        TextTable.Column(titles.name, .words), TextTable.Column(titles.serial, .halved),
        TextTable.Column(titles.validity, glue: " – ", .stacked),
        TextTable.Column(titles.store, glue: " · ", .stacked),
      ],
      rows.map(cells), limit: space.width, width: space.columns)
  }

  private func cells(_ row: InspectionPage.Row) -> [TextTable.Cell] {
    [
      [row.mark], [row.verdict], [safe(row.name)], [row.serial], [safe(row.validFrom), safe(row.validTo)],
      [row.store, row.physical],
    ]
  }

  private func block(_ row: InspectionPage.Row) -> [TonedLine] {
    let serial = row.serial.isEmpty ? [] : ["\(serialTitle): \(row.serial)"]
    let values = serial + ["\(row.validFrom) – \(row.validTo)", "\(row.store) · \(row.physical)"]
    return [TonedLine("\(row.mark) \(row.verdict): \(row.name)", row.standing.tone)]
      + values.map { indented(TonedLine($0), 2) }
  }

  /// As it will be shown, so that it is measured like that.
  private func safe(_ text: String) -> String { SafeText.harmless(text, escape: .json) }
}
