// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

// `-seconds` writes the seconds after the time of day, with three decimals: `3/30/2021 10:30 55.000s`, as
// observed in a genuine listing. `-gmt` shows Greenwich time; that it appends GMT is general knowledge, not
// observed. Without that mark, the date is read as one on the server's clock: then even the noted certificate
// does not match, and nothing can be deleted.

/// A date as written by certutil.
enum CertutilDate {
  /// The date with its seconds moved into the time of day.
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

  /// Whether a text contains the numbers of a date and time, in any language: at least four groups of digits,
  /// and not the octets of a hash.
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
