// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A transcript as a single HTML file: no scripts, no external resources, suitable for printing and for dark
/// mode.
struct HTMLTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let mark = page.mark.map { "<p class=\"mark\">\(escaped($0))</p>\n" } ?? ""
    return """
      <!doctype html>
      <html lang="\(page.language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(escaped(page.title))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      \(mark)<h1>\(escaped(page.title))</h1>
      <section><h2>\(escaped(page.headings.summary))</h2>
      \(list(page.summary))</section>
      <section><h2>\(escaped(page.headings.path))</h2>
      \(cards(page.path))</section>
      <section><h2>\(escaped(page.headings.entries))</h2>
      \(cards(page.entries))</section>
      <section><h2>\(escaped(page.headings.steps))</h2>
      <p>\(escaped(page.headings.time))</p>
      <ol>
      \(page.lines.map(item).joined(separator: "\n"))
      </ol></section>
      <footer><p>\(escaped(page.head))</p></footer>
      </body>
      </html>

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

  /// Source: HTML Living Standard, “Serialising HTML fragments” (the five characters that can have a
  /// meaning).
  private func escaped(_ text: String) -> String {
    var result = ""
    // Scalar by scalar, as HTML is parsed: to Swift, a bracket with a combining mark is a different
    // character.
    for scalar in SafeText.harmless(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The mark has a fixed position, which repeats it on every printed page.
  private static let style = """
    :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #57606a; --line: #d0d7de; --card: #f6f8fa; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6edf3; --paper: #0d1117; --quiet: #9198a1; --line: #3d444d; --card: #151b23; }
    }
    body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper);
      font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
    h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
    article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card);
      break-inside: avoid; }
    dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .25rem 1rem; margin: 0; }
    dt { color: var(--quiet); } dd { margin: 0; }
    ol { padding-left: 2.5rem; } li { margin: .6rem 0; break-inside: avoid; }
    li > * { display: block; } time { color: var(--quiet); font-size: .85rem; }
    footer { margin-top: 3rem; color: var(--quiet); font-size: .85rem; }
    .mark { position: fixed; top: 0; right: 0; margin: 0; padding: .25rem 1rem; background: #b35900; color: #fff;
      font-weight: bold; z-index: 1; }
    @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
    @media print {
      :root { --ink: #000; --paper: #fff; --quiet: #333; --line: #999; --card: #fff; }
      body { margin: 0; max-width: none; font-size: 10pt; }
      .mark { border: 2px solid #000; background: #fff; color: #000; }
    }
    """
}
