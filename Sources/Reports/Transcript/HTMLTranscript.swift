// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Pages
import Words

/// A transcript as a single HTML file.
struct HTMLTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    HTMLPage(language: page.language, title: page.title, mark: page.mark, body: body(page)).text
  }

  private func body(_ page: TranscriptPage) -> String {
    let headings = page.headings
    let parts = [
      "<h1>\(escaped(page.title))</h1>", banner(page), section(headings.summary, list(page.facts)),
      section(headings.path, page.path.map(path) ?? ""),
      section(headings.stores, page.stores.map { PictureTable(picture: $0, id: "store").html } ?? ""),
      section(headings.matches, page.matches.map { match($0, page) }.joined(separator: "\n")),
      section(headings.open, open(page), id: "open"),
      section(headings.notes, steps(page.notes)),
      section(headings.restore, cards(page.restore)),
      section(headings.steps, page.lines.isEmpty ? "" : time(page) + steps(page.lines)),
      section(headings.records, cards(page.records)),
      page.footnote.map { "<p class=\"note\">\(escaped($0))</p>" } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Nothing for a section without content.
  private func section(_ heading: String, _ content: String, id: String? = nil) -> String {
    guard !content.isEmpty else { return "" }
    let anchor = id.map { " id=\"\($0)\"" } ?? ""
    return "<section\(anchor)>\n<h2>\(escaped(heading))</h2>\n\(content)\n</section>"
  }

  private func banner(_ page: TranscriptPage) -> String {
    let banner = page.banner
    let open = banner.open.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
    return """
      <div class="banner \(banner.tone.rawValue)">
      <p class="word \(banner.tone.rawValue)">\(escaped(banner.word))</p>
      <p class="headline">\(escaped(banner.headline))</p>
      \(banner.points.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n"))
      \(open.isEmpty ? "" : "<ul>\n\(open)\n</ul>")</div>
      """
  }

  /// The drawing, and the same as a list.
  private func path(_ path: PathPicture) -> String {
    let links = path.links.map { link in
      """
      <li><strong>\(escaped(link.name))</strong><br><span class="small">\(escaped(link.details))</span></li>
      """
    }
    return """
      <figure class="moments">
      \(path.svg(id: "path"))
      <ol>
      \(links.joined(separator: "\n"))
      </ol>
      </figure>
      """
  }

  private func match(_ match: TranscriptPage.Match, _ page: TranscriptPage) -> String {
    """
    <article><h3>\(escaped(match.title))</h3>
    \(match.table.map { compared($0, page) } ?? "")\(list(match.fields))</article>
    """
  }

  private func compared(_ table: ComparisonTable, _ page: TranscriptPage) -> String {
    let heads = [page.headings.field, table.notedTitle, table.entryTitle, page.headings.result]
    let rows = table.rows.map { row in
      let sides = row.sides
      let values = [sides.noted.map(run).joined(), sides.entry.map(run).joined(), escaped(row.result)]
      let kinds = [" class=\"digits\"", " class=\"digits\"", row.isDifferent ? " class=\"warn\"" : ""]
      let cells = zip(zip(heads.dropFirst(), kinds), values).map { head, value in
        "<td data-head=\"\(escaped(head.0))\"\(head.1)>\(value)</td>"
      }
      return "<tr><th scope=\"row\">\(escaped(row.label))</th>\(cells.joined())</tr>"
    }
    return """
      <table class="match">
      <thead><tr>\(heads.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>

      """
  }

  private func run(_ run: ComparisonTable.Run) -> String {
    run.isMarked ? "<mark>\(escaped(run.text))</mark>" : escaped(run.text)
  }

  private func open(_ page: TranscriptPage) -> String {
    if page.open.isEmpty { return page.nothingOpen.isEmpty ? "" : "<p>\(escaped(page.nothingOpen))</p>" }
    return "<ul>\n\(page.open.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n"))\n</ul>"
  }

  private func time(_ page: TranscriptPage) -> String {
    "<p class=\"note\">\(escaped(page.headings.time))</p>\n"
  }

  private func list(_ fields: [TranscriptPage.Field]) -> String {
    guard !fields.isEmpty else { return "" }
    let items = fields.map { field in
      let aside = field.aside.isEmpty ? "" : " <span class=\"small\">(\(escaped(field.aside)))</span>"
      return "<dt>\(escaped(field.label))</dt><dd>\(escaped(field.value))\(aside)</dd>\n"
    }
    return "<dl>\n\(items.joined())</dl>\n"
  }

  private func cards(_ cards: [TranscriptPage.Card]) -> String {
    cards.map { "<article><h3>\(escaped($0.title))</h3>\n\(list($0.fields))</article>" }
      .joined(separator: "\n")
  }

  private func steps(_ lines: [TranscriptPage.Line]) -> String {
    lines.isEmpty ? "" : "<ol class=\"steps\">\n\(lines.map(item).joined(separator: "\n"))\n</ol>"
  }

  private func item(_ line: TranscriptPage.Line) -> String {
    let number = Int(line.number).map { " value=\"\($0)\"" } ?? ""
    let said = line.isWithdrawn ? "<del>\(escaped(line.text))</del>" : escaped(line.text)
    let step = line.step.isEmpty ? "" : "<strong>\(escaped(line.step))</strong>"
    let utc = line.utc.isEmpty ? "" : " <small>(\(escaped(line.utc)))</small>"
    // What is not answered yet has no time.
    let time = line.time.isEmpty ? "" : "<span class=\"time\">\(escaped(line.time))\(utc)</span>"
    return "<li\(number)>\(time)\(step)<span>\(said)</span></li>"
  }

  private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
}
