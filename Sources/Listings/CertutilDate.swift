// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// `-seconds` writes the seconds behind the time of day with three decimals: `3/30/2021 10:30 55.000s`; seen so in a
// genuine listing. `-gmt` shows Greenwich time; that it writes GMT behind it is general knowledge, not seen. Without
// that mark the date is taken for one of the server's clock: then not even the noted certificate agrees with
// it, and nothing can be deleted.

/// A date as certutil writes it.
enum CertutilDate {
  /// The date with its seconds put where a clock has them.
  static func read(_ text: String) -> WrittenDate {
    var words = text.split(separator: " ")
    if let seconds = words.lastIndex(where: isSeconds),
      let clock = words[..<seconds].lastIndex(where: isHoursAndMinutes)
    {
      let digits = words[seconds].prefix { $0.isNumber }
      words.remove(at: seconds)
      words[clock] += ":\(digits.count == 1 ? "0" : "")\(digits)"
    }
    return WrittenDate(words.joined(separator: " "))
  }

  /// Whether a text has the numbers of a day and an hour, in any language: four groups of digits or more, and not
  /// the octets of a hash.
  static func looksLike(_ text: String) -> Bool {
    let groups = text.split { !$0.isNumber }
    guard groups.count >= 4, groups.count <= 12 else { return false }
    return !text.allSatisfy { $0.isHexDigit || $0 == " " }
  }

  /// `55.000s`
  private static func isSeconds(_ word: Substring) -> Bool {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 4, parts[1].last == "s" else {
      return false
    }
    return (parts[0] + parts[1].dropLast()).allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isHoursAndMinutes(_ word: Substring) -> Bool {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { (1...2).contains($0.count) && Int($0) != nil }
  }
}
