// SPDX-License-Identifier: GPL-3.0-or-later

/// Removes what copying from a Windows dialog adds to a text.
public enum PastedText {
  /// Whether a character is invisible and has no meaning here: the Windows certificate dialog puts U+200E
  /// before serial number and thumbprint, and between the parts of long dates.
  ///
  /// Source: Microsoft KB 2023835 (U+200E in a copied thumbprint).
  public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F: true
    default: false
    }
  }

  /// Blanks, including wide and non-breaking ones.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      true
    default: false
    }
  }

  /// Blanks, and the colons, hyphens and commas between pairs of hexadecimal digits.
  static let hexadecimalPunctuation: @Sendable (Unicode.Scalar) -> Bool = {
    isBlank($0) || $0 == ":" || $0 == "-" || $0 == ","
  }

  /// Removes invisible characters and those that the caller does not want.
  static func clean(_ text: String, dropping unwanted: (Unicode.Scalar) -> Bool) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isInvisible(scalar) && !unwanted(scalar) {
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// Removes invisible characters only.
  public static func clean(_ text: String) -> String { clean(text) { _ in false } }

  /// One line: no invisible characters, one space for each run of blanks, none at the ends.
  public static func line(_ text: String) -> String {
    text.unicodeScalars.filter { !isInvisible($0) }
      .split(whereSeparator: isBlank).map { String(String.UnicodeScalarView($0)) }
      .joined(separator: " ")
  }

  /// The lines of a pasted text, each as from `line`, without empty ones.
  public static func lines(_ text: String) -> [String] {
    text.unicodeScalars.split { $0 == "\n" || $0 == "\r" || $0.value == 0x2028 || $0.value == 0x85 }
      .map { line(String(String.UnicodeScalarView($0))) }
      .filter { !$0.isEmpty }
  }
}
