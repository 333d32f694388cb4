// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
  /// Without blanks and line ends at either end.
  public var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// With no-break spaces, so that a screen does not break it: one thing of several words, such as a name. What shows
  /// it turns them back into blanks.
  public var tied: String { String(map { $0 == " " ? "\u{A0}" : $0 }) }

  /// With ordinary blanks again: in a finished line, no-break spaces would get in the way of copying and comparing.
  public var untied: String { String(map { $0 == "\u{A0}" ? " " : $0 }) }

  /// The form in which words and numbers of an answer are compared: lower case, with the full-width letters,
  /// digits and signs of East Asian keyboards converted to ASCII (Unicode, Halfwidth and Fullwidth Forms).
  public var asTyped: String { narrowed.lowercased() }

  /// Full-width forms of ASCII converted to ASCII.
  public var narrowed: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.value {
          case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
          case 0x3000: " "
          default: scalar
          }
        }))
  }
}
