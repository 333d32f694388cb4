// SPDX-License-Identifier: GPL-3.0-or-later

import Locales

/// The texts of one language, as its file under `Locales/` holds them.
struct Catalog: Sendable {
  /// The name of the catalog's file without `.json`, for instance `en`.
  let language: String
  let texts: [String: String]

  /// The language that is always complete, and that every other one falls back to.
  static let englishName = "en"

  /// Read once, and only when somebody needs it.
  static let english: Catalog = {
    guard let catalog = Catalog(embedded: englishName) else {
      preconditionFailure("the program was built without its English texts")
    }
    return catalog
  }()

  /// The catalog that was built into the program; `nil` where there is none for this language.
  init?(embedded language: String) {
    var length = 0
    guard let start = lync_catalog(language, &length) else { return nil }
    var scanner = CatalogScanner(borrowing: UnsafeBufferPointer(start: start, count: length))
    do {
      self.texts = try scanner.texts()
    } catch {
      preconditionFailure("\(language).json was built into the program and cannot be read: \(error)")
    }
    self.language = language
  }

  /// Every language that was built in, English first.
  static var languages: [String] {
    var languages: [String] = []
    while let name = lync_language(languages.count) { languages.append(String(cString: name)) }
    return languages
  }
}
