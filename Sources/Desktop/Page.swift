// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings
import Texts

/// Lays out lists and values for a terminal of some width.
struct Page {
  /// In columns.
  let width: Int
  /// The number of columns that a text takes.
  let columns: (String) -> Int

  /// A list with columns, wrapped inside them; on a narrow terminal, one value under the other.
  ///
  /// - Parameters:
  ///   - headers: the names of the columns; the first two hold names and share the width that the others leave.
  ///   - rows: the values, one for each header.
  /// - Returns: the lines of the headers, and those of each row, to which a number can be added.
  func table(_ headers: [String], _ rows: [[String]]) -> [String] {
    let fixed = headers.indices.map { column in
      column < 2 ? 0 : max(widestWord(headers[column]), rows.map { columns($0[column]) }.max() ?? 0)
    }
    let names = (width - 4 - fixed.reduce(0, +) - Self.gap * (headers.count - 1)) / 2
    guard names >= Self.leastName else { return stacked(headers, rows) }
    let widths = fixed.enumerated().map { $0.offset < 2 ? names : $0.element }
    return grid(headers, widths, mark: "    ")
      + [String(repeating: "─", count: width)]
      + rows.enumerated().flatMap { grid($0.element, widths, mark: mark("\($0.offset + 1)")) }
  }

  /// The least width of a column of names, in columns: shorter ones break inside words.
  private static let leastName = 14
  /// Blanks between two columns.
  private static let gap = 2

  private func stacked(_ headers: [String], _ rows: [[String]]) -> [String] {
    rows.enumerated().flatMap { number, row in
      zip(headers, row).enumerated().flatMap { column, cell in
        let label = column == 0 ? mark("\(number + 1)") : "    "
        return wrapped("\(cell.0): \(cell.1)", first: label, others: "      ")
      }
    }
  }

  /// A certification path, a name under the one above it.
  func tree(_ names: [String]) -> [String] {
    names.enumerated().flatMap { depth, name in
      wrapped(String(repeating: " ", count: depth * 2) + (depth == 0 ? "" : "└ ") + name)
    }
  }

  private func mark(_ key: String) -> String {
    String(repeating: " ", count: max(0, 2 - key.count)) + key + "  "
  }

  /// A choice: its number or letter, and its label beside it. A path of clicks breaks between them.
  func keyed(_ key: String, _ label: String) -> [String] {
    let clicks = label.parts(between: " > ").map {
      columns("\($0) >") <= width - 4 ? String($0).tied : String($0)
    }
    return wrapped(clicks.joined(separator: "\u{A0}> "), first: mark(key), others: "    ").map(\.untied)
  }

  private func grid(_ cells: [String], _ widths: [Int], mark: String) -> [String] {
    let wrapped = zip(cells, widths).map { lines($0, $1) }
    return (0..<(wrapped.map(\.count).max() ?? 0)).map { line in
      let texts = zip(wrapped, widths).map { padded($0.indices.contains(line) ? $0[line] : "", $1) }
      let text =
        (line == 0 ? mark : "    ") + texts.joined(separator: String(repeating: " ", count: Self.gap))
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  private func widestWord(_ text: String) -> Int {
    text.split(separator: " ").map { columns(String($0)) }.max() ?? 0
  }

  /// Named values: the names on the left if that leaves room, otherwise each on a line of its own.
  func values(_ values: [(name: String, lines: [String])]) -> [String] {
    let left = (values.map { columns($0.name) }.max() ?? 0) + Self.gap
    return values.flatMap { name, lines in
      guard left * 5 / 2 <= width else {
        return [name] + lines.flatMap { wrapped($0, first: "  ", others: "  ") }
      }
      let indent = String(repeating: " ", count: left)
      return lines.enumerated().flatMap {
        wrapped($0.element, first: $0.offset == 0 ? padded(name, left) : indent, others: indent)
      }
    }
  }

  func wrapped(_ text: String) -> [String] { wrapped(text, first: "", others: "") }

  private func wrapped(_ text: String, first: String, others: String) -> [String] {
    lines(text, width - max(columns(first), columns(others))).enumerated().map {
      ($0.offset == 0 ? first : others) + $0.element
    }
  }

  /// Breaks at blanks, and inside a word only if it is wider than a line. Blanks at the beginning stay.
  private func lines(_ text: String, _ width: Int) -> [String] {
    guard columns(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let joined =
        line.isEmpty && lines.isEmpty && word.isEmpty ? " " : line.isEmpty ? String(word) : "\(line) \(word)"
      if columns(joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for letter in word {
        if columns(line + String(letter)) > width {
          lines.append(line)
          line = ""
        }
        line.append(letter)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
