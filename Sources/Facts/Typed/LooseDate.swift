// SPDX-License-Identifier: GPL-3.0-or-later

/// A date with unknown meaning: its numbers, each of which may be the year, the month or the day, in any
/// calendar.
///
/// It can never show that two dates are the same, only that they cannot be.
struct LooseDate {
  private struct Day {
    let year: Int
    /// `nil` when the month is a word.
    let month: Int?
    let day: Int
  }

  /// Every interpretation of the numbers; empty when they cannot be a date.
  private let days: [Day]
  private let secondOfDay: Int?

  init(_ date: WrittenDate) {
    let numbers = date.dayNumbers.map { $0.isEmpty ? 0 : Int($0) }
    secondOfDay = date.secondOfDay
    switch (numbers.count, numbers.compactMap(\.self)) {
    case (2, let two) where two.count == 2:
      days = [Day(year: two[0], month: nil, day: two[1]), Day(year: two[1], month: nil, day: two[0])]
        .filter(Self.isPossible)
    case (3, let three) where three.count == 3:
      let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
      days = orders.map { Day(year: three[$0[0]], month: three[$0[1]], day: three[$0[2]]) }
        .filter(Self.isPossible)
    default:
      days = []
    }
  }

  /// Some calendars have a thirteenth month; none has a month with more than 32 days.
  private static func isPossible(_ day: Day) -> Bool {
    (1...32).contains(day.day) && day.month.map { (1...13).contains($0) } ?? true
  }

  /// Whether the two may be the same date: in another order, or read an hour earlier or later.
  func canBe(_ other: LooseDate) -> Bool {
    if days.isEmpty || other.days.isEmpty { return true }
    return days.contains { mine in
      other.days.contains { theirs in
        Self.isSame(mine, theirs)
          || isHourOverMidnight(other) && (Self.follows(mine, theirs) || Self.follows(theirs, mine))
      }
    }
  }

  private static func isSame(_ one: Day, _ other: Day) -> Bool {
    one.year == other.year && one.month == other.month && one.day == other.day
  }

  /// Whether the times of day of two consecutive days can be an hour apart.
  private func isHourOverMidnight(_ other: LooseDate) -> Bool {
    guard let mine = secondOfDay, let theirs = other.secondOfDay else { return true }
    // Minutes and seconds may be truncated.
    return 86_400 - abs(mine - theirs) <= 3660
  }

  /// Whether one day may directly follow another, in a calendar whose months have at least 28 days.
  private static func follows(_ next: Day, _ day: Day) -> Bool {
    let isNextYear = next.year == day.year + 1 || next.year == 0 && day.year == 99
    if next.day == day.day + 1 { return next.year == day.year && next.month == day.month }
    guard next.day == 1, day.day >= 28 else { return false }
    guard let month = day.month, let nextMonth = next.month else {
      return next.year == day.year || isNextYear
    }
    return next.year == day.year && nextMonth == month + 1 || isNextYear && nextMonth == 1 && month >= 12
  }
}
