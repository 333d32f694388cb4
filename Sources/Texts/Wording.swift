// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of the keys: `step.<id>.title|body|see|why`. A `see` of several lines is a drawing and is shown as it is;
// everything else is wrapped, each line for itself. A step that both halves of the MMC part share is `step.mmc.<n>`;
// what one half says otherwise is `step.root.<n>` or `step.ca.<n>`, part by part: title, body, see and why each count
// alone. `label.<name>` is what stands on a button, and is read from the labels' language.

/// What people read: texts in the admin's language, with the buttons and menus in the language of *their* server.
///
/// The two languages are chosen apart, because a server's Windows often speaks another language than its admin.
/// A key that a language does not have is read in English.
public struct Wording: Sendable {
  private let catalog: Catalog
  private let labelCatalog: Catalog

  /// - Parameters:
  ///   - language: of the texts, one of `languages`; anything else means English.
  ///   - labels: of the server's buttons and menus, one of `languages`; `nil` means the language of the texts.
  public init(language: String = "en", labels: String? = nil) {
    self.catalog = Self.catalog(language)
    self.labelCatalog = Self.catalog(labels ?? language)
  }

  /// Every language that texts exist in, English first.
  public static var languages: [String] { Catalog.languages }

  /// The language the texts are really in.
  public var language: String { catalog.language }

  /// The language the server's labels are really in.
  public var labels: String { labelCatalog.language }

  /// Every key there is: English has them all.
  public var keys: [String] { Catalog.english.texts.keys.sorted() }

  /// The text of `key`, with its placeholders filled; `‹key›` where there is no such text.
  ///
  /// `{name}` takes its value from `values`, `{label.name}` from the labels' language. A placeholder without a value
  /// stays visible. Values go in literally: a brace inside one means nothing.
  public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    text(ifPresent: key, values) ?? "‹\(key)›"
  }

  /// The text of `key`, with its placeholders filled; `nil` where there is no such text.
  public func text(ifPresent key: String, _ values: [String: String] = [:]) -> String? {
    guard let text = rawText(key) else { return nil }
    if Self.isLabel(key) { return text }
    return Template(text).filled { name in
      let name = String(name)
      return Self.isLabel(name) ? rawText(name) : values[name]
    }
  }
}

// MARK: - Where a text comes from

extension Wording {
  /// The text as the catalog holds it, placeholders and all.
  func rawText(_ key: String) -> String? {
    let first = Self.isLabel(key) ? labelCatalog : catalog
    return first.text(key) ?? Catalog.english.text(key)
  }

  private static func isLabel(_ key: String) -> Bool { key.hasPrefix("label.") }

  private static func catalog(_ language: String) -> Catalog {
    if language == Catalog.englishName { return .english }
    return Catalog(embedded: language) ?? .english
  }
}
