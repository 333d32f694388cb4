// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment in whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
  public let secondsSince1970: Int

  public init(secondsSince1970: Int) { self.secondsSince1970 = secondsSince1970 }

  public static func < (one: Instant, other: Instant) -> Bool {
    one.secondsSince1970 < other.secondsSince1970
  }

  public func adding(seconds: Int) -> Instant {
    Instant(secondsSince1970: secondsSince1970 + seconds)
  }
}

/// A date and a time of day on some clock, in the proleptic Gregorian calendar.
public struct CivilTime: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int

  /// - Returns: `nil` unless every part is in range; the day is checked against the month.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilTime.days(inMonth: month, of: year),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Instant {
  /// The moment at which a clock `offsetMinutes` ahead of UTC shows `time`.
  public init(_ time: CivilTime, offsetMinutes: Int = 0) {
    // Years are counted from March, so that the leap day is the last day of its year.
    let year = time.month > 2 ? time.year : time.year - 1
    let monthsSinceMarch = (time.month + 9) % 12
    let days =
      365 * year + year / 4 - year / 100 + year / 400 + (153 * monthsSinceMarch + 2) / 5 + time.day - 1
      - 719_468
    self.init(
      secondsSince1970: days * 86_400 + time.hour * 3600 + time.minute * 60 + time.second - offsetMinutes * 60
    )
  }

  /// The time that a clock `offsetMinutes` ahead of UTC shows at this moment.
  public func civilTime(offsetMinutes: Int = 0) -> CivilTime? {
    let seconds = secondsSince1970 + offsetMinutes * 60
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthsSinceMarch = (5 * dayOfYear + 2) / 153
    let month = monthsSinceMarch < 10 ? monthsSinceMarch + 3 : monthsSinceMarch - 9
    return CivilTime(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthsSinceMarch + 2) / 5 + 1,
      hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
  }

  /// Reads a UTCTime or a GeneralizedTime as found in certificates.
  ///
  /// Accepts missing seconds, a fraction of a second in a GeneralizedTime (ignored), and a numeric offset
  /// instead of `Z`. RFC 5280 forbids all three, but real certificates have them, and one of them must not
  /// make a whole store unreadable. A UTCTime year below 50 is in this century (RFC 5280 § 4.1.2.5.1).
  public init?(x509Time text: ArraySlice<UInt8>, tag: UInt8) { self.init(x509Time: text.span, tag: tag) }

  init?(x509Time text: Span<UInt8>, tag: UInt8) {
    var count = 0
    while count < text.count, (0x30...0x39).contains(text[count]) { count += 1 }
    func two(_ index: Int) -> Int { (Int(text[index]) - 0x30) * 10 + Int(text[index + 1]) - 0x30 }
    let year: Int
    switch tag {
    case DERReader.Tag.utcTime:
      guard count == 12 || count == 10 else { return nil }
      year = two(0) + (two(0) < 50 ? 2000 : 1900)
    case DERReader.Tag.generalizedTime:
      guard count == 14 || count == 12 else { return nil }
      year = two(0) * 100 + two(2)
    default:
      return nil
    }
    let fraction =
      tag == DERReader.Tag.generalizedTime && count == 14 ? Self.fractionSize(text, at: count) : 0
    let rest = tag == DERReader.Tag.utcTime ? 2 : 4
    guard
      let time = CivilTime(
        year: year, month: two(rest), day: two(rest + 2), hour: two(rest + 4), minute: two(rest + 6),
        second: count == rest + 10 ? two(rest + 8) : 0),
      let offset = Instant.offsetMinutes(text.extracting(droppingFirst: count + fraction))
    else { return nil }
    self.init(time, offsetMinutes: offset)
  }

  /// The number of octets in a point or comma and the digits after it; 0 if there are none.
  ///
  /// Source: ITU-T X.680 § 46.2.
  private static func fractionSize(_ text: Span<UInt8>, at start: Int) -> Int {
    guard start < text.count, text[start] == 0x2E || text[start] == 0x2C else { return 0 }
    var end = start + 1
    while end < text.count, (0x30...0x39).contains(text[end]) { end += 1 }
    return end > start + 1 ? end - start : 0
  }

  /// - Parameter zone: `Z`, or a sign and four digits.
  private static func offsetMinutes(_ zone: Span<UInt8>) -> Int? {
    if zone.count == 1, zone[0] == 0x5A { return 0 }
    guard zone.count == 5, zone[0] == 0x2B || zone[0] == 0x2D else { return nil }
    var number = 0
    for index in 1..<5 {
      guard (0x30...0x39).contains(zone[index]) else { return nil }
      number = number * 10 + Int(zone[index]) - 0x30
    }
    let (hours, minutes) = number.quotientAndRemainder(dividingBy: 100)
    guard hours < 24, minutes < 60 else { return nil }
    return (zone[0] == 0x2B ? 1 : -1) * (hours * 60 + minutes)
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC with seconds, such as `2011-03-01T10:00:00Z`.
  public var description: String { "\(text(offsetMinutes: 0, separator: "T"))Z" }

  /// The time on a clock `offsetMinutes` ahead of UTC, such as `2011-03-01 11:00:00`.
  public func text(offsetMinutes: Int, separator: String = " ") -> String {
    guard let time = civilTime(offsetMinutes: offsetMinutes) else { return "@\(secondsSince1970)" }
    func padded(_ number: Int, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(time.year, 4))-\(padded(time.month))-\(padded(time.day))\(separator)"
      + "\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))"
  }

  /// Reads only what `description` writes.
  public init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[19] == 0x5A else { return nil }
    for (index, separator) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] {
      guard bytes[index] == Array(separator.utf8)[0] else { return nil }
    }
    let compact = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<20].flatMap { bytes[$0] }
    self.init(x509Time: compact[...], tag: DERReader.Tag.generalizedTime)
  }
}
