// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Which characters the terminal can draw.
public enum Charset: Sendable {
  case utf8
  /// Any other: letters are sent as they are, but drawings and typographic signs get plain stand-ins.
  case ascii

  /// The charset of the locale in force; call `setlocale` first.
  static var ofLocale: Charset {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return .ascii }
    return String(cString: name).uppercased().filter { $0 != "-" } == "UTF8" ? .utf8 : .ascii
  }

  /// The text in characters that this charset can draw.
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
    "\u{A0}": " ",
  ]
  for character in "─━═╌┄" { table[character] = "-" }
  for character in "│┃║" { table[character] = "|" }
  for character in "┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬" { table[character] = "+" }
  return table
}()
