// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

@testable import InspectionReports

@Suite("Tables of text")
struct TextTableTests {
  private static let columns = [
    TextTable.Column("", .fixed), TextTable.Column("Name", .words), TextTable.Column("Number", .halved),
    TextTable.Column("Dates", glue: " – ", .stacked), TextTable.Column("Count", .number),
  ]
  private static let rows: [[TextTable.Cell]] = [
    [["="], ["Contoso Root CA"], ["0123456789abcdef"], ["2011-03-01", "2031-03-01"], ["7"]],
    [["x"], ["東京 認証局"], ["2b"], ["2012-03-01", "2032-03-01"], ["120"]],
  ]

  private func lines(_ limit: Int?, _ rows: [[TextTable.Cell]] = rows) -> [String]? {
    TextTable(Self.columns, rows, limit: limit, width: Columns.ofTable.count).map { table in
      table.head + rows.flatMap(table.lines)
    }
  }

  @Test("are as wide as what is in them, where there is room")
  func wide() {
    let expected = [
      "   Name             Number            Dates                    Count",
      "=  Contoso Root CA  0123456789abcdef  2011-03-01 – 2031-03-01      7",
      "x  東京 認証局      2b                2012-03-01 – 2032-03-01    120",
    ]
    #expect(lines(nil) == expected)
    #expect(lines(68) == expected)
  }

  @Test("break the dates first, then the number, then names between words")
  func narrow() {
    #expect(
      lines(55) == [
        "   Name             Number            Dates       Count",
        "=  Contoso Root CA  0123456789abcdef  2011-03-01      7",
        "                                      2031-03-01",
        "x  東京 認証局      2b                2012-03-01    120",
        "                                      2032-03-01",
      ])
    #expect(
      lines(40) == [
        "   Name      Number    Dates       Count",
        "=  Contoso   01234567  2011-03-01      7",
        "   Root CA   89abcdef  2031-03-01",
        "x  東京      2b        2012-03-01    120",
        "   認証局              2032-03-01",
      ])
  }

  @Test("do not fit below that, and never have a wider line")
  func limits() {
    #expect(lines(38) == nil)
    for limit in 39...80 {
      #expect(lines(limit)?.allSatisfy { Columns.ofTable.count($0) <= limit } == true, "\(limit)")
    }
  }

  @Test("break a name without spaces, and keep every letter of it")
  func longName() throws {
    let name = String(repeating: "Zertifizierungsstelle", count: 3000)
    let row: [TextTable.Cell] = [["="], [name], ["2b"], ["a", "b"], ["1"]]
    for limit in [nil, 60] as [Int?] {
      let shown = try #require(lines(limit, [row]))
      #expect(shown.allSatisfy { $0.count <= 80 })
      #expect(shown.joined().count { $0 == "Z" } == 3000)
    }
  }
}
