// SPDX-License-Identifier: GPL-3.0-or-later

/// The “Valid from” of a certificate: known exactly from its DER, or as a dialog wrote it.
public enum ValidFrom: Hashable, Sendable {
  case exact(Instant)
  case written(WrittenDate)
  /// The certificate is available, but its date cannot be read. Nothing follows from it, not even when two
  /// certificates have the same octets there.
  case unreadable
}

/// How two “Valid from” values compare.
public enum ValidFromRelation: Hashable, Sendable {
  case same
  /// The same except for one hour: Windows converts with today's offset instead of the date's, so a summer
  /// date read in winter is off by one hour.
  ///
  /// Source: arithmetic on a genuine French certutil listing of a root whose DER is known.
  case sameButOneHour
  case different
  /// At least one cannot be read, or the forms cannot be compared. Nothing follows from it.
  case unclear

  public var isSame: Bool { self == .same || self == .sameButOneHour }

  /// - Parameter offsetMinutes: how far the server's clock is ahead of UTC; `nil` when unknown. Only needed
  ///   between a written and an exact date, and between two dates of which only one states its offset.
  public init(_ one: ValidFrom, _ other: ValidFrom, offsetMinutes: Int?) {
    switch (one, other) {
    case (.exact(let first), .exact(let second)):
      self = first == second ? .same : .different
    case (.exact(let exact), .written(let written)), (.written(let written), .exact(let exact)):
      self = Self.compare(written, with: exact, offsetMinutes: offsetMinutes)
    case (.written(let first), .written(let second)):
      self = Self.compare(first, with: second, offsetMinutes: offsetMinutes)
    case (.unreadable, _), (_, .unreadable):
      self = .unclear
    }
  }

  private static func compare(_ written: WrittenDate, with exact: Instant, offsetMinutes: Int?) -> Self {
    guard let offsetMinutes = written.statedOffsetMinutes ?? offsetMinutes else { return .unclear }
    let shown = exact.adding(seconds: offsetMinutes * 60)
    let relations = written.meanings.map {
      relation(Instant($0.time), written.precision, shown, .second)
    }
    return mostCareful(relations)
  }

  /// Compares typed texts as written; the same date in another notation is also the same.
  private static func compare(_ one: WrittenDate, with other: WrittenDate, offsetMinutes: Int?) -> Self {
    if one.text.lowercased() == other.text.lowercased() { return .same }
    let isOneForm = one.shape == other.shape
    if one.meanings.isEmpty && other.meanings.isEmpty {
      // Only numbers count here: words that differ may be the same word with a typing error.
      return isOneForm && !LooseDate(one).canBe(LooseDate(other)) ? .different : .unclear
    }
    let isOneClock = one.statedOffsetMinutes == other.statedOffsetMinutes
    guard let first = isOneClock ? 0 : one.statedOffsetMinutes ?? offsetMinutes,
      let second = isOneClock ? 0 : other.statedOffsetMinutes ?? offsetMinutes
    else { return .unclear }
    let relations = one.meanings.flatMap { mine in
      other.meanings.map { theirs in
        let found = relation(
          Instant(mine.time, offsetMinutes: first), one.precision,
          Instant(theirs.time, offsetMinutes: second), other.precision)
        // The same form usually means the same locale. Day first in one and month first in the other is no
        // evidence that the dates are the same, but they cannot be called different either.
        let isOneOrder = mine.order == theirs.order || mine.order == .fixed || theirs.order == .fixed
        return isOneForm && !isOneOrder && found.isSame ? .unclear : found
      }
    }
    return mostCareful(relations)
  }

  /// The relation of texts with several meanings: dates are different only if they have meanings and all of
  /// these differ.
  private static func mostCareful(_ relations: [Self]) -> Self {
    let order: [Self] = [.same, .sameButOneHour, .unclear, .different]
    return order.first { relations.contains($0) } ?? .unclear
  }

  /// Compares two clock readings, each truncated to its precision.
  private static func relation(
    _ one: Instant, _ precision: WrittenDate.Precision,
    _ other: Instant, _ otherPrecision: WrittenDate.Precision
  ) -> Self {
    guard precision <= otherPrecision else { return relation(other, otherPrecision, one, precision) }
    let difference = one.secondsSince1970 - other.secondsSince1970
    let unit = precision.unitSeconds
    let hour = 3600
    if precision == .day {
      // The time of day is unknown, and a one-hour shift may have moved the date to the next day.
      let isNear =
        otherPrecision == .day
        ? abs(difference) < 2 * unit : difference <= hour && difference > -(unit + hour)
      return isNear ? .unclear : .different
    }
    func isWithin(_ seconds: Int) -> Bool { seconds <= 0 && seconds > -unit }
    if isWithin(difference) { return .same }
    return isWithin(difference - hour) || isWithin(difference + hour) ? .sameButOneHour : .different
  }
}
