// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Locales

/// The texts of one language, from its file in `Locales/`.
struct Catalog: Sendable {
  /// The name of the catalog's file without `.json`, for example `en`.
  let language: String
  private let index: CatalogIndex

  /// The language that is always complete, and the fallback for every other one.
  static let englishName = "en"

  /// Read only once, on first use.
  static let english: Catalog = {
    guard let catalog = Catalog(embedded: englishName) else {
      preconditionFailure("the program was built without its English texts")
    }
    return catalog
  }()

  /// The built-in catalog; `nil` when there is none for this language.
  init?(embedded language: String) {
    guard let bytes = Self.bytes(language) else { return nil }
    index = CatalogIndex(borrowing: bytes)
    self.language = language
  }

  /// The text of a key; `nil` when this language does not have it.
  func text(_ key: String) -> String? { index.text(key) }

  /// The key of a product's own text in the place of another; the same key where it has none.
  func key(_ key: String, of product: String?) -> String {
    guard let product else { return key }
    let own = "\(key).\(product)"
    return text(own) == nil ? key : own
  }

  /// All texts of the catalog. Reads the whole file without trusting it.
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

  /// All built-in languages, English first.
  static var languages: [String] {
    var languages: [String] = []
    while let name = lync_language(languages.count) { languages.append(String(cString: name)) }
    return languages
  }
}
