// SPDX-License-Identifier: GPL-3.0-or-later

/// Thumbprints as PowerShell lists them, among property names, store names, table headers and braces.
public struct ThumbprintList: Hashable, Sendable {
  public enum Refusal: Error, Hashable, Sendable {
    /// It contains no thumbprint, or this piece looks like one but is not.
    case notThumbprint(String)
    /// PowerShell shows only the first values of a property with many, followed by dots.
    case cutOff
  }

  /// In order of appearance, without duplicates.
  public let thumbprints: [Thumbprint]

  /// - Throws: a refusal, rather than returning an incomplete list.
  public init(pasted text: String) throws(Refusal) {
    let lines = PastedText.lines(text)
    if lines.contains(where: Self.isCutOff) { throw .cutOff }
    var found: [Thumbprint] = []
    for line in lines {
      for one in try Self.read(line) where !found.contains(one) { found.append(one) }
    }
    if found.isEmpty { throw .notThumbprint(PastedText.line(text)) }
    thumbprints = found
  }

  /// How a console shows that it left something out.
  private static func isCutOff(_ line: String) -> Bool {
    line.contains("…") || line.indices.contains { line[$0...].hasPrefix("...") }
  }

  private static func read(_ line: String) throws(Refusal) -> [Thumbprint] {
    // Pairs of digits separated by blanks, as the Details tab shows a thumbprint.
    if let only = Thumbprint(pasted: line) { return [only] }
    var found: [Thumbprint] = []
    // Names of properties and stores contain no digits; a partial thumbprint does.
    for word in line.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    where word.contains(where: \.isNumber) {
      guard let one = Thumbprint(pasted: String(word)) else { throw .notThumbprint(String(word)) }
      found.append(one)
    }
    return found
  }
}
