// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline

/// The number of terminal columns that a text takes.
public struct Columns: Sendable {
  private let width: @Sendable (Unicode.Scalar) -> Int

  /// Counts like the C library in the current locale; call `setlocale` first. Readline counts the same way.
  static let ofLocale = Columns { scalar in
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    return max(0, Int(wcwidth(wchar_t(scalar.value))))
  }

  /// Counts by Unicode properties and a short table, the same everywhere; for the C locale and for tests.
  public static let ofTable = Columns { scalar in
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  public func count(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  public func count(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + width($1) }
  }
}

/// The large blocks that Unicode calls wide or full-width.
/// Source: Unicode Standard Annex #11, EastAsianWidth.txt 15.0, rounded to whole blocks.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
  0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
  0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
  0x20000...0x3FFFD,
]
