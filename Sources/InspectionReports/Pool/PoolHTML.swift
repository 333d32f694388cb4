// SPDX-License-Identifier: GPL-3.0-or-later

import Pages
import Texts
import Words

/// A pool as an HTML page.
public struct PoolHTML {
  private let frame: DatedPage
  private var wording: Wording { frame.wording }

  public init(_ frame: DatedPage) {
    self.frame = frame
  }

  public func text(_ pool: PoolInspection) -> String {
    let page = PoolWords(wording: wording).page(pool)
    let none = page.certificates.isEmpty ? HTMLParts.paragraph(wording("pool.none")) : ""
    let parts = [
      banner(page),
      HTMLParts.section(
        wording("pool.matrix"), matrix(page) + "\n" + HTMLParts.paragraph(page.legend, isNote: true)),
      HTMLParts.section(wording("pool.missingCertificates"), list(page.missing, .stop)),
      HTMLParts.section(wording("pool.certificates"), list(page.certificates, nil) + none),
    ]
    return frame.text(wording("pool.page.title"), parts)
  }

  private func banner(_ page: PoolPage) -> String {
    let first = page.sentences.first
    return HTMLParts.banner(
      page.rows.first?.state.pageTone ?? .calm, first?.text ?? "", page.sentences.dropFirst().map(\.text))
  }

  private func matrix(_ page: PoolPage) -> String {
    guard let first = page.rows.first else { return "" }
    let rows = page.rows.map { row in
      [HTMLTable.Cell(row.name)] + row.counts.map { HTMLTable.Cell(String($0.number)) }
        + [HTMLTable.Cell("\(row.state.mark) \(row.stateText)", tone: row.state.pageTone)]
    }
    return HTMLTable(
      titles: [page.serverTitle] + first.counts.map(\.title) + [page.stateTitle], rows: rows
    ).text
  }

  private func list(_ certificates: [PoolPage.Certificate], _ tone: PageTone?) -> String {
    guard !certificates.isEmpty else { return "" }
    return HTMLTable(
      titles: [wording("inspect.column.name"), wording("pool.matrix")],
      rows: certificates.map { [HTMLTable.Cell($0.text, tone: tone), HTMLTable.Cell($0.servers)] }
    ).text
  }
}
