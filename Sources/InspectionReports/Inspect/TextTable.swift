// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// Rows in aligned columns of a terminal. Where the terminal is narrow, the columns that may be narrower are, and
/// their cells continue on the next line; nothing is ever cut off.
struct TextTable {
  struct Column {
    let title: String
    /// What separates the parts of a cell that are on one line.
    let glue: String
    let shape: Shape

    init(_ title: String, glue: String = " ", _ shape: Shape) {
      self.title = title
      self.glue = glue
      self.shape = shape
    }
  }

  /// How a column may become narrower.
  enum Shape {
    /// It may not.
    case fixed
    /// Numbers, which may not either, aligned at their last digits.
    case number
    /// A long number without spaces: half of it on each line.
    case halved
    /// Each part of a cell on its own line.
    case stacked
    /// Broken between words.
    case words
  }

  /// A cell's parts, one line each if the column is narrow.
  typealias Cell = [String]

  /// Between two columns.
  private static let gap = 2
  /// A column with free text is never wider, so that one long name does not push the others out of sight.
  private static let most = 40
  /// A longer word is broken. A date with its time has 20 characters, and is one word.
  private static let longestWord = 20

  let columns: [Column]
  private let widths: [Int]
  private let width: (String) -> Int

  /// - Parameters:
  ///   - columns: narrowed in the order stacked, halved, words, as far as needed.
  ///   - limit: the terminal's width in columns; `nil` for any width.
  ///   - width: returns the number of terminal columns that a text takes.
  /// - Returns: `nil` if the table does not fit.
  init?(_ columns: [Column], _ rows: [[Cell]], limit: Int?, width: @escaping (String) -> Int) {
    self.columns = columns
    self.width = width
    var widths: [Int] = []
    var least: [Int] = []
    for (index, column) in columns.enumerated() {
      let measured = Measure(column, rows.lazy.map { $0[index] }, width)
      widths.append(measured.natural)
      least.append(measured.least)
    }
    var excess = limit.map { widths.reduce(0, +) + Self.gap * (columns.count - 1) - $0 } ?? 0
    for index in Self.order(columns) where excess > 0 {
      let cut = widths[index] - least[index]
      let taken = columns[index].shape == .words ? min(cut, excess) : cut
      widths[index] -= taken
      excess -= taken
    }
    guard excess <= 0 else { return nil }
    self.widths = widths
  }

  private static func order(_ columns: [Column]) -> [Int] {
    [Shape.stacked, .halved, .words].flatMap { shape in
      columns.indices.filter { columns[$0].shape == shape }
    }
  }

  /// The line with the titles; more than one where a title is broken.
  var head: [String] { lines(columns.map { [$0.title] }) }

  /// The lines of a row.
  func lines(_ row: [Cell]) -> [String] {
    let cells = row.indices.map { broken(row[$0], columns[$0], widths[$0]) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      var text = ""
      var used = 0
      var start = 0
      for index in cells.indices {
        if line < cells[index].count, !cells[index][line].isEmpty {
          let cell = cells[index][line]
          let taken = width(cell)
          let blank = columns[index].shape == .number ? widths[index] - taken : 0
          text += String(repeating: " ", count: start - used + max(0, blank)) + cell
          used = start + max(0, blank) + taken
        }
        start += widths[index] + Self.gap
      }
      return text
    }
  }

  private func broken(_ cell: Cell, _ column: Column, _ room: Int) -> [String] {
    let whole = cell.count == 1 ? cell[0] : cell.joined(separator: column.glue)
    if width(whole) <= room { return [whole] }
    return cell.flatMap { Self.broken($0, room, width) }
  }
}

// MARK: - Measuring

extension TextTable {
  private struct Measure {
    var natural: Int
    var least: Int

    init(_ column: Column, _ cells: some Sequence<Cell>, _ width: (String) -> Int) {
      natural = width(column.title)
      least = Self.longestWord(column.title, width)
      let glue = width(column.glue)
      for cell in cells {
        var whole = glue * max(0, cell.count - 1)
        for part in cell {
          let taken = width(part)
          whole += taken
          if taken <= least { continue }
          switch column.shape {
          case .fixed, .number: least = taken
          case .stacked, .words: least = max(least, Self.longestWord(part, width))
          // Whole octets, two digits each.
          case .halved:
            least = max(least, min(taken, TextTable.most) / 2 + min(taken, TextTable.most) / 2 % 2)
          }
        }
        natural = max(natural, whole)
      }
      switch column.shape {
      case .fixed, .number, .stacked: break
      case .halved, .words: natural = max(least, min(natural, TextTable.most))
      }
    }

    private static func longestWord(_ text: String, _ width: (String) -> Int) -> Int {
      min(text.split(separator: " ").map { width(String($0)) }.max() ?? 0, TextTable.longestWord)
    }
  }
}

// MARK: - Breaking

extension TextTable {
  /// A text in lines of at most `room` columns, broken between words, and inside of words that are wider.
  private static func broken(_ text: String, _ room: Int, _ width: (String) -> Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let taken = width(String(word))
      if used > 0, used + 1 + taken <= room {
        line += " " + word
        used += 1 + taken
        continue
      }
      if used > 0 { lines.append(line) }
      let parts = parts(of: word, room, width)
      lines += parts.dropLast()
      line = parts.last ?? ""
      used = width(line)
    }
    return used > 0 || lines.isEmpty ? lines + [line] : lines
  }

  /// A word in parts of at most `room` columns; a wide character on a page of one column is left whole.
  private static func parts(of word: Substring, _ room: Int, _ width: (String) -> Int) -> [String] {
    guard width(String(word)) > room else { return [String(word)] }
    var parts: [String] = []
    var part = ""
    var used = 0
    for character in word {
      let taken = width(String(character))
      if used + taken > room, !part.isEmpty {
        parts.append(part)
        (part, used) = ("", 0)
      }
      part.append(character)
      used += taken
    }
    return parts + [part]
  }
}
