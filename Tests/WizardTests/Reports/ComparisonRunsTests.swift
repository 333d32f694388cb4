// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Words

@Suite("Marks in a comparison")
struct ComparisonRunsTests {
  private func row(_ noted: String, _ entry: String, isDifferent: Bool = true, marks: Bool = true)
    -> ComparisonTable.Row
  {
    ComparisonTable.Row(
      label: "x", noted: [noted], entry: [entry], result: "≠", isDifferent: isDifferent,
      marksDifferences: marks)
  }

  private func marked(_ runs: [ComparisonTable.Run]) -> String {
    runs.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined()
  }

  @Test("are at the digits that differ, on both sides")
  func digits() {
    let sides = row("1a 2b 3c", "1a 3b 4d").sides
    #expect(marked(sides.noted) == "1a [2]b [3c]")
    #expect(marked(sides.entry) == "1a [3]b [4d]")
  }

  @Test("are at the whole value where digits cannot be compared one by one")
  func whole() {
    #expect(marked(row("1a 2b", "1a 2b 3c").sides.entry) == "[1a 2b 3c]")
    #expect(marked(row("May 1", "May 2", marks: false).sides.entry) == "[May 2]")
  }

  @Test("are nowhere in what counts as the same")
  func same() {
    let sides = row("00 1a", "1a", isDifferent: false).sides
    #expect(marked(sides.noted) == "00 1a")
    #expect(marked(sides.entry) == "1a")
    #expect(row("", "", isDifferent: true).sides.noted.isEmpty)
  }
}
