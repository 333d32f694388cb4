// SPDX-License-Identifier: GPL-3.0-or-later

import Pages
public import Texts
public import Words

/// What every page of `inspect` has besides its content: a title, what was said before the result, and when it
/// was written.
public struct DatedPage {
  public let wording: Wording
  /// When it is written, in UTC.
  public let time: String
  /// What was said before the result, which the page has to say as well.
  public let remarks: [TonedLine]

  public init(wording: Wording, time: String, remarks: [TonedLine]) {
    self.wording = wording
    self.time = time
    self.remarks = remarks
  }

  /// - Parameter parts: HTML, in order; empty ones are left out.
  func text(_ title: String, _ parts: [String]) -> String {
    let content = HTMLParts.joined(
      ["<h1>\(HTMLText.escaped(title))</h1>"] + parts + [
        HTMLParts.section(wording("inspect.page.remarks"), HTMLParts.list(remarks)),
        HTMLParts.paragraph(wording("inspect.page.written", ["time": time]), isNote: true),
      ])
    let footnote = wording.hasMarks(in: content) ? HTMLParts.paragraph(wording.footnote, isNote: true) : ""
    return HTMLPage(
      language: wording.language, title: title, mark: nil, body: HTMLParts.joined([content, footnote])
    ).text
  }
}
