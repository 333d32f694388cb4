// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Locales
import Synchronization

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

  /// The catalogs that were asked for. Each is indexed once: what is typed at a prompt may be a “yes” in any language.
  private static let indexed = Mutex<[String: Catalog]>([:])

  /// The built-in catalog, indexed on first use; `nil` when there is none for this language.
  static func named(_ language: String) -> Catalog? {
    if language == englishName { return english }
    return indexed.withLock { indexed in
      if let catalog = indexed[language] { return catalog }
      let catalog = Catalog(embedded: language)
      indexed[language] = catalog
      return catalog
    }
  }

  /// The built-in catalog, indexed anew; `nil` when there is none for this language.
  init?(embedded language: String) {
    guard let bytes = Self.bytes(language) else { return nil }
    index = CatalogIndex(borrowing: bytes)
    self.language = language
  }

  /// The text of a key; `nil` when this language does not have it.
  func text(_ key: String) -> String? { index.text(key) }

  /// The text of a key in the form that fits a number; without that form, the text of the key.
  ///
  /// - Parameter count: the value of the placeholder `{count}`, if the text gets one.
  func text(_ key: String, count: String?) -> String? {
    guard let count, let suffix = PluralForms.suffix(for: count, in: language) else { return text(key) }
    return text("\(key).\(suffix)") ?? text(key)
  }

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

  /// The key whose English text tells what this one has to say: of a plural form, the key without its suffix.
  static func englishKey(_ key: String) -> String {
    guard let base = PluralForms.base(of: key), let text = english.text(base),
      Template(text).placeholders.contains("count")
    else { return key }
    return base
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
