// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of the keys: `step.<id>.title|body|see|why`. A `see` of several lines is a drawing and is shown as it is;
// everything else is wrapped, each line for itself. A step that both halves of the MMC part share is `step.mmc.<n>`;
// what one half says otherwise is `step.root.<n>` or `step.ca.<n>`, part by part: title, body, see and why each count
// alone. `label.<name>` is what stands on a button, or how a date is written, and is read from the labels' language; `labels.unverified` lists the
// names of those that are only believed to read so there.

/// What people read: texts in the admin's language, with the buttons and menus in the language of *their* server.
///
/// The two languages are chosen apart, because a server's Windows often speaks another language than its admin.
/// A key that a language does not have is read in English.
public struct Wording: Sendable {
  private let catalog: Catalog
  private let serverLabels: Labels

  /// - Parameters:
  ///   - language: of the texts, one of `languages`; anything else means English.
  ///   - windows: of the buttons and menus of the server's Windows; `nil` means the language of the texts.
  ///   - lync: of those of its Lync; `nil` means the language of its Windows.
  public init(language: String = "en", windows: String? = nil, lync: String? = nil) {
    self.init(Self.catalog(language), windows: windows, lync: lync)
  }

  private init(_ catalog: Catalog, windows: String?, lync: String?) {
    self.catalog = catalog
    let windows = windows.map(Self.catalog) ?? catalog
    serverLabels = Labels(windows: windows, lync: lync.map(Self.catalog) ?? windows)
  }

  /// The same texts for a server that speaks other languages.
  public func labelled(windows: String, lync: String) -> Wording {
    Wording(catalog, windows: windows, lync: lync)
  }

  /// Every language that texts exist in, English first.
  public static var languages: [String] { Catalog.languages }

  /// The language the texts are really in.
  public var language: String { catalog.language }

  /// The languages the server's labels are really in.
  public var labels: (windows: String, lync: String) { serverLabels.languages }

  /// Every key there is: English has them all.
  public var keys: [String] { Catalog.english.texts.keys.sorted() }

  /// The text of `key`, with its placeholders filled; `‹key›` where there is no such text.
  ///
  /// `{name}` takes its value from `values`, `{label.name}` from the server's languages. A placeholder without a
  /// value stays visible. Values go in literally: a brace inside one means nothing.
  public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    text(ifPresent: key, values) ?? "‹\(key)›"
  }

  /// The text of `key`, with its placeholders filled; `nil` where there is no such text.
  public func text(ifPresent key: String, _ values: [String: String] = [:]) -> String? {
    if Labels.isLabel(key) { return serverLabels.plain(key) }
    guard let text = catalog.text(key) ?? Catalog.english.text(key) else { return nil }
    // A `see` of several lines is a drawing.
    let isDrawing = key.hasSuffix(".see") && text.contains("\n")
    return Template(text).filled { name in
      let name = String(name)
      guard Labels.isLabel(name) else { return values[name] }
      return isDrawing ? serverLabels.drawn(name) : serverLabels.quoted(name)
    }
  }

  private static func catalog(_ language: String) -> Catalog {
    if language == Catalog.englishName { return .english }
    return Catalog(embedded: language) ?? .english
  }
}
