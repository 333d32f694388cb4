// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The characters that the terminal can draw.
public enum Charset: Sendable {
  case utf8
  /// Any other charset: letters are sent unchanged, but drawings and typographic signs are replaced by ASCII.
  case ascii

  /// The charset of the current locale; call `setlocale` first.
  static var ofLocale: Charset {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return .ascii }
    return String(cString: name).uppercased().filter { $0 != "-" } == "UTF8" ? .utf8 : .ascii
  }

  /// The text, in characters that this charset can draw.
  func drawable(_ text: String) -> String {
    switch self {
    case .utf8: text
    case .ascii: text.map { standIns[$0] ?? String($0) }.joined()
    }
  }
}

private let standIns: [Character: String] = {
  var table: [Character: String] = [
    "…": "...", "–": "-", "—": "--", "‑": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "„": "\"",
    "«": "\"", "»": "\"", "•": "*", "·": "-", "▸": ">", "▾": "v", "→": "->", "←": "<-", "✓": "OK", "✗": "x",
  ]
  for character in "─━═╌┄" { table[character] = "-" }
  for character in "│┃║" { table[character] = "|" }
  for character in "┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬" { table[character] = "+" }
  return table
}()
