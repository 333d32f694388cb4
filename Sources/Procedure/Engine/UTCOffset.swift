// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a clock is ahead of UTC, as Windows writes it: `+01:00`, `(UTC+05:30)`, `-8`, `UTC`.
public enum UTCOffset {
  /// - Returns: minutes, from -12:00 to +14:00; `nil` when the text is no such offset.
  public static func minutes(_ text: String) -> Int? {
    var rest = text.uppercased().filter { $0 != " " && $0 != "(" && $0 != ")" }
    for name in ["UTC", "GMT"] where rest.hasPrefix(name) { rest = String(rest.dropFirst(3)) }
    if rest.isEmpty || rest == "Z" { return text.contains(where: \.isLetter) ? 0 : nil }
    // A Windows page may write the minus sign U+2212.
    let sign = rest.hasPrefix("+") ? 1 : rest.hasPrefix("-") || rest.hasPrefix("\u{2212}") ? -1 : nil
    let digits = sign == nil ? rest : String(rest.dropFirst())
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard let hours = parts.first ?? nil, digits.allSatisfy({ $0.isNumber || $0 == ":" }) else { return nil }
    let minutes: Int
    switch parts.count {
    case 1 where digits.count <= 2: minutes = hours * 60
    case 1 where digits.count == 4: minutes = hours / 100 * 60 + hours % 100
    case 2: minutes = hours * 60 + (parts[1] ?? 60)
    default: return nil
    }
    guard (parts.last ?? 60) ?? 60 < (parts.count == 2 ? 60 : 10_000) else { return nil }
    let offset = (sign ?? 1) * minutes
    return (-12 * 60...14 * 60).contains(offset) ? offset : nil
  }

  /// `+01:00`.
  public static func text(_ minutes: Int) -> String {
    let size = abs(minutes)
    let two: (Int) -> String = { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(minutes < 0 ? "-" : "+")\(two(size / 60)):\(two(size % 60))"
  }
}
