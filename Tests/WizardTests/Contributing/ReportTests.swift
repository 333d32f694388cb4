// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Pages
@testable import Reports

/// The transcript in one line.
struct OneLineTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let facts = page.facts.map { "\($0.label): \($0.value)" }
    let parts = [page.mark, page.title, page.banner.headline].compactMap(\.self) + facts
    return parts.joined(separator: "; ") + "\n"
  }
}

/// The page “A report” of CONTRIBUTING.md, carried out.
@Suite("A report of one's own")
struct ReportTests {
  @Test(
    "arranges the sentences of the page",
    arguments: [
      (nil, "Session p; 1 certificate removed.; Server: FE01\n"),
      ("PRACTICE", "PRACTICE; Session p; 1 certificate removed.; Server: FE01\n"),
    ])
  func arranges(mark: String?, text: String) {
    let page = TranscriptPage(
      language: "en", title: "Session p", mark: mark,
      banner: TranscriptPage.Banner(tone: .good, word: "Done", headline: "1 certificate removed."),
      facts: [TranscriptPage.Field(label: "Server", value: "FE01")])
    #expect(OneLineTranscript().text(page) == text)
  }
}
