// SPDX-License-Identifier: GPL-3.0-or-later

/// The names of the months in the languages that servers are most often installed in: English, German, French,
/// Spanish, Italian and Portuguese. No name of one language begins like that of another month in the next.
///
/// Source: Unicode CLDR, “months”, wide form; Windows writes the same names.
enum MonthNames {
  /// January first; lower case, without marks over and under the letters.
  private static let names: [[String]] = [
    ["january", "januar", "janner", "janvier", "enero", "gennaio", "janeiro"],
    ["february", "februar", "fevrier", "febrero", "febbraio", "fevereiro"],
    ["march", "marz", "mrz", "mars", "marzo", "marco"],
    ["april", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maggio", "maio"],
    ["june", "juni", "juin", "junio", "giugno", "junho"],
    ["july", "juli", "juillet", "julio", "luglio", "julho"],
    ["august", "aout", "agosto"],
    ["september", "septembre", "septiembre", "setiembre", "settembre", "setembro"],
    ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    ["november", "novembre", "noviembre", "novembro"],
    ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"],
  ]

  /// Every month, from 1, whose name begins with this word in lower case: more than one for `jui`, none for a word
  /// that is no month or too short to be one.
  static func months(of word: Substring) -> [Int] {
    guard word.count >= 3 else { return [] }
    let plain = String(word.map { marked[$0] ?? $0 })
    return names.indices.filter { names[$0].contains { $0.hasPrefix(plain) } }.map { $0 + 1 }
  }

  private static let marked: [Character: Character] = ["ä": "a", "é": "e", "û": "u", "ç": "c"]
}
