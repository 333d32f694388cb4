// SPDX-License-Identifier: GPL-3.0-or-later

/// Lays text out in a given width; pure, knows no terminal.
///
/// Lines break at spaces, and before and after wide characters, whose languages put no spaces. Line feeds stay,
/// and so do the spaces a line begins with: its continuations hang under its first word, behind a list's marker.
/// A word is cut only when it is wider than the whole page.
public struct Page: Sendable {
  /// At least 1.
  public let widthColumns: Int
  private let columns: Columns

  public init(widthColumns: Int, columns: Columns) {
    self.widthColumns = max(1, widthColumns)
    self.columns = columns
  }

  /// The lines of a text, none wider than the page (but for a wide character on a page of one column).
  public func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap(wrap)
  }

  private func wrap(_ line: Substring) -> [String] {
    guard columns.count(line) > widthColumns else { return [String(line)] }
    let indent = line.prefix { $0 == " " }
    let rest = line.dropFirst(indent.count)
    // An indentation of more than half the page would leave no room to read in.
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

  /// The bullet or number, with its space, that a list's item begins with; empty when it begins with none.
  private func marker(of line: Substring) -> Substring {
    for bullet in ["• ", "* ", "- "] where line.hasPrefix(bullet) { return line.prefix(2) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count), line.dropFirst(digits.count).hasPrefix(". ") else { return "" }
    return line.prefix(digits.count + 2)
  }

  /// Cuts a line where it may be broken.
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
        // In its place: a copy for each character takes seconds for a name of 64 KB.
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

/// What must not be torn apart, and how many spaces stand in front of it.
private struct Piece {
  var gap: Int
  var characters: [(character: Character, width: Int)]

  var width: Int { characters.reduce(0) { $0 + $1.width } }
  var text: String { String(characters.map(\.character)) }

  /// Whether it ends with a bracket that opens: no line does.
  var isOpening: Bool { characters.last.map { neverEnds.contains($0.character) } ?? false }

  mutating func add(_ character: Character, _ width: Int) {
    characters.append((character, width))
  }
}

/// Punctuation that closes something; no line begins with it.
private let neverBegins = Set<Character>("。、，．：；！？」』）】〉》ー.,:;!?)")

/// Brackets that open something; no line ends with one.
private let neverEnds = Set<Character>("「『（【〈《“([")

/// The lines that one line of text becomes.
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
    // Too wide beside the indentation: it gets a line without one, and is cut only when that is too short too.
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
