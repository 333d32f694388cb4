// SPDX-License-Identifier: GPL-3.0-or-later

/// Which form of a text fits a number. A text with `{count}` is the form for most numbers; the key followed by `.one` or
/// `.few` is the form for the others, in a language that has it.
///
/// Source: Unicode CLDR 46, “Language Plural Rules”, cardinal numbers without decimals.
enum PluralForms {
  /// What may follow the key of a text with `{count}`.
  static let suffixes = ["one", "few"]

  /// The key of the text of which this key is a further form; `nil` if its name does not say so.
  static func base(of key: String) -> String? {
    for suffix in suffixes where key.hasSuffix(".\(suffix)") { return String(key.dropLast(suffix.count + 1)) }
    return nil
  }

  /// The suffix of the form for a number; `nil` for the text without a suffix.
  ///
  /// - Parameters:
  ///   - count: the number as it is shown. What has other characters than digits is no number of things.
  ///   - language: the name of a catalog.
  static func suffix(for count: String, in language: String) -> String? {
    guard let number = UInt(count) else { return nil }
    switch language {
    case "ja", "ko", "zh-Hans": return nil
    case "fr", "pt-BR": return number <= 1 ? "one" : nil
    case "ru":
      if (11...14).contains(number % 100) { return nil }
      switch number % 10 {
      case 1: return "one"
      case 2...4: return "few"
      default: return nil
      }
    default: return number == 1 ? "one" : nil
    }
  }
}
