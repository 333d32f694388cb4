// SPDX-License-Identifier: GPL-3.0-or-later

/// “Valid from” of a certificate: known exactly from its DER, or as a dialog wrote it.
public enum ValidFrom: Hashable, Sendable {
  case exact(Instant)
  case written(WrittenDate)
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
  /// Written in ways that cannot be compared; nothing follows from it.
  case unclear

  public var isSame: Bool { self == .same || self == .sameButOneHour }

  /// - Parameter offsetMinutes: how far the server's clock is ahead of UTC; `nil` when nobody said. It matters only
  ///   between a written and an exact date.
  public init(_ one: ValidFrom, _ other: ValidFrom, offsetMinutes: Int?) {
    switch (one, other) {
    case (.exact(let first), .exact(let second)):
      self = first == second ? .same : .different
    case (.exact(let exact), .written(let written)), (.written(let written), .exact(let exact)):
      self = Self.compare(written, with: exact, offsetMinutes: offsetMinutes)
    case (.written(let first), .written(let second)):
      self = Self.compare(first, with: second)
    }
  }

  private static func compare(_ written: WrittenDate, with exact: Instant, offsetMinutes: Int?) -> Self {
    guard let offsetMinutes, !written.meanings.isEmpty else { return .unclear }
    let shown = exact.adding(seconds: offsetMinutes * 60)
    let differences = written.meanings.map { Instant($0.time).secondsSince1970 - shown.secondsSince1970 }
    // A dialog cuts off what it does not show; a date alone may also stand for the evening before or after.
    let unit = written.precision.unitSeconds
    if differences.contains(where: { $0 <= 0 && $0 > -unit }) { return .same }
    let hour = 3600
    if differences.contains(where: { $0 - hour <= 0 && $0 - hour > -unit || $0 + hour <= 0 && $0 + hour > -unit }) {
      return .sameButOneHour
    }
    return .different
  }

  /// Typed text is compared as written; the same date in another spelling is the same as well.
  private static func compare(_ one: WrittenDate, with other: WrittenDate) -> Self {
    if one.text.lowercased() == other.text.lowercased() { return .same }
    let isOneForm = one.shape == other.shape
    guard !one.meanings.isEmpty, !other.meanings.isEmpty else { return isOneForm ? .different : .unclear }
    let unit = one.precision == other.precision ? 1 : min(one.precision, other.precision).unitSeconds
    let agree = one.meanings.contains { first in
      other.meanings.contains { second in
        // One form means one locale: the day cannot come first here and the month there.
        let isConsistent =
          !isOneForm || first.order == second.order || first.order == .fixed || second.order == .fixed
        return isConsistent && Self.reduced(first.time, to: unit) == Self.reduced(second.time, to: unit)
      }
    }
    return agree ? .same : .different
  }

  /// Whole units since the epoch, cut downwards.
  private static func reduced(_ time: CivilTime, to unitSeconds: Int) -> Int {
    let seconds = Instant(time).secondsSince1970
    return (seconds - ((seconds % unitSeconds) + unitSeconds) % unitSeconds) / unitSeconds
  }
}
