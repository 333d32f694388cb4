// SPDX-License-Identifier: GPL-3.0-or-later

public import Words

/// What pages are made of.
public enum HTMLParts {
  public static func section(_ title: String, _ content: String) -> String {
    content.isEmpty
      ? "" : "<section><h2>\(HTMLText.escaped(title))</h2>\n\(content)\n</section>"
  }

  /// Sentences below each other, in the colors of their tones.
  public static func list(_ lines: [TonedLine]) -> String {
    guard !lines.isEmpty else { return "" }
    let items = lines.map { line in
      let tone = PageTone(line.tone).map { " class=\"\($0.rawValue)\"" } ?? ""
      return "<li\(tone)>\(HTMLText.escaped(line.text))</li>"
    }
    return "<ul>\n\(items.joined(separator: "\n"))\n</ul>"
  }

  /// A table with its title.
  public static func figure(_ title: String, _ content: String) -> String {
    "<figure><figcaption>\(HTMLText.escaped(title))</figcaption>\n\(content)\n</figure>"
  }

  public static func paragraph(_ text: String, isNote: Bool = false) -> String {
    "<p\(isNote ? " class=\"note\"" : "")>\(HTMLText.escaped(text))</p>"
  }

  /// What to know before anything else.
  public static func banner(_ tone: PageTone, _ headline: String, _ sentences: [String]) -> String {
    """
    <section class="banner \(tone.rawValue)">
    <p class="headline">\(HTMLText.escaped(headline))</p>
    \(sentences.map { paragraph($0) }.joined(separator: "\n"))
    </section>
    """
  }

  public static func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension PageTone {
  /// - Returns: `nil` for ordinary text.
  public init?(_ tone: Tone) {
    switch tone {
    case .good: self = .good
    case .warning, .difference: self = .warn
    case .danger, .error: self = .stop
    case .heading, .body, .screen, .command, .quiet: return nil
    }
  }
}
