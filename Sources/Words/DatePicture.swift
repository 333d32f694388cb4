// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// A date and time format in Windows notation: `dddd, d. MMMM yyyy HH:mm:ss`.
///
/// Text between two `'`, and everything that is not a letter of the notation, is literal.
///
/// Source: Microsoft Learn, “Day, Month, Year, and Era Format Pictures” and “Hour, Minute, and Second Format
/// Pictures”.
struct DatePicture {
  let picture: String
  /// January first, in the grammatical case used with a day.
  let months: [String]
  /// Sunday first.
  let weekdays: [String]
  /// The marks for morning and afternoon.
  let halves: [String]

  /// The moment on a clock `offsetMinutes` ahead of UTC; in ISO 8601 if it is out of the calendar's range.
  func text(_ instant: Instant, offsetMinutes: Int) -> String {
    guard let time = instant.civilTime(offsetMinutes: offsetMinutes) else { return instant.description }
    let days = Int((Double(instant.secondsSince1970 + offsetMinutes * 60) / 86_400).rounded(.down))
    // 1970-01-01 was a Thursday.
    let weekday = ((days + 4) % 7 + 7) % 7
    var text = ""
    var rest = Substring(picture)
    while let letter = rest.first {
      guard letter != "'" else {
        let literal = rest.dropFirst().prefix { $0 != "'" }
        text += literal
        rest = rest[literal.endIndex...].dropFirst()
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest[run.endIndex...]
      text += field(run, time, weekday) ?? String(run)
    }
    return text
  }

  /// - Returns: `nil` for anything that is not a field of the format.
  private func field(_ run: Substring, _ time: CivilTime, _ weekday: Int) -> String? {
    let width = run.count
    switch run.first {
    case "d" where width > 2: return weekdays.indices.contains(weekday) ? weekdays[weekday] : nil
    case "d": return number(time.day, width)
    case "M" where width > 2: return months.indices.contains(time.month - 1) ? months[time.month - 1] : nil
    case "M": return number(time.month, width)
    case "y": return number(time.year, width)
    case "H": return number(time.hour, width)
    case "h": return number(time.hour % 12 == 0 ? 12 : time.hour % 12, width)
    case "m": return number(time.minute, width)
    case "s": return number(time.second, width)
    case "t": return time.hour < 12 ? halves.first : halves.last
    default: return nil
    }
  }

  private func number(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
