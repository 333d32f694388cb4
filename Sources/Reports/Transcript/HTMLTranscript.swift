// SPDX-License-Identifier: GPL-3.0-or-later

/// A transcript as a single HTML file.
struct HTMLTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    HTMLPage(language: page.language, title: page.title, mark: page.mark, body: body(page)).text
  }

  private func body(_ page: TranscriptPage) -> String {
    """
    <h1>\(escaped(page.title))</h1>
    <section><h2>\(escaped(page.headings.summary))</h2>
    \(list(page.summary))</section>
    <section><h2>\(escaped(page.headings.path))</h2>
    \(cards(page.path))</section>
    <section><h2>\(escaped(page.headings.entries))</h2>
    \(cards(page.entries))</section>
    <section><h2>\(escaped(page.headings.steps))</h2>
    <p>\(escaped(page.headings.time))</p>
    <ol class="steps">
    \(page.lines.map(item).joined(separator: "\n"))
    </ol></section>
    <footer><p class="small">\(escaped(page.head))</p></footer>
    """
  }

  private func list(_ fields: [TranscriptPage.Field]) -> String {
    "<dl>\n" + fields.map { "<dt>\(escaped($0.label))</dt><dd>\(escaped($0.value))</dd>\n" }.joined()
      + "</dl>\n"
  }

  private func cards(_ cards: [TranscriptPage.Card]) -> String {
    cards.map { "<article><h3>\(escaped($0.title))</h3>\n\(list($0.fields))</article>\n" }.joined()
  }

  private func item(_ line: TranscriptPage.Line) -> String {
    let number = Int(line.number).map { " value=\"\($0)\"" } ?? ""
    let said = line.isWithdrawn ? "<del>\(escaped(line.text))</del>" : escaped(line.text)
    let step = line.step.isEmpty ? "" : "<strong>\(escaped(line.step))</strong>"
    return "<li\(number)><time>\(escaped(line.time))</time>\(step)<span>\(said)</span></li>"
  }

  private func escaped(_ text: String) -> String { HTMLText.escaped(text) }
}
