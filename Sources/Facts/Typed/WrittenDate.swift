// SPDX-License-Identifier: GPL-3.0-or-later

/// A date as a Windows dialog or certutil wrote it, and what it can mean.
///
/// The form depends on the server's locale and is not known here. `03/04/2011` means two days; both are kept.
/// Understood are digits, the month names of seven languages and the signs of Chinese, Japanese and Korean. A date in
/// other words, of another calendar, with a year of two digits or with a word at its time of day that may be a
/// “p.m.” keeps no meaning and is compared as written.
public struct WrittenDate: Hashable, Sendable {
  /// The text in one line, invisible characters gone.
  public let text: String
  /// What it can mean on the clock that was read; empty when it could not be read.
  public let meanings: [Meaning]
  /// Whether a time of day was written, and whether with seconds.
  public let precision: Precision
  /// How far that clock is ahead of UTC where the text says so itself (`Z`, `GMT`, `+01:00`), in minutes; else it
  /// is the server's.
  public let statedOffsetMinutes: Int?
  /// The numbers outside the time of day, as written, without leading zeros.
  let dayNumbers: [Substring]
  /// The time of day in seconds, where nothing beside it may change what it means.
  let secondOfDay: Int?

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

  /// Whether no time of day was written, not even one that cannot be read: `3/1/2011`, `1 March 2011`.
  public var lacksTimeOfDay: Bool {
    !text.contains(":") && text.split { !$0.isNumber }.count <= 3
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
}

// MARK: - Days

extension WrittenDate {
  private typealias Day = (year: Int, month: Int, day: Int)

  /// The years in which certificates begin. Other numbers are years of another calendar (2554 and 1432 are 2011
  /// for Thai and Arabic clocks), or two digits, which may be year, month or day.
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

  /// `10.00.00`, as Danish and Finnish have it; `01.03.11` looks the same.
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
