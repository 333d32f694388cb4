// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Locales

/// The texts of one language, as its file under `Locales/` holds them.
struct Catalog: Sendable {
  /// The name of the catalog's file without `.json`, for instance `en`.
  let language: String
  private let index: CatalogIndex

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
    guard let bytes = Self.bytes(language) else { return nil }
    index = CatalogIndex(borrowing: bytes)
    self.language = language
  }

  /// The text of a key; `nil` where this language has none.
  func text(_ key: String) -> String? { index.text(key) }

  /// Every text of the catalog. It reads the whole file and trusts nothing in it.
  var texts: [String: String] {
    guard let bytes = Self.bytes(language) else { return [:] }
    do throws(JSONError) {
      guard case .object(let members) = try JSONReader.read(Array(bytes)[...]) else { return [:] }
      // What is no text is an empty one, which no catalog has.
      return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value.string ?? "") })
    } catch {
      preconditionFailure("\(language).json was built into the program and cannot be read: \(error)")
    }
  }

  private static func bytes(_ language: String) -> UnsafeBufferPointer<UInt8>? {
    var length = 0
    return lync_catalog(language, &length).map { UnsafeBufferPointer(start: $0, count: length) }
  }

  /// Every language that was built in, English first.
  static var languages: [String] {
    var languages: [String] = []
    while let name = lync_language(languages.count) { languages.append(String(cString: name)) }
    return languages
  }
}
