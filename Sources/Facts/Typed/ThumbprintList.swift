// SPDX-License-Identifier: GPL-3.0-or-later

/// Thumbprints as PowerShell lists them, with whatever else stands beside them: names of properties and stores, table
/// heads, braces.
public struct ThumbprintList: Hashable, Sendable {
  public enum Refusal: Error, Hashable, Sendable {
    /// Nothing in it is a thumbprint, or this piece of it looks like one and is none.
    case notThumbprint(String)
    /// PowerShell shows only the first values of a property that has many, and then dots.
    case cutOff
  }

  /// In the order in which they stand, each once.
  public let thumbprints: [Thumbprint]

  /// - Throws: a refusal rather than a list with a thumbprint missing.
  public init(pasted text: String) throws(Refusal) {
    let lines = PastedText.lines(text)
    if lines.contains(where: { $0.contains("...") || $0.contains("…") }) { throw .cutOff }
    var found: [Thumbprint] = []
    for line in lines {
      for one in try Self.read(line) where !found.contains(one) { found.append(one) }
    }
    if found.isEmpty { throw .notThumbprint(PastedText.line(text)) }
    thumbprints = found
  }

  private static func read(_ line: String) throws(Refusal) -> [Thumbprint] {
    // Pairs of digits with blanks between them, as the Details tab shows a thumbprint.
    if let only = Thumbprint(pasted: line) { return [only] }
    var found: [Thumbprint] = []
    // No name of a property or of a store has a digit in it; half a thumbprint has.
    for word in line.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    where word.contains(where: \.isNumber) {
      guard let one = Thumbprint(pasted: String(word)) else { throw .notThumbprint(String(word)) }
      found.append(one)
    }
    return found
  }
}
