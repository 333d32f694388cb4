// SPDX-License-Identifier: GPL-3.0-or-later

/// A single HTML file: no scripts, no external resources, suitable for printing and for dark mode.
public struct HTMLPage {
  let language: String
  let title: String
  /// “PRACTICE …”; a strip of its own on top of the window and of every printed page.
  let mark: String?
  /// HTML.
  let body: String

  public init(language: String, title: String, mark: String?, body: String) {
    self.language = language
    self.title = title
    self.mark = mark
    self.body = body
  }

  public var text: String {
    let strip = mark.map { "<p class=\"mark\"><span>\(HTMLText.escaped($0))</span></p>\n" } ?? ""
    return """
      <!doctype html>
      <html lang="\(HTMLText.escaped(language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(HTMLText.escaped(title))</title>
      <style>
      \(PageStyle.text)
      </style>
      </head>
      <body>
      <div class="sheet">
      \(strip)<main>
      \(body)
      </main>
      </div>
      </body>
      </html>

      """
  }

  /// Source: Content Security Policy Level 3 (`base-uri` and `form-action` do not fall back to `default-src`).
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
}
