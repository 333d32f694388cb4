// SPDX-License-Identifier: GPL-3.0-or-later

/// A date as a Windows dialog or certutil wrote it, and what it can mean.
///
/// The form depends on the server's locale and is not known here. `03/04/2011` means two days; both are kept.
/// Only digits and English month names are understood; a date in other words keeps no meaning and is compared as
/// written.
public struct WrittenDate: Hashable, Sendable {
  /// The text in one line, invisible characters gone.
  public let text: String
  /// What it can mean on the server's clock; empty when it could not be read.
  public let meanings: [Meaning]
  /// Whether a time of day was written, and whether with seconds.
  public let precision: Precision

  public struct Meaning: Hashable, Sendable {
    public let order: Order
    public let time: CivilTime
  }

  /// Which of two small numbers was taken for the month.
  public enum Order: Sendable {
    case monthFirst, dayFirst
    /// The text leaves no choice.
    case fixed
  }

  public enum Precision: Int, Comparable, Sendable {
    case day, minute, second

    public static func < (one: Precision, other: Precision) -> Bool { one.rawValue < other.rawValue }

    /// In seconds.
    public var unitSeconds: Int {
      switch self {
      case .day: 86_400
      case .minute: 60
      case .second: 1
      }
    }
  }

  public init(_ text: String) {
    self.text = PastedText.line(text)
    let words = Self.words(self.text)
    let clock = Self.clock(words)
    precision = clock?.precision ?? .day
    let time = clock ?? Clock(hour: 0, minute: 0, second: 0, precision: .day)
    let days = Self.days(words)
    meanings = days.compactMap { order, date in
      CivilTime(
        year: date.year, month: date.month, day: date.day, hour: time.hour, minute: time.minute,
        second: time.second
      ).map { Meaning(order: days.count == 1 ? .fixed : order, time: $0) }
    }
  }

  /// Whether the day and the month can be taken for each other.
  public var isAmbiguous: Bool { meanings.count > 1 }

  /// The text with every word and every number reduced to one sign: two dates that one program wrote in one locale
  /// have the same shape.
  public var shape: String {
    var shape = ""
    for character in text {
      let sign: Character = character.isNumber ? "9" : character.isLetter ? "a" : character
      if sign != shape.last || !(sign == "9" || sign == "a") { shape.append(sign) }
    }
    return shape
  }

  /// Words in lower case; a date or a time of day in digits stays one word.
  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { $0 == " " || $0 == "," }.flatMap(isoParts)
  }

  /// `2011-03-01t10:00:00z` is two words.
  private static func isoParts(_ word: Substring) -> [Substring] {
    guard word.contains(":"), word.contains("-"), let middle = word.firstIndex(of: "t") else { return [word] }
    return [word[..<middle], word[word.index(after: middle)...]]
  }
}

// MARK: - Days

extension WrittenDate {
  private typealias Day = (year: Int, month: Int, day: Int)

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private static func days(_ words: [Substring]) -> [(Order, Day)] {
    for word in words where !word.contains(":") {
      let numbers = word.split { $0 == "/" || $0 == "." || $0 == "-" }.map { Int($0) }
      if numbers.count == 3, let one = numbers[0], let two = numbers[1], let three = numbers[2] {
        return numeric(one, two, three)
      }
    }
    return inWords(words).map { [(.fixed, $0)] } ?? []
  }

  private static func numeric(_ one: Int, _ two: Int, _ three: Int) -> [(Order, Day)] {
    if one > 31 { return [(.fixed, (one, two, three))] }
    let year = three < 100 ? 2000 + three : three
    let candidates: [(Order, Day)] = [(.monthFirst, (year, one, two)), (.dayFirst, (year, two, one))]
    let real = candidates.filter { CivilTime(year: $1.year, month: $1.month, day: $1.day) != nil }
    return real.count == 2 && one == two ? [real[0]] : real
  }

  /// `Tuesday, March 1, 2011`, `1 March 2011`, `01-Mar-2011`.
  private static func inWords(_ words: [Substring]) -> Day? {
    let parts = words.filter { !$0.contains(":") }.flatMap { $0.split { $0 == "-" || $0 == "." } }
    guard
      let name = parts.first(where: { part in part.count >= 3 && months.contains { $0.hasPrefix(part) } }),
      let month = months.firstIndex(where: { $0.hasPrefix(name) })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard let year = numbers.first(where: { $0 > 31 }), let day = numbers.first(where: { (1...31).contains($0) })
    else { return nil }
    return (year, month + 1, day)
  }
}

// MARK: - Time of day

extension WrittenDate {
  private struct Clock {
    var hour: Int
    let minute: Int
    let second: Int
    let precision: Precision
  }

  private static func clock(_ words: [Substring]) -> Clock? {
    for (index, word) in words.enumerated() where word.contains(":") {
      let digits = word.prefix { $0.isNumber || $0 == ":" }
      let numbers = digits.split(separator: ":").compactMap { Int($0) }
      guard numbers.count == 2 || numbers.count == 3 else { return nil }
      var hour = numbers[0]
      let half = word[digits.endIndex...].isEmpty ? words.dropFirst(index + 1).first ?? "" : word[digits.endIndex...]
      if half.hasPrefix("p") && hour < 12 { hour += 12 }
      if half.hasPrefix("a") && hour == 12 { hour = 0 }
      return Clock(
        hour: hour, minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0,
        precision: numbers.count == 3 ? .second : .minute)
    }
    return nil
  }
}
