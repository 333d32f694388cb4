// SPDX-License-Identifier: GPL-3.0-or-later

import Paths

/// Makes text harmless before it is shown: a certificate's name may contain anything, including characters
/// that move the cursor, change the reading direction or hide letters. They are shown as readable escapes.
public enum SafeText {
  /// How an unsafe scalar is written.
  public enum Escape: Sendable {
    /// `\u{202E}`, for people.
    case braces
    /// `\u202E`, which is also valid in a JSON string.
    case json
  }

  /// The text with every unsafe scalar escaped. Line feeds are kept.
  public static func harmless(_ text: String, escape: Escape = .braces) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var harmless = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        harmless += written(scalar, escape)
      } else {
        harmless.unicodeScalars.append(scalar)
      }
    }
    return harmless
  }

  /// The same for text that must not start a new line, such as a command-line argument.
  public static func harmlessLine(_ text: String) -> String {
    harmless(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\u{A}")
  }

  /// Whether a scalar moves, reverses or hides something, or has no generally known meaning.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x20...0x7E: return false
    // C0, DEL, C1.
    case 0x00...0x1F, 0x7F...0x9F: return true
    // The soft hyphen, zero widths and joiners, direction marks and controls, line and paragraph separators,
    // invisible operators, the byte order mark, interlinear annotation.
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
      return true
    // Letters without a visible form.
    case 0x115F...0x1160, 0x3164, 0xFFA0: return true
    // Tags.
    case 0xE0000...0xE007F: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .unassigned, .privateUse, .surrogate: return true
    default: return false
    }
  }

  private static func written(_ scalar: Unicode.Scalar, _ escape: Escape) -> String {
    switch escape {
    // An octet of a path that is not UTF-8.
    case .braces where PathText.octet(of: scalar) != nil:
      "\\x" + hexadecimal(UInt32(PathText.octet(of: scalar) ?? 0), atLeast: 2)
    case .braces: "\\u{" + hexadecimal(scalar.value, atLeast: 1) + "}"
    case .json: String(scalar).utf16.map { "\\u" + hexadecimal(UInt32($0), atLeast: 4) }.joined()
    }
  }

  private static func hexadecimal(_ value: UInt32, atLeast count: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
