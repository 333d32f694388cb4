// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the catalog for a language name.
public enum Languages {
  /// The catalog that a name refers to: `de`, `pt-BR`, `pt_BR.UTF-8`, `de_AT`, `zh_CN`; `nil` when there is
  /// none.
  public static func named(_ name: String) -> String? { named(name, among: Wording.languages) }

  static func named(_ name: String, among languages: [String]) -> String? {
    let plain = name.prefix { $0 != "." && $0 != "@" }.lowercased()
    let parts = plain.split { $0 == "_" || $0 == "-" }.map(String.init)
    guard let first = parts.first else { return nil }
    // Traditional Chinese is a different written language.
    if first == "zh", !Set(parts.dropFirst()).isDisjoint(with: ["hant", "tw", "hk", "mo"]) { return nil }
    let whole = parts.joined(separator: "-")
    return languages.first { $0.lowercased() == whole }
      ?? languages.first { $0.lowercased().split(separator: "-").first.map(String.init) == first }
  }

  /// The catalog for the process's environment: `LANGUAGE` before `LC_ALL`, `LC_MESSAGES` and `LANG`, as in
  /// gettext (GNU gettext manual, “Locale Environment Variables” and “The LANGUAGE variable”).
  ///
  /// If the locale's character set is not UTF-8, the texts are English, because their letters can be shown
  /// anywhere.
  public static func preferred(environment: (String) -> String?) -> String {
    preferred(among: Wording.languages, environment: environment)
  }

  static func preferred(among languages: [String], environment: (String) -> String?) -> String {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = variables.lazy.compactMap(environment).first { !$0.isEmpty } ?? "C"
    let characterSet =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? "C"
    guard isUTF8(characterSet), !["C", "POSIX"].contains(locale.prefix { $0 != "." }) else {
      return Catalog.englishName
    }
    let listed = (environment("LANGUAGE") ?? "").split(separator: ":").map(String.init)
    return (listed + [locale]).lazy.compactMap { named($0, among: languages) }.first ?? Catalog.englishName
  }

  /// Whether the name of a locale (`de_DE.UTF-8`, `C.utf8`) ends in the character set UTF-8; a modifier
  /// (`@euro`) may follow.
  private static func isUTF8(_ locale: String) -> Bool {
    let name = locale.prefix { $0 != "@" }.uppercased()
    return name.hasSuffix("UTF-8") || name.hasSuffix("UTF8")
  }
}
