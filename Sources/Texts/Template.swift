// SPDX-License-Identifier: GPL-3.0-or-later

// The rules for placeholders in a text: `{name}` and `{label.name}`, where a name is an ASCII letter followed
// by letters, digits and dots. Any other brace is an ordinary character. Inserted values are not parsed
// again, so a certificate called `{x}` stays `{x}`.

/// A text split at its placeholders.
struct Template: Sendable {
  enum Piece: Equatable, Sendable {
    case literal(Substring)
    /// The text between the braces.
    case placeholder(Substring)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    var literalStart = rest.startIndex
    while let opening = rest.firstIndex(of: "{") {
      let inside = rest.index(after: opening)
      guard let closing = Self.end(ofNameIn: rest, from: inside) else {
        rest = rest[inside...]
        continue
      }
      if literalStart < opening { pieces.append(.literal(text[literalStart..<opening])) }
      pieces.append(.placeholder(rest[inside..<closing]))
      rest = rest[rest.index(after: closing)...]
      literalStart = rest.startIndex
    }
    if literalStart < text.endIndex { pieces.append(.literal(text[literalStart...])) }
    self.pieces = pieces
  }

  /// The names of the placeholders, in text order.
  var placeholders: [Substring] {
    pieces.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
  }

  /// The text with every placeholder replaced; those without a value stay as written.
  func filled(_ value: (Substring) -> String?) -> String {
    var filled = ""
    for piece in pieces {
      switch piece {
      case .literal(let text): filled += text
      case .placeholder(let name): filled += value(name) ?? "{\(name)}"
      }
    }
    return filled
  }

  /// The position of the closing brace, if a well-formed name precedes it.
  private static func end(ofNameIn text: Substring, from start: Substring.Index) -> Substring.Index? {
    guard start < text.endIndex, text[start].isASCII, text[start].isLetter else { return nil }
    let end = text[start...].firstIndex { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }
    guard let end, text[end] == "}" else { return nil }
    return end
  }
}
