// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of an HTML page. In a narrow window, each cell is on a line of its own behind the title of its column.
public struct HTMLTable {
  public struct Cell {
    /// One below the other.
    let lines: [String]
    var tone: PageTone?
    var isDigits = false

    public init(_ lines: String..., tone: PageTone? = nil, isDigits: Bool = false) {
      self.lines = lines
      self.tone = tone
      self.isDigits = isDigits
    }
  }

  let titles: [String]
  let rows: [[Cell]]

  public init(titles: [String], rows: [[Cell]]) {
    self.titles = titles
    self.rows = rows
  }

  public var text: String {
    let heads = titles.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
    return """
      <table>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows.map(row).joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private func row(_ cells: [Cell]) -> String {
    "<tr>" + zip(titles, cells).map(cell).joined() + "</tr>"
  }

  private func cell(_ title: String, _ cell: Cell) -> String {
    let classes = [cell.tone?.rawValue, cell.isDigits ? "digits" : nil].compactMap(\.self)
    let list = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    let text = cell.lines.map(HTMLText.escaped).joined(separator: "<br>")
    return "<td data-head=\"\(HTMLText.escaped(title))\"\(list)>\(text)</td>"
  }
}
