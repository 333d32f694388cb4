// SPDX-License-Identifier: GPL-3.0-or-later

/// Month names in the languages most often installed on servers: English, German, French, Spanish, Italian,
/// Portuguese and Russian. No month in one language starts like a different month in another.
///
/// Source: Unicode CLDR, “months”, wide form; for Russian both with a day and alone. Windows writes the same
/// names.
enum MonthNames {
  /// January first; lower case, without diacritics.
  private static let names: [[String]] = [
    ["january", "januar", "janner", "janvier", "enero", "gennaio", "janeiro", "января", "январь"],
    ["february", "februar", "fevrier", "febrero", "febbraio", "fevereiro", "февраля", "февраль"],
    ["march", "marz", "mrz", "mars", "marzo", "marco", "марта", "март"],
    ["april", "avril", "abril", "aprile", "апреля", "апрель"],
    ["may", "mai", "mayo", "maggio", "maio", "мая", "май"],
    ["june", "juni", "juin", "junio", "giugno", "junho", "июня", "июнь"],
    ["july", "juli", "juillet", "julio", "luglio", "julho", "июля", "июль"],
    ["august", "aout", "agosto", "августа", "август"],
    ["september", "septembre", "septiembre", "setiembre", "settembre", "setembro", "сентября", "сентябрь"],
    ["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "октября", "октябрь"],
    ["november", "novembre", "noviembre", "novembro", "ноября", "ноябрь"],
    ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "декабря", "декабрь"],
  ]

  /// All months, from 1, whose names start with this lower-case word: several for `jui`, none if the word is
  /// not a month or is too short.
  static func months(of word: Substring) -> [Int] {
    guard word.count >= 3 else { return [] }
    let plain = String(word.map { marked[$0] ?? $0 })
    return names.indices.filter { names[$0].contains { $0.hasPrefix(plain) } }.map { $0 + 1 }
  }

  private static let marked: [Character: Character] = ["ä": "a", "é": "e", "û": "u", "ç": "c"]
}
