// SPDX-License-Identifier: GPL-3.0-or-later

/// Two certificates field by field: side by side if the terminal is wide enough, otherwise one below the
/// other.
///
/// Every difference is described in words and marked with signs; color only repeats it.
public struct ComparisonTable: Sendable {
  public struct Row: Sendable {
    public let label: String
    let noted: [String]
    let entry: [String]
    /// The result of the comparison in words.
    public let result: String
    public let isDifferent: Bool
    /// Whether signs below the entry's value mark the differences.
    var marksDifferences = false

    init(
      label: String, noted: [String], entry: [String], result: String, isDifferent: Bool,
      marksDifferences: Bool = false
    ) {
      self.label = label
      self.noted = noted
      self.entry = entry
      self.result = result
      self.isDifferent = isDifferent
      self.marksDifferences = marksDifferences
    }
  }

  public let notedTitle: String
  public let entryTitle: String
  public let rows: [Row]

  /// - Parameters:
  ///   - width: the width of the terminal, in columns.
  ///   - columns: returns the number of columns that a text takes.
  public func lines(width: Int, columns: @escaping (String) -> Int) -> [TonedLine] {
    attributes(width: width, columns: columns).flatMap(\.self)
  }

  /// The same lines, those of each attribute together.
  public func attributes(width: Int, columns: @escaping (String) -> Int) -> [[TonedLine]] {
    let layout = Layout(self, columns)
    return layout.total <= width ? beside(layout) : under(columns, width)
  }
}

// MARK: - Side by side

extension ComparisonTable {
  private struct Layout {
    let label: Int
    let noted: Int
    let total: Int
    let columns: (String) -> Int

    init(_ table: ComparisonTable, _ columns: @escaping (String) -> Int) {
      func widest(_ texts: [String]) -> Int { texts.map(columns).max() ?? 0 }
      self.columns = columns
      label = widest(table.rows.map(\.label)) + 2
      noted = widest([table.notedTitle] + table.rows.flatMap(\.noted)) + 3
      total = label + noted + widest([table.entryTitle] + table.rows.flatMap(\.entry))
    }

    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - columns(text)))
    }
  }

  private func beside(_ layout: Layout) -> [[TonedLine]] {
    func line(_ label: String, _ noted: String, _ entry: String) -> String {
      (layout.padded(label, layout.label) + layout.padded(noted, layout.noted) + entry).trimmedAtEnd
    }
    return [[TonedLine(text: line("", notedTitle, entryTitle), tone: .quiet)]]
      + rows.map { row in
        var lines: [TonedLine] = []
        for index in 0..<max(row.noted.count, row.entry.count) {
          let noted = index < row.noted.count ? row.noted[index] : ""
          let entry = index < row.entry.count ? row.entry[index] : ""
          lines.append(TonedLine(text: line(index == 0 ? row.label : "", noted, entry), tone: .screen))
        }
        if let marks = row.marks { lines.append(TonedLine(text: line("", "", marks), tone: .screen)) }
        let label = row.noted.isEmpty ? row.label : ""
        return lines + [row.resultLine(line(label, row.result, ""))]
      }
  }
}

// MARK: - One below the other

extension ComparisonTable {
  private func under(_ columns: (String) -> Int, _ width: Int) -> [[TonedLine]] {
    let titles = max(columns(notedTitle), columns(entryTitle))
    func titled(_ title: String, _ values: [String]) -> [TonedLine] {
      values.enumerated().map { index, value in
        let head = index == 0 ? title : ""
        let blank = String(repeating: " ", count: titles - columns(head))
        return TonedLine(text: "  \(head)\(blank) \(value)", tone: .screen)
      }
    }
    return rows.map { row in
      var lines = [TonedLine(text: row.label, tone: .screen)]
      let widest = (row.noted + row.entry).map(columns).max() ?? 0
      if row.marksDifferences, titles + 3 + widest > width {
        return lines + inParts(row, width) + [row.resultLine("  \(row.result)")]
      }
      lines += titled(notedTitle, row.noted) + titled(entryTitle, row.entry)
      if let marks = row.marks { lines += titled("", [marks]) }
      return lines + [row.resultLine("  \(row.result)")]
    }
  }
}

extension ComparisonTable {
  /// A number that is too wide for its line, in parts of whole pairs, each with the marks of its own digits.
  private func inParts(_ row: Row, _ width: Int) -> [TonedLine] {
    let count = max(1, (width - 4) / 3) * 3
    func parts(_ text: String) -> [String] {
      stride(from: 0, to: text.count, by: count).map { String(text.dropFirst($0).prefix(count)).trimmedAtEnd }
    }
    let marks = parts(row.marks ?? "")
    let noted = row.noted.flatMap(parts).map { "    \($0)" }
    let entry = row.entry.flatMap(parts).enumerated().flatMap { index, part in
      let mark = marks.indices.contains(index) ? marks[index] : ""
      return ["    \(part)"] + (mark.isEmpty ? [] : ["    \(mark)"])
    }
    return (["  \(notedTitle)"] + noted + ["  \(entryTitle)"] + entry).map {
      TonedLine(text: $0, tone: .screen)
    }
  }
}

extension ComparisonTable.Row {
  fileprivate func resultLine(_ text: String) -> TonedLine {
    TonedLine(text: text, tone: isDifferent ? .difference : .screen)
  }

  /// `^` below each character of the entry's value that differs from the noted value; `nil` when nothing can
  /// be marked, for example when the lengths differ.
  fileprivate var marks: String? {
    guard marksDifferences, let noted = noted.first, let entry = entry.first, noted.count == entry.count
    else {
      return nil
    }
    return String(zip(noted, entry).map { $0 == $1 ? " " : "^" }).trimmedAtEnd
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
