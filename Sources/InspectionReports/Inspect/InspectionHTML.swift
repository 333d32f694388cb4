// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Inspection
import Pages
import Stores
import Texts
import Words

/// An inspection as an HTML page: what to know first, the picture, the table, and then what is known of each.
public struct InspectionHTML {
  private let frame: DatedPage
  private var wording: Wording { frame.wording }

  public init(_ frame: DatedPage) {
    self.frame = frame
  }

  /// - Parameters:
  ///   - other: another server, or the same one at another time.
  ///   - list: Schannel's list of issuers, if it was asked for.
  public func text(
    _ survey: StoreInspection, _ files: InspectedFiles, against other: Comparand? = nil,
    issuers list: IssuerList? = nil
  ) -> String {
    let words = InspectionWords(wording: wording)
    let page = words.page(survey, against: other)
    let parts = [
      banner(survey, files),
      HTMLParts.section(wording("inspect.stores"), HTMLParts.list(page.coverage)),
      HTMLParts.section(wording("inspect.path"), path(page, survey)),
      HTMLParts.section(wording("inspect.entries"), entries(page, survey)),
      page.against.map { HTMLParts.section($0.title, against($0, page.titles)) } ?? "",
      HTMLParts.section(wording("inspect.advisories"), HTMLParts.list(page.advisories.map { TonedLine($0) })),
      HTMLParts.section(wording("inspect.page.evidence"), evidence(page)),
      list.map { words.page($0).html } ?? "",
    ]
    return frame.text(wording("inspect.page.title"), parts)
  }

  private func banner(_ survey: StoreInspection, _ files: InspectedFiles) -> String {
    let server = PoolInspection.Server("", files, survey, isZoneKnown: true, wording)
    let counts = PoolInspection.Count.allCases.map {
      "\(wording("pool.column.\($0.rawValue)")): \(server.count($0))"
    }
    let state = wording("pool.\(server.state.rawValue)")
    return HTMLParts.banner(
      server.state.pageTone, state.prefix(1).uppercased() + state.dropFirst(),
      [counts.joined(separator: " · ")])
      + HTMLParts.paragraph(wording("pool.legend"), isNote: true)
  }

  private func path(_ page: InspectionPage, _ survey: StoreInspection) -> String {
    let items = page.path.map { item in
      let outcome = item.outcome.map { outcome in
        let tone = PageTone(outcome.tone).map { " class=\"\($0.rawValue)\"" } ?? ""
        return "<br><span\(tone)>\(HTMLText.escaped(outcome.text))</span>"
      }
      return "<li>\(HTMLText.escaped(item.text))\(outcome ?? "")</li>"
    }
    let picture = InspectionPicture(wording: wording).path(survey)
    return "<figure>\n\(picture.svg(id: "path"))\n</figure>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>"
  }
}

// MARK: - The entries

extension InspectionHTML {
  private func entries(_ page: InspectionPage, _ survey: StoreInspection) -> String {
    let legend = page.legend.map { "\($0.mark) \($0.text)" }.joined(separator: " · ")
    return HTMLParts.joined(
      [InspectionPicture(wording: wording).drawings(survey)]
        + [legend.isEmpty ? "" : HTMLParts.paragraph(legend, isNote: true)]
        + page.groups.map { group in
          HTMLParts.figure(group.title, table(group.entries, page.titles))
        } + [page.rest.map { HTMLParts.paragraph($0) } ?? ""])
  }

  private func table(_ entries: [InspectionPage.Entry], _ titles: InspectionPage.Titles) -> String {
    let rows = entries.flatMap(\.rows).map { row in
      [
        HTMLTable.Cell("\(row.mark) \(row.verdict)", tone: row.standing.pageTone), HTMLTable.Cell(row.name),
        HTMLTable.Cell(row.serial, isDigits: true), HTMLTable.Cell("\(row.validFrom) –", row.validTo),
        HTMLTable.Cell(row.store, row.physical),
      ]
    }
    return HTMLTable(
      titles: [titles.verdict, titles.name, titles.serial, titles.validity, titles.store], rows: rows
    ).text
  }

  /// A card for each certificate of which there is more to say than where it was read.
  private func evidence(_ page: InspectionPage) -> String {
    let entries = page.groups.flatMap(\.entries)
    return entries.filter { $0.sentences.count > 1 }.map(card).joined(separator: "\n")
  }

  private func card(_ entry: InspectionPage.Entry) -> String {
    let title = entry.rows.first.map { "\($0.mark) \($0.verdict): \($0.name) (\($0.serial))" } ?? ""
    let places = entry.rows.map { "\($0.store) · \($0.physical)" }.joined(separator: ", ")
    return """
      <article><h3>\(HTMLText.escaped(title))</h3>
      \(HTMLParts.paragraph(places, isNote: true))
      \(HTMLParts.list(entry.sentences))
      </article>
      """
  }

  private func against(_ page: AgainstPage, _ titles: InspectionPage.Titles) -> String {
    let parts = page.parts.map { part in
      let sentences = part.entries.flatMap { entry in
        let name = entry.rows.first.map { "\($0.name) (\($0.serial)): " } ?? ""
        return entry.sentences.dropFirst().map { TonedLine(name + $0.text, $0.tone) }
      }
      return HTMLParts.figure(part.title, table(part.entries, titles)) + "\n" + HTMLParts.list(sentences)
    }
    return HTMLParts.joined(
      [HTMLParts.list(page.coverage + page.outcomes)] + parts + [HTMLParts.paragraph(page.both)])
  }
}
