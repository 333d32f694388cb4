// SPDX-License-Identifier: GPL-3.0-or-later

/// The offset of a clock from UTC, as Windows writes it: `+01:00`, `(UTC+05:30)`, `-8`, `UTC`.
public enum UTCOffset {
  /// - Returns: minutes, from -12:00 to +14:00; `nil` when the text is not such an offset. An offset without
  ///   a sign counts as ahead of UTC.
  public static func minutes(_ text: String) -> Int? { read(text)?.minutes }

  /// The minutes of an offset without a sign that would be valid with either sign: `8` may mean -8 or +8.
  /// `nil` for every other text.
  public static func unsignedMinutes(_ text: String) -> Int? {
    guard let found = read(text), !found.isSigned, found.minutes != 0,
      ServerClock.offsets.contains(-found.minutes)
    else { return nil }
    return found.minutes
  }

  private static func read(_ text: String) -> (minutes: Int, isSigned: Bool)? {
    // The Windows clock settings show places after the offset: “(UTC+01:00) Amsterdam, Berlin”.
    let text = text.hasPrefix("(") ? text.prefix { $0 != ")" }.dropFirst() : text[...]
    var rest = text.uppercased().filter { $0 != " " }
    for name in ["UTC", "GMT"] where rest.hasPrefix(name) { rest = String(rest.dropFirst(3)) }
    if rest.isEmpty || rest == "Z" { return text.contains(where: \.isLetter) ? (0, true) : nil }
    // A Windows page may use the minus sign U+2212.
    let sign = rest.hasPrefix("+") ? 1 : rest.hasPrefix("-") || rest.hasPrefix("\u{2212}") ? -1 : nil
    let parts = (sign == nil ? rest : String(rest.dropFirst()))
      .split(separator: ":", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
    // The digits are counted before parsing, so no number is too large for an Int.
    let hours: Substring
    var minute: Substring = "0"
    switch parts.map(\.utf8.count) {
    case [1], [2]: hours = parts[0]
    case [1, 2], [2, 2]: (hours, minute) = (parts[0], parts[1])
    case [4]: (hours, minute) = (parts[0].prefix(2), parts[0].suffix(2))
    default: return nil
    }
    guard let hours = Int(hours), let minute = Int(minute), minute < 60 else { return nil }
    let minutes = hours * 60 + minute
    let offset = (sign ?? 1) * minutes
    return ServerClock.offsets.contains(offset) ? (offset, sign != nil) : nil
  }

  /// `+01:00`.
  public static func text(_ minutes: Int) -> String {
    let size = abs(minutes)
    let two: (Int) -> String = { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(minutes < 0 ? "-" : "+")\(two(size / 60)):\(two(size % 60))"
  }
}
