// SPDX-License-Identifier: GPL-3.0-or-later

/// Text in a drawing, where nothing wraps.
enum DrawnText {
  /// The text, cut off with an ellipsis where it is wider than the place for it.
  ///
  /// - Parameters:
  ///   - room: in units of the drawing.
  ///   - fontSize: in the same units.
  ///   - isBold: whether the letters are bold, and so up to a tenth wider.
  static func fitted(_ text: String, width room: Double, fontSize: Double, isBold: Bool = false) -> String {
    let limit = room / fontSize / (isBold ? 1 : 0.9)
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

  /// An upper estimate of the width, in ems: which font draws it is not known; few are wider than DejaVu Sans
  /// Bold, whose widths these are.
  static func width(_ text: String) -> Double { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case " ", "·", ",", ".", ":", ";", "'", "!", "|", "/", "(", ")", "i", "j", "l": 0.4
    case "m", "w", "M", "W", "…": 1.05
    case "A"..."Z": 0.78
    default: isWide(scalar) ? 1.02 : 0.69
    }
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
