// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings
import Texts

/// Wraps text to a given width; pure and independent of a terminal.
///
/// Lines break at spaces, and before and after wide characters, because languages with wide characters do not
/// use spaces. Line feeds and leading spaces are kept; continuation lines are indented to the first word,
/// after a list marker. What is one thing (`Ties`) stays on one line if it fits there. A word is only split when
/// it is wider than the page; a file name then after one of its separators. A path that is wider is a line of its
/// own, which the terminal continues in its next row, so that it can be copied; in a drawing, it is split like a
/// file name.
public struct LineWrapper: Sendable {
  /// At least 1.
  public let widthColumns: Int
  private let columns: Columns
  private let splitsPaths: Bool

  public init(widthColumns: Int, columns: Columns) { self.init(widthColumns, columns, splitsPaths: false) }

  private init(_ widthColumns: Int, _ columns: Columns, splitsPaths: Bool) {
    self.widthColumns = max(1, widthColumns)
    self.columns = columns
    self.splitsPaths = splitsPaths
  }

  /// The lines of a text, none wider than the page (except for a wide character on a page with one column).
  public func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap(wrap)
  }

  /// The lines of a message. One that is indented is to be copied or compared as a whole, such as a command, a
  /// file name or a hash: it stays one line, without its indentation if it then fits, and otherwise the terminal
  /// continues it in its next row.
  public func message(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      guard line.hasPrefix("  "), columns.count(line) > widthColumns else { return wrap(line) }
      let plain = line.drop { $0 == " " }
      return [String(columns.count(plain) <= widthColumns ? plain : line)]
    }
  }

  /// The lines of a prompt's choices: as few as possible, and then as even as possible, so that none of them is left
  /// alone on the last.
  ///
  /// - Parameter line: the choices, with two spaces between them.
  public func balanced(_ line: String) -> [String] {
    let choices = line.parts(between: "  ").filter { !$0.isEmpty }.map {
      (text: String($0), width: columns.count($0))
    }
    guard choices.allSatisfy({ $0.width <= widthColumns }) else { return lines(of: line) }
    let fewest = filled(choices, upTo: widthColumns).count
    let widths = (choices.map(\.width).max() ?? 0)...widthColumns
    let enough = widths.first { filled(choices, upTo: $0).count == fewest } ?? widthColumns
    return filled(choices, upTo: enough)
  }

  private func filled(_ choices: [(text: String, width: Int)], upTo width: Int) -> [String] {
    var (lines, used): ([String], Int) = ([], 0)
    for choice in choices {
      if let last = lines.last, used + 2 + choice.width <= width {
        lines[lines.count - 1] = "\(last)  \(choice.text)"
        used += 2 + choice.width
      } else {
        lines.append(choice.text)
        used = choice.width
      }
    }
    return lines
  }

  /// The lines of a drawing or a table: too wide ones continue inside their frame, under their first word.
  public func drawing(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      guard columns.count(line) > widthColumns else { return [String(line)] }
      let frame = line.prefix { "│┌├└ ▸".contains($0) }
      // A frame of more than half the page would leave too little room.
      guard columns.count(frame) <= widthColumns / 2 else { return wrap(line) }
      let hang = String(frame.map { "│┌├".contains($0) ? "│" : " " })
      let rest = LineWrapper(widthColumns - columns.count(frame), columns, splitsPaths: true)
      return rest.lines(of: rest.tyingCells(line.dropFirst(frame.count))).enumerated().map { index, part in
        (index == 0 ? frame : hang[...]) + part.untied
      }
    }
  }

  /// What stands in one column of a drawing is one thing, if a line has room for it. Columns have a line between them,
  /// or several blanks.
  private func tyingCells(_ line: Substring) -> String {
    var (tied, cell) = ("", "")
    func finished(_ cell: String) -> String { columns.count(cell) <= widthColumns ? cell.tied : cell }
    let characters = Array(line)
    for (index, character) in characters.enumerated() {
      let besides = [index - 1, index + 1].filter(characters.indices.contains).map { characters[$0] }
      if character == " ", besides.count < 2 || besides.contains(where: { " │".contains($0) }) {
        tied += finished(cell) + " "
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return tied + finished(cell)
  }

  private func wrap(_ line: Substring) -> [String] {
    guard columns.count(line) > widthColumns else { return [String(line)] }
    let indent = line.prefix { $0 == " " }
    let rest = line.dropFirst(indent.count)
    // An indentation of more than half the page would leave too little room.
    let (first, hang) = usable(indent: indent.count, marker: columns.count(marker(of: rest)))
    var block = Block(widthColumns: widthColumns, indent: first, hang: hang, splitsPaths: splitsPaths)
    for piece in Ties(upTo: widthColumns - hang).joined(pieces(of: rest)) { block.place(piece) }
    return block.finished()
  }

  private func usable(indent: Int, marker: Int) -> (first: Int, hang: Int) {
    let half = widthColumns / 2
    if indent + marker <= half { return (indent, indent + marker) }
    return indent <= half ? (indent, indent) : (0, 0)
  }

  /// The bullet or number at the start of a list item, with its space; empty if there is none.
  private func marker(of line: Substring) -> Substring {
    for bullet in ["• ", "* ", "- "] where line.hasPrefix(bullet) { return line.prefix(2) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count), line.dropFirst(digits.count).hasPrefix(". ") else { return "" }
    return line.prefix(digits.count + 2)
  }

  /// Splits a line at its possible breaks.
  private func pieces(of line: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var gap = ""
    var mayJoin = false
    for character in line {
      if character == " " || character == Ties.blank {
        gap.append(character)
        continue
      }
      let width = columns.count(character)
      let isWide = width >= 2
      let last = pieces.count - 1
      if gap.isEmpty, last >= 0,
        neverBegins.contains(character) || pieces[last].isOpening || (mayJoin && !isWide)
      {
        // In place: a copy for each character would take seconds for a name of 64 KB.
        pieces[last].add(character, width)
      } else {
        pieces.append(Piece(gap: gap, characters: [(character, width)]))
      }
      gap = ""
      mayJoin = !isWide
    }
    return pieces
  }
}

/// A part that must not be split, with the blanks before it.
struct Piece {
  var gap: String
  var characters: [(character: Character, width: Int)]

  var width: Int { characters.reduce(0) { $0 + $1.width } }
  var text: String { String(characters.map(\.character)) }

  /// Whether it ends with an opening bracket, which must not end a line.
  var isOpening: Bool { characters.last.map { neverEnds.contains($0.character) } ?? false }

  /// Whether it has folders; with one separator, it may be two words.
  var isPath: Bool { characters.count { pathSeparators.contains($0.character) } > 1 }

  mutating func add(_ character: Character, _ width: Int) {
    characters.append((character, width))
  }
}

/// Closing punctuation, which must not start a line.
private let neverBegins = Set<Character>("。、，．：；！？」』）】〉》ー.,:;!?)")

private let pathSeparators = Set<Character>("/\\")
private let nameSeparators = Set<Character>("-_.,;=&+")

/// Opening brackets, which must not end a line.
let neverEnds = Set<Character>("「『（【〈《“([")

/// Collects the lines made from one line of text.
private struct Block {
  let widthColumns: Int
  let hang: Int
  let splitsPaths: Bool
  private var done: [String] = []
  private var current: String
  private var used: Int
  private var isBlank = true

  init(widthColumns: Int, indent: Int, hang: Int, splitsPaths: Bool) {
    self.widthColumns = widthColumns
    self.hang = hang
    self.splitsPaths = splitsPaths
    current = String(repeating: " ", count: indent)
    used = indent
  }

  mutating func place(_ piece: Piece) {
    let gap = isBlank ? "" : piece.gap
    if used + gap.count + piece.width <= widthColumns {
      append(gap + piece.text, gap.count + piece.width)
      return
    }
    if !isBlank { breakLine(indent: hang) }
    if used + piece.width <= widthColumns {
      append(piece.text, piece.width)
      return
    }
    // Too wide with the indentation: it gets a line without one, and is only split if that is still too
    // short.
    current = ""
    used = 0
    guard splitsPaths || !piece.isPath else {
      append(piece.text, piece.width)
      return
    }
    var rest = piece.characters[...]
    while !rest.isEmpty {
      if !isBlank { breakLine(indent: 0) }
      let part = rest.prefix(fitting(rest))
      append(String(part.map(\.character)), part.reduce(0) { $0 + $1.width })
      rest.removeFirst(part.count)
    }
  }

  /// The number of characters for the next line: up to the last separator, unless that is near
  /// its start.
  private func fitting(_ characters: ArraySlice<(character: Character, width: Int)>) -> Int {
    var width = 0
    let whole = characters.prefix { one in
      width += one.width
      return width <= widthColumns
    }
    guard whole.count < characters.count else { return whole.count }
    for separators in [pathSeparators, nameSeparators] {
      if let last = whole.lastIndex(where: { separators.contains($0.character) }) {
        let count = last - whole.startIndex + 1
        if count * 3 > whole.count { return count }
      }
    }
    return max(1, whole.count)
  }

  consuming func finished() -> [String] {
    if !isBlank { done.append(current) }
    return done.isEmpty ? [""] : done
  }

  private mutating func append(_ text: String, _ width: Int) {
    current += text
    used += width
    isBlank = false
  }

  private mutating func breakLine(indent: Int) {
    done.append(current)
    current = String(repeating: " ", count: indent)
    used = indent
    isBlank = true
  }
}
