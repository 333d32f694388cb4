// SPDX-License-Identifier: GPL-3.0-or-later

/// How urgent something is: a class of the page's style sheet. Words always say the same.
public enum PageTone: String, CaseIterable, Sendable {
  case good, warn, stop, calm
}

/// The style sheet of every page.
///
/// Colors are only those of `colors`: a text has one of the inks, what is behind it is one of the papers, and
/// every ink can be read on every paper (contrast of at least 4.5:1; WCAG 2.2, success criterion 1.4.3).
enum PageStyle {
  /// The colors by name, for light windows, dark windows and paper.
  static let colors: [(name: String, light: String, dark: String, print: String)] = [
    ("ink", "#1b1f24", "#e6edf3", "#000000"),
    ("ink-quiet", "#525a64", "#b1bac4", "#333333"),
    ("ink-good", "#0f5323", "#7ee787", "#0b4a1c"),
    ("ink-warn", "#6b4200", "#f0c05a", "#5a3700"),
    ("ink-stop", "#9a0f22", "#ffaba8", "#8a0d1f"),
    ("paper", "#ffffff", "#0d1117", "#ffffff"),
    ("paper-card", "#f6f8fa", "#161b22", "#ffffff"),
    ("paper-good", "#e3f6e7", "#10261a", "#f1faf3"),
    ("paper-warn", "#fff4d2", "#2b2211", "#fff9e8"),
    ("paper-stop", "#ffebe9", "#35171a", "#fff3f2"),
    ("line", "#d0d7de", "#3d444d", "#999999"),
  ]

  static let text = """
    \(block(":root", \.light, "color-scheme: light dark;"))
    @media (prefers-color-scheme: dark) { \(block(":root", \.dark, "")) }
    @media print { \(block(":root", \.print, "color-scheme: light;")) }
    \(screen)
    \(drawing)
    \(narrow)
    \(paper)
    """

  private typealias Color = (name: String, light: String, dark: String, print: String)

  private static func block(_ selector: String, _ scheme: KeyPath<Color, String>, _ more: String) -> String {
    let variables = colors.map { "--\($0.name): \($0[keyPath: scheme]);" }.joined(separator: " ")
    return "\(selector) { \([more, variables].filter { !$0.isEmpty }.joined(separator: " ")) }"
  }

  private static let screen = """
    body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif;
      overflow-wrap: anywhere; }
    main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
    h1 { margin: .5rem 0 1rem; font-size: 1.1rem; color: var(--ink-quiet); }
    h2 { margin: 2.5rem 0 1rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
    h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
    p { margin: .5rem 0; } .note, .small { color: var(--ink-quiet); font-size: .875rem; }
    .banner { padding: 1rem 1.25rem; border: 1px solid var(--line); border-left-width: .75rem; border-radius: .5rem; }
    .banner p, .banner ul, .banner li { margin: .25rem 0; }
    .banner .word { font-weight: bold; }
    .banner .headline { font-size: 1.35rem; line-height: 1.35; font-weight: bold; }
    .good { color: var(--ink-good); } .warn { color: var(--ink-warn); } .stop { color: var(--ink-stop); }
    .calm { color: var(--ink); }
    .banner.good { background: var(--paper-good); border-color: var(--ink-good); }
    .banner.warn { background: var(--paper-warn); border-color: var(--ink-warn); }
    .banner.stop { background: var(--paper-stop); border-color: var(--ink-stop); }
    .banner.calm { background: var(--paper-card); border-color: var(--ink-quiet); }
    article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem;
      background: var(--paper-card); }
    dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .25rem 1rem; margin: 0; }
    dt { color: var(--ink-quiet); } dd { margin: 0; min-width: 0; }
    table { width: 100%; border-collapse: collapse; font-size: .875rem; }
    th, td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
    th, td { overflow-wrap: break-word; } th { color: var(--ink-quiet); font-weight: normal; }
    td.digits { font-family: ui-monospace, monospace; } td.short { white-space: nowrap; }
    mark { color: var(--ink-stop); background: var(--paper-stop); font-weight: bold; text-decoration: underline; }
    ol, ul { padding-left: 1.75rem; } li { margin: .5rem 0; }
    .steps { padding-left: 2.75rem; } .steps > li > * { display: block; }
    .time { color: var(--ink-quiet); font-size: .875rem; } small { font-size: .75rem; }
    .match { margin-bottom: 1rem; } .match thead th { font-weight: bold; }
    .mark { position: sticky; top: 0; margin: 0; padding: .35rem 1rem; color: var(--ink-warn);
      background: var(--paper-warn); border-bottom: 2px solid var(--ink-warn); font-weight: bold; text-align: center; }
    """

  private static let drawing = """
    figure { margin: 1.5rem 0; } figcaption { font-weight: bold; }
    .moments { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: .5rem 1.5rem;
      margin: .5rem 0; }
    .moment { margin: 0 0 .25rem; color: var(--ink-quiet); }
    .drawing { display: block; width: 100%; max-width: 26rem; height: auto; font-family: system-ui, sans-serif; }
    .drawing text { fill: var(--ink); font-size: 13px; } .drawing .name { font-size: 15px; font-weight: bold; }
    .drawing .quiet { fill: var(--ink-quiet); font-size: 12px; }
    .drawing rect { fill: var(--paper-card); stroke: var(--line); }
    .drawing .sign { fill: none; stroke: var(--ink); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .good rect { fill: var(--paper-good); stroke: var(--ink-good); stroke-width: 2; }
    .good .sign { stroke: var(--ink-good); } .good .state { fill: var(--ink-good); }
    .warn rect { fill: var(--paper-warn); stroke: var(--ink-warn); }
    .warn .sign { stroke: var(--ink-warn); } .warn .state { fill: var(--ink-warn); }
    .stop rect { fill: var(--paper-stop); stroke: var(--ink-stop); stroke-width: 2; }
    .stop .sign { stroke: var(--ink-stop); } .stop .state { fill: var(--ink-stop); }
    .is-removed rect, .is-missing rect { fill: var(--paper); stroke-dasharray: 5 4; }
    .is-removed .name { text-decoration: line-through; }
    """

  /// For a phone: one column, and each cell of a table on a line of its own.
  private static let narrow = """
    @media screen and (max-width: 40rem) {
      main { padding: .75rem; }
      dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      table, tbody, tr, td { display: block; } tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
      th[scope=row] { display: block; padding: 0; border: 0; font-weight: bold; }
      td { padding: .1rem 0; border: 0; } td:empty { display: none; }
      td::before { content: attr(data-head) ": "; color: var(--ink-quiet); font-family: system-ui, sans-serif; }
    }
    """

  /// The mark is the head of a table: if it cannot be broken, it is repeated on every printed page and takes room
  /// of its own there.
  private static let paper = """
    @page { margin: 15mm; }
    @media print {
      html { font-size: 9.5pt; } h2 { margin-top: 1.5rem; }
      body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      main { max-width: none; padding: 0; }
      .sheet { display: table; width: 100%; } .sheet > main { display: table-row-group; }
      .mark { display: table-header-group; position: static; break-inside: avoid; background: var(--paper); }
      .mark span { display: block; margin-bottom: 4mm; background: var(--paper-warn); }
      h2, h3, figcaption { break-after: avoid; }
      .banner, article, figure, tr, li, dl > * { break-inside: avoid; }
      .moments { grid-template-columns: 1fr 1fr; }
      article { padding: .75rem; } th, td { padding: .25rem .5rem; }
    }
    """
}
