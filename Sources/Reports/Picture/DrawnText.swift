// SPDX-License-Identifier: GPL-3.0-or-later

/// Text in a drawing, where nothing wraps.
enum DrawnText {
  /// The text, cut off with an ellipsis where it is wider than the place for it.
  ///
  /// - Parameters:
  ///   - room: in units of the drawing.
  ///   - fontSize: in the same units.
  static func fitted(_ text: String, width room: Double, fontSize: Double) -> String {
    let limit = room / fontSize
    guard width(text) > limit else { return text }
    var fitted = ""
    var used = width("…")
    for character in text {
      used += width(String(character))
      if used > limit { break }
      fitted.append(character)
    }
    return fitted + "…"
  }

  /// An upper estimate of the width, in ems: which font draws it is not known, and most letters of a bold sans
  /// serif are narrower.
  static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 0.58 : isWide($1) ? 1.02 : 0.7) }
  }

  /// Source: Unicode Standard Annex #11, the blocks with East Asian Width W or F.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
