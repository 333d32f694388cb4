// SPDX-License-Identifier: GPL-3.0-or-later

/// A date as written by a Windows dialog or certutil, with its possible meanings.
///
/// The form depends on the server's locale, which is unknown here. `03/04/2011` can mean two days; both are
/// kept. Supported are digits, the month names of seven languages and the Chinese, Japanese and Korean signs.
/// A date with other words, from another calendar, with a two-digit year, or with a word next to the time
/// that may mean “p.m.” has no meanings and is compared as written.
public struct WrittenDate: Hashable, Sendable {
  /// The text on one line, without invisible characters.
  public let text: String
  /// The possible meanings on the clock it was read from; empty when the text could not be interpreted.
  public let meanings: [Meaning]
  /// Whether a time of day was written, and whether it has seconds.
  public let precision: Precision
  /// How far that clock is ahead of UTC, in minutes, if the text states it (`Z`, `GMT`, `+01:00`); otherwise
  /// the server's clock applies.
  public let statedOffsetMinutes: Int?
  /// The numbers outside the time of day, as written, without leading zeros.
  let dayNumbers: [Substring]
  /// The time of day in seconds, if nothing next to it may change its meaning.
  let secondOfDay: Int?

  public struct Meaning: Hashable, Sendable {
    public let order: Order
    public let time: CivilTime
  }

  /// Which of two small numbers is taken as the month.
  public enum Order: Sendable {
    case monthFirst, dayFirst
    /// The text allows only one interpretation.
    case fixed
  }

  public enum Precision: Int, Comparable, Sendable {
    case day, minute, second

    public static func < (one: Precision, other: Precision) -> Bool { one.rawValue < other.rawValue }

    /// In seconds.
    var unitSeconds: Int {
      switch self {
      case .day: 86_400
      case .minute: 60
      case .second: 1
      }
    }
  }

  public init(_ text: String) {
    self.text = PastedText.line(text)
    let words = DateWords(self.text)
    precision = words.clock?.precision ?? .day
    statedOffsetMinutes = words.offsetMinutes
    secondOfDay =
      words.isClear ? words.clock.map { $0.hour * 3600 + $0.minute * 60 + $0.second } : nil
    dayNumbers = words.day.filter { !Self.looksLikeClock($0) }
      .flatMap { $0.split { !$0.isNumber } }.map { $0.drop { $0 == "0" } }
    let days = words.isClear ? Self.days(words.day) : []
    meanings = days.compactMap { order, date in
      CivilTime(
        year: date.year, month: date.month, day: date.day, hour: words.clock?.hour ?? 0,
        minute: words.clock?.minute ?? 0, second: words.clock?.second ?? 0
      ).map { Meaning(order: days.count == 1 ? .fixed : order, time: $0) }
    }
  }

  /// Whether the text has no time of day, not even an unreadable one: `3/1/2011`, `1 March 2011`.
  public var lacksTimeOfDay: Bool {
    !text.contains(":") && text.split { !$0.isNumber }.count <= 3
  }

  /// Whether day and month could be swapped.
  public var isAmbiguous: Bool { meanings.count > 1 }

  /// The text with every word and every number reduced to one sign: dates written by one program in one
  /// locale have the same shape.
  public var shape: String {
    var shape = ""
    for character in text {
      let sign: Character = character.isNumber ? "9" : character.isLetter ? "a" : character
      if sign != shape.last || !(sign == "9" || sign == "a") { shape.append(sign) }
    }
    return shape
  }
}

// MARK: - Days

extension WrittenDate {
  private typealias Day = (year: Int, month: Int, day: Int)

  /// The years in which certificates can begin. Other numbers are years of another calendar (2554 and 1432
  /// are 2011 in Thai and Arabic locales), or two digits, which may be year, month or day.
  ///
  /// Source: RFC 5280 § 4.1.2.5.1 for the earliest.
  private static let years = 1950...2149

  private static func days(_ words: [Substring]) -> [(Order, Day)] {
    let dated = words.filter { $0.contains(where: \.isNumber) }
    if dated.count == 1 {
      let numbers = parts(dated[0]).map(number)
      if numbers.count == 3, let one = numbers[0], let two = numbers[1], let three = numbers[2] {
        return numeric(one, two, three)
      }
    }
    return inWords(words.flatMap(parts)).map { [(.fixed, $0)] } ?? []
  }

  private static func parts(_ word: Substring) -> [Substring] {
    word.split { $0 == "/" || $0 == "." || $0 == "-" }
  }

  private static func number(_ part: Substring) -> Int? {
    part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
  }

  /// `10.00.00`, the Danish and Finnish form of a time; `01.03.11` looks the same.
  private static func looksLikeClock(_ word: Substring) -> Bool {
    let numbers = word.split(separator: ".")
    return numbers.count >= 2 && numbers.allSatisfy { $0.count <= 2 && number($0) != nil }
  }

  private static func numeric(_ one: Int, _ two: Int, _ three: Int) -> [(Order, Day)] {
    if years.contains(one) { return [(.fixed, (one, two, three))] }
    guard years.contains(three) else { return [] }
    let candidates: [(Order, Day)] = [(.monthFirst, (three, one, two)), (.dayFirst, (three, two, one))]
    let real = candidates.filter { CivilTime(year: $1.year, month: $1.month, day: $1.day) != nil }
    return real.count == 2 && one == two ? [real[0]] : real
  }

  /// `Tuesday, March 1, 2011`, `1 March 2011`, `01-Mar-2011`, `Dienstag, 1. März 2011`.
  private static func inWords(_ parts: [Substring]) -> Day? {
    let months = Set(parts.flatMap { MonthNames.months(of: $0) })
    let written = parts.filter { $0.contains(where: \.isNumber) }
    let numbers = written.compactMap(number)
    guard months.count == 1, let month = months.first, numbers.count == 2, written.count == 2,
      let year = numbers.first(where: years.contains), let day = numbers.first(where: { $0 <= 31 })
    else { return nil }
    return (year, month, day)
  }
}
