// SPDX-License-Identifier: GPL-3.0-or-later

/// Ties the parts of one thing together, so that a line does not break inside it: a name, a serial number, a
/// date, a button. What is wider than a line is not tied.
///
/// One thing is what stands in quotation marks or is a `<placeholder>`; the pairs of digits of a serial number or
/// thumbprint; what no-break spaces hold together, as `Wording` does with values; and a number with the word
/// before it, such as “step 4”.
struct Ties {
  /// U+00A0.
  static let blank: Character = "\u{A0}"

  private let widthColumns: Int

  init(upTo widthColumns: Int) {
    self.widthColumns = widthColumns
  }

  func joined(_ pieces: [Piece]) -> [Piece] {
    var joined: [Piece] = []
    var rest = pieces[...]
    while !rest.isEmpty {
      let counts = [quotationCount, pairCount, tiedCount, numberCount].lazy.map { $0(rest) }
      let run = rest.prefix(counts.first { $0 > 1 } ?? 1)
      // One after the other: a run is never looked at twice, however long it is.
      joined += whole(run).map { [$0] } ?? Array(run)
      rest = rest.dropFirst(run.count)
    }
    return joined
  }

  /// - Returns: `nil` if it is wider than a line.
  private func whole(_ run: ArraySlice<Piece>) -> Piece? {
    guard var whole = run.first, width(of: run) <= widthColumns else { return nil }
    for piece in run.dropFirst() { whole.characters += piece.gap.map { ($0, 1) } + piece.characters }
    return whole
  }

  private func width(of run: ArraySlice<Piece>) -> Int {
    var width = -(run.first?.gap.count ?? 0)
    for piece in run where width <= widthColumns { width += piece.gap.count + piece.width }
    return width
  }
}

// MARK: - The pieces of one thing at the start

extension Ties {
  /// From an opening quotation mark to the closing one; 0 if there is none, or not on this line.
  private func quotationCount(_ pieces: ArraySlice<Piece>) -> Int {
    guard let first = pieces.first,
      let opening = first.characters.lastIndex(where: { quotationMarks[$0.character] != nil }),
      let closing = quotationMarks[first.characters[opening].character],
      !first.characters[(opening + 1)...].contains(where: { closing.contains($0.character) })
    else { return 0 }
    var (count, width) = (1, first.width)
    for piece in pieces.dropFirst() {
      count += 1
      width += piece.gap.count + piece.width
      if width > widthColumns { return 0 }
      if piece.characters.contains(where: { closing.contains($0.character) }) { return count }
    }
    return 0
  }

  /// Pairs of hexadecimal digits, each a single space after the one before. A bracket may precede the first, and
  /// punctuation may follow the last; an ellipsis stands for pairs that are left out. Fewer than three are words.
  private func pairCount(_ pieces: ArraySlice<Piece>) -> Int {
    if let first = pieces.first, first.text.drop(while: neverEnds.contains) == "…" {
      let rest = pairCount(pieces.dropFirst())
      return rest > 0 ? rest + 1 : 0
    }
    var count = 0
    for piece in pieces {
      let digits = piece.characters.drop { count == 0 && neverEnds.contains($0.character) }
      guard count == 0 || piece.gap.count == 1, digits.count >= 2,
        digits.prefix(2).allSatisfy(\.character.isHexDigit),
        !digits.dropFirst(2).contains(where: { $0.character.isLetter || $0.character.isNumber })
      else { break }
      count += 1
      if digits.count > 2 { break }
    }
    return count > 2 ? count : 0
  }

  /// What no-break spaces hold together.
  private func tiedCount(_ pieces: ArraySlice<Piece>) -> Int {
    1 + pieces.dropFirst().prefix { $0.gap.contains(Self.blank) }.count
  }

  /// A word and the numbers behind it. In languages without spaces, where a word begins is not known.
  private func numberCount(_ pieces: ArraySlice<Piece>) -> Int {
    var count = 1
    while let before = pieces.dropFirst(count - 1).first, let piece = pieces.dropFirst(count).first,
      !before.endsClause, before.characters.last?.width == 1, piece.gap == " ", piece.isNumber,
      pairCount(pieces.dropFirst(count).prefix(3)) == 0
    {
      count += 1
    }
    return count
  }
}

extension Piece {
  /// Digits as in “47067”, “R2” or “4/12”, and perhaps punctuation.
  fileprivate var isNumber: Bool {
    var digits = characters.map(\.character)[...]
    while let last = digits.last, !last.isNumber, last.isPunctuation { digits.removeLast() }
    if digits.count > 1, digits.first?.isUppercase == true { digits.removeFirst() }
    return !digits.isEmpty && digits.count <= 12 && digits.first?.isASCII == true
      && digits.allSatisfy { $0.isNumber || ".,/–-".contains($0) }
  }

  /// Whether what follows is something else.
  fileprivate var endsClause: Bool { characters.last.map { ".,:;!?·…=".contains($0.character) } ?? false }
}

/// What opens a quotation, and what closes it in one of the languages.
private let quotationMarks: [Character: Set<Character>] = [
  "<": [">"], "“": ["”"], "„": ["“", "”"], "«": ["»"], "‘": ["’"], "「": ["」"], "『": ["』"], "《": ["》"],
]
