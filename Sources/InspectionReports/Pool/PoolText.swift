// SPDX-License-Identifier: GPL-3.0-or-later

import Texts
public import Words

extension PoolWords {
  /// A table of the servers where it fits, otherwise one server below the other; then what there is to say of them.
  public func lines(_ pool: PoolInspection, in space: ReportSpace) -> [TonedLine] {
    let page = page(pool)
    var lines = [TonedLine(wording("pool.matrix"), .heading)] + matrix(page, space)
    lines += [TonedLine(page.legend, .quiet)]
    lines += list(wording("pool.missingCertificates"), page.missing, .danger)
    lines += list(wording("pool.certificates"), page.certificates, .body)
    if page.certificates.isEmpty { lines += [TonedLine("  \(wording("pool.none"))")] }
    return lines + [TonedLine("")] + page.sentences
  }

  private func matrix(_ page: PoolPage, _ space: ReportSpace) -> [TonedLine] {
    let titles = page.rows.first?.counts.map(\.title) ?? []
    let columns =
      [TextTable.Column("", .fixed), TextTable.Column(page.serverTitle, .words)]
      + titles.map { TextTable.Column($0, .number) } + [TextTable.Column(page.stateTitle, .words)]
    let cells = page.rows.map { row -> [TextTable.Cell] in
      [[row.state.mark], [SafeText.harmless(row.name, escape: .json)]]
        + row.counts.map { [String($0.number)] }
        + [[row.stateText]]
    }
    let table =
      space.isSpoken ? nil : TextTable(columns, cells, limit: space.width, width: space.columns)
    guard let table else { return page.rows.flatMap(block) }
    return table.head.map { TonedLine($0, .quiet) }
      + zip(page.rows, cells).flatMap { row, cells in
        table.lines(cells).map { TonedLine($0, row.state.tone) }
      }
  }

  private func block(_ row: PoolPage.Row) -> [TonedLine] {
    [TonedLine("\(row.state.mark) \(row.name): \(row.stateText)", row.state.tone)]
      + [TonedLine("    " + row.counts.map { "\($0.title) \($0.number)" }.joined(separator: " · "))]
  }

  private func list(_ title: String, _ certificates: [PoolPage.Certificate], _ tone: Tone) -> [TonedLine] {
    certificates.isEmpty && tone == .danger
      ? []
      : [TonedLine(""), TonedLine(title, .heading)]
        + certificates.flatMap { [TonedLine("  \($0.text)", tone), TonedLine("    \($0.servers)")] }
  }
}

extension PoolInspection.State {
  /// As before the rows of an inspection, and of ASCII as well.
  var mark: String {
    switch self {
    case .missing, .part: "!"
    case .nothing, .failed: "?"
    case .session: "x"
    case .cleanInPart: "-"
    case .clean: "="
    }
  }

  var tone: Tone {
    switch self {
    case .missing: .danger
    case .nothing, .failed, .part, .session: .warning
    case .cleanInPart: .body
    case .clean: .good
    }
  }
}
