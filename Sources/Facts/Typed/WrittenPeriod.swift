// SPDX-License-Identifier: GPL-3.0-or-later

/// “Valid from” as typed, and “Valid to” if it was typed after it: `3/1/2011 10:00:00 AM – 3/1/2031 10:00:00 AM`,
/// on one line or on two.
public struct WrittenPeriod: Hashable, Sendable {
  public let from: WrittenDate
  public let to: WrittenDate?

  public init(_ text: String) {
    let line = PastedText.line(text)
    let words = line.split(separator: " ")
    // A sign may stand between the two; the words of a date never need one between blanks.
    for place in words.indices.dropFirst().dropLast()
    where Self.separators.contains(words[place].lowercased()) {
      let (first, second) = (
        words[..<place].joined(separator: " "), words[(place + 1)...].joined(separator: " ")
      )
      guard Self.isDate(first), Self.isDate(second) else { continue }
      (from, to) = (WrittenDate(first), WrittenDate(second))
      return
    }
    (from, to) = (WrittenDate(line), nil)
  }

  /// Day, month and year: two numbers at least, one of them with four digits.
  private static func isDate(_ text: String) -> Bool {
    let numbers = text.split { !$0.isNumber }
    return numbers.count >= 2 && numbers.contains { $0.count == 4 }
  }

  /// What Windows writes between the two dates on the tab General, in the languages of the catalogs.
  private static let separators: Set<String> = [
    "-", "–", "—", "→", "to", "bis", "au", "al", "hasta", "até", "a", "по", "до", "～", "至", "から", "부터",
  ]
}
