// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Reports

/// The transcript in one line.
struct OneLineTranscript: TranscriptLayout {
  func text(_ page: TranscriptPage) -> String {
    let fields = page.summary.map { "\($0.label): \($0.value)" }
    return ([page.mark, page.title].compactMap(\.self) + fields).joined(separator: "; ") + "\n"
  }
}

/// The page “A report” of CONTRIBUTING.md, carried out.
@Suite("A report of one's own")
struct ReportTests {
  @Test(
    "arranges the sentences of the page",
    arguments: [(nil, "Session p; Server: FE01\n"), ("PRACTICE", "PRACTICE; Session p; Server: FE01\n")])
  func arranges(mark: String?, text: String) {
    let page = TranscriptPage(
      language: "en", title: "Session p", mark: mark,
      summary: [TranscriptPage.Field(label: "Server", value: "FE01")], path: [], entries: [], lines: [],
      headings: (summary: "", path: "", entries: "", steps: "", time: ""), head: "")
    #expect(OneLineTranscript().text(page) == text)
  }
}
