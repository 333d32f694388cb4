// SPDX-License-Identifier: GPL-3.0-or-later

/// “Valid from” of a certificate: known exactly from its DER, or as a dialog wrote it.
public enum ValidFrom: Hashable, Sendable {
  case exact(Instant)
  case written(WrittenDate)
  /// The certificate is there, and its date cannot be read: nothing follows from it, not even when two certificates
  /// have the same octets there.
  case unreadable
}

/// How two “Valid from” stand to one another.
public enum ValidFromRelation: Hashable, Sendable {
  case same
  /// The same but for one hour: Windows converts with the offset of today, not with that of the date, so that
  /// a summer date read in winter is an hour off.
  ///
  /// Source: arithmetic on a genuine French certutil listing of a root whose DER is known.
  case sameButOneHour
  case different
  /// Written in ways that cannot be compared, or not to be read; nothing follows from it.
  case unclear

  public var isSame: Bool { self == .same || self == .sameButOneHour }

  /// - Parameter offsetMinutes: how far the server's clock is ahead of UTC; `nil` when nobody said. It matters only
  ///   between a written and an exact date, and between two dates of which one states its own offset.
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

  /// Typed text is compared as written; the same date in another spelling is the same as well.
  private static func compare(_ one: WrittenDate, with other: WrittenDate, offsetMinutes: Int?) -> Self {
    if one.text.lowercased() == other.text.lowercased() { return .same }
    let isOneForm = one.shape == other.shape
    if one.meanings.isEmpty && other.meanings.isEmpty {
      // Only numbers tell here: a word may be the same word with a slip in it.
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
        // One form most often means one locale. That the day comes first here and the month there is no evidence
        // that the dates are the same, but they cannot be called different either.
        let isOneOrder = mine.order == theirs.order || mine.order == .fixed || theirs.order == .fixed
        return isOneForm && !isOneOrder && found.isSame ? .unclear : found
      }
    }
    return mostCareful(relations)
  }

  /// What holds when a text has several meanings: dates are different only when all their meanings are, and when
  /// there is a meaning at all.
  private static func mostCareful(_ relations: [Self]) -> Self {
    let order: [Self] = [.same, .sameButOneHour, .unclear, .different]
    return order.first { relations.contains($0) } ?? .unclear
  }

  /// Two readings of clocks, each cut off at what it does not show.
  private static func relation(
    _ one: Instant, _ precision: WrittenDate.Precision,
    _ other: Instant, _ otherPrecision: WrittenDate.Precision
  ) -> Self {
    guard precision <= otherPrecision else { return relation(other, otherPrecision, one, precision) }
    let difference = one.secondsSince1970 - other.secondsSince1970
    let unit = precision.unitSeconds
    let hour = 3600
    if precision == .day {
      // Nobody knows the time of day, and an hour more or less may have made it the next day.
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
