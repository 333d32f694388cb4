// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure

/// Values as the server's own windows write them, so that they can be held against the screen.
enum WindowsText {
  /// A moment on a clock that is `offsetMinutes` ahead of UTC, in the long form that an English Details tab uses:
  /// `Tuesday, March 1, 2011 11:00:00 AM`.
  static func longDate(_ instant: Instant, offsetMinutes: Int) -> String {
    guard let time = instant.civilTime(offsetMinutes: offsetMinutes) else { return instant.description }
    let days = Int((Double(instant.secondsSince1970 + offsetMinutes * 60) / 86_400).rounded(.down))
    // 1970-01-01 was a Thursday.
    let weekday = weekdays[((days + 4) % 7 + 7) % 7]
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    let clock = "\(hour):\(two(time.minute)):\(two(time.second)) \(time.hour < 12 ? "AM" : "PM")"
    return "\(weekday), \(months[time.month - 1]) \(time.day), \(time.year) \(clock)"
  }

  /// `3/1/2031`, as the list's column of expiry shows it.
  static func shortDate(_ instant: Instant, offsetMinutes: Int) -> String {
    guard let time = instant.civilTime(offsetMinutes: offsetMinutes) else { return instant.description }
    return "\(time.month)/\(time.day)/\(time.year)"
  }

  /// Valid from, exact or as it was written.
  static func validFrom(_ validFrom: ValidFrom, offsetMinutes: Int?) -> String {
    switch validFrom {
    case .exact(let instant): longDate(instant, offsetMinutes: offsetMinutes ?? 0)
    case .written(let date): date.text
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
}
