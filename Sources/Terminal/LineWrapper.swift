// SPDX-License-Identifier: GPL-3.0-or-later

/// Wraps text to a given width; pure and independent of a terminal.
///
/// Lines break at spaces, and before and after wide characters, because languages with wide characters do not
/// use spaces. Line feeds and leading spaces are kept; continuation lines are indented to the first word,
/// after a list marker. A word is only split when it is wider than the page.
public struct LineWrapper: Sendable {
  /// At least 1.
  public let widthColumns: Int
  private let columns: Columns

  public init(widthColumns: Int, columns: Columns) {
    self.widthColumns = max(1, widthColumns)
    self.columns = columns
  }

  /// The lines of a text, none wider than the page (except for a wide character on a page with one column).
  public func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap(wrap)
  }

  private func wrap(_ line: Substring) -> [String] {
    guard columns.count(line) > widthColumns else { return [String(line)] }
    let indent = line.prefix { $0 == " " }
    let rest = line.dropFirst(indent.count)
    // An indentation of more than half the page would leave too little room.
    let (first, hang) = usable(indent: indent.count, marker: columns.count(marker(of: rest)))
    var block = Block(widthColumns: widthColumns, indent: first, hang: hang)
    for piece in pieces(of: rest) { block.place(piece) }
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
    var gap = 0
    var mayJoin = false
    for character in line {
      if character == " " {
        gap += 1
        continue
      }
      let width = columns.count(character)
      let isWide = width >= 2
      let last = pieces.count - 1
      if gap == 0, last >= 0,
        neverBegins.contains(character) || pieces[last].isOpening || (mayJoin && !isWide)
      {
        // In place: a copy for each character would take seconds for a name of 64 KB.
        pieces[last].add(character, width)
      } else {
        pieces.append(Piece(gap: gap, characters: [(character, width)]))
      }
      gap = 0
      mayJoin = !isWide
    }
    return pieces
  }
}

/// A part that must not be split, with the number of spaces before it.
private struct Piece {
  var gap: Int
  var characters: [(character: Character, width: Int)]

  var width: Int { characters.reduce(0) { $0 + $1.width } }
  var text: String { String(characters.map(\.character)) }

  /// Whether it ends with an opening bracket, which must not end a line.
  var isOpening: Bool { characters.last.map { neverEnds.contains($0.character) } ?? false }

  mutating func add(_ character: Character, _ width: Int) {
    characters.append((character, width))
  }
}

/// Closing punctuation, which must not start a line.
private let neverBegins = Set<Character>("。、，．：；！？」』）】〉》ー.,:;!?)")

/// Opening brackets, which must not end a line.
private let neverEnds = Set<Character>("「『（【〈《“([")

/// Collects the lines made from one line of text.
private struct Block {
  let widthColumns: Int
  let hang: Int
  private var done: [String] = []
  private var current: String
  private var used: Int
  private var isBlank = true

  init(widthColumns: Int, indent: Int, hang: Int) {
    self.widthColumns = widthColumns
    self.hang = hang
    current = String(repeating: " ", count: indent)
    used = indent
  }

  mutating func place(_ piece: Piece) {
    let gap = isBlank ? 0 : piece.gap
    if used + gap + piece.width <= widthColumns {
      append(String(repeating: " ", count: gap) + piece.text, gap + piece.width)
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
    for (character, width) in piece.characters {
      if !isBlank, used + width > widthColumns { breakLine(indent: 0) }
      append(String(character), width)
    }
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
