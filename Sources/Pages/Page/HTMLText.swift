// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// Text in HTML.
public enum HTMLText {
  /// Makes text mean itself, in an element and in a quoted attribute.
  ///
  /// Source: HTML Living Standard, “Serialising HTML fragments” (the five characters that can have a
  /// meaning).
  public static func escaped(_ text: String) -> String {
    var result = ""
    // Scalar by scalar, as HTML is parsed: to Swift, a bracket with a combining mark is a different
    // character.
    for scalar in SafeText.harmless(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
