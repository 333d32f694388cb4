// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@testable import Words

@Suite("The comparison of two certificates")
struct ComparisonTableTests {
  static let table = ComparisonTable(
    notedTitle: "noted:", entryTitle: "here:",
    rows: [
      ComparisonTable.Row(
        label: "Subject", noted: ["CN = Root", "O = Contoso"], entry: ["CN = Root"], result: "≠ different",
        isDifferent: true),
      ComparisonTable.Row(
        label: "Serial number", noted: ["1a 2b"], entry: ["1a 3b"], result: "≠ one digit", isDifferent: true,
        marksDifferences: true),
      ComparisonTable.Row(label: "Key", noted: [], entry: [], result: "= the same key", isDifferent: false),
    ])

  @Test("stands beside each other where there is room")
  func wide() {
    #expect(
      Self.table.lines(width: 80, columns: \.count).map(\.text) == [
        "               noted:        here:",
        "Subject        CN = Root     CN = Root",
        "               O = Contoso",
        "               ≠ different",
        "Serial number  1a 2b         1a 3b",
        "                                ^",
        "               ≠ one digit",
        "Key            = the same key",
      ])
  }

  @Test("stands one under the other where there is none")
  func narrow() {
    #expect(
      Self.table.lines(width: 37, columns: \.count).map(\.text) == [
        "Subject",
        "  noted: CN = Root",
        "         O = Contoso",
        "  here:  CN = Root",
        "  ≠ different",
        "Serial number",
        "  noted: 1a 2b",
        "  here:  1a 3b",
        "            ^",
        "  ≠ one digit",
        "Key",
        "  = the same key",
      ])
    #expect(Self.table.lines(width: 38, columns: \.count).first?.text.contains("here:") == true)
  }

  @Test("a number that is too wide is shown in parts, each with its marks")
  func parts() {
    let row = ComparisonTable.Row(
      label: "Serial number", noted: ["1a 2b 3c 4d 5e"], entry: ["1a 2b 3c 4d 5f"], result: "≠",
      isDifferent: true, marksDifferences: true)
    let table = ComparisonTable(notedTitle: "noted:", entryTitle: "here:", rows: [row])
    #expect(
      table.lines(width: 14, columns: \.count).map(\.text) == [
        "Serial number", "  noted:", "    1a 2b 3c", "    4d 5e", "  here:", "    1a 2b 3c", "    4d 5f",
        "        ^", "  ≠",
      ])
  }

  @Test("warns where it differs, and only there")
  func tones() {
    for width in [20, 80] {
      let warnings = Self.table.lines(width: width, columns: \.count).filter { $0.tone == .difference }.map(
        \.text.trimmed)
      #expect(warnings == ["≠ different", "≠ one digit"])
    }
  }

  @Test("marks nothing where one value is longer")
  func lengths() {
    let row = ComparisonTable.Row(
      label: "Serial number", noted: ["1a 2b"], entry: ["1a 2b 3c"], result: "≠", isDifferent: true,
      marksDifferences: true)
    let table = ComparisonTable(notedTitle: "a", entryTitle: "b", rows: [row])
    #expect(!table.lines(width: 80, columns: \.count).contains { $0.text.contains("^") })
  }

  @Test("keeps its columns with wide characters")
  func wideCharacters() {
    let row = ComparisonTable.Row(
      label: "発行者", noted: ["証明"], entry: ["CA"], result: "≠", isDifferent: true)
    let table = ComparisonTable(notedTitle: "記録", entryTitle: "ここ", rows: [row])
    let lines = table.lines(width: 80) { $0.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }
    #expect(lines.map(\.text) == ["        記録   ここ", "発行者  証明   CA", "        ≠"])
  }
}
