// SPDX-License-Identifier: GPL-3.0-or-later

// The rules for keys: `step.<id>.title|body|see|why`. A `see` of several lines is a drawing and is shown as
// is; everything else is wrapped line by line. A step shared by both halves of the MMC part is
// `step.mmc.<n>`; differences are in `step.root.<n>` or `step.ca.<n>`, separately for title, body, see and
// why. `label.<name>` is the text of a button, or a date format, and is read in the labels' language;
// `labels.unverified` lists the names of labels that are not confirmed in that language, `labels.englishFirst` those of
// them that its Lync probably shows in English; either may say `none`. Where a product has a text or a label of its own,
// the key is followed by its name: `label.managementShell.sfb2015`; that one replaces the other. A text with `{count}` may
// have further forms under `<key>.one` and `<key>.few` (`PluralForms`).

/// What people read: texts in the admin's language, with the buttons and menus in the language of *their*
/// server.
///
/// The two languages are chosen separately, because a server's Windows often has a different language than
/// its admin. Keys missing in a language are read in English.
public struct Wording: Sendable {
  private let catalog: Catalog
  private let serverLabels: Labels
  private let isMadeUp: Bool
  private let tiesValues: Bool
  private let product: String?

  /// - Parameters:
  ///   - language: the language of the texts, one of `languages`; anything else means English.
  ///   - windows: the language of the server's Windows; `nil` means the language of the texts.
  ///   - lync: the language of the server's Lync; `nil` means the language of its Windows.
  public init(language: String = "en", windows: String? = nil, lync: String? = nil) {
    self.init(Self.catalog(language), windows: windows, lync: lync)
  }

  private init(
    _ catalog: Catalog, windows: String?, lync: String?, product: String? = nil, isMadeUp: Bool = false,
    tiesValues: Bool = false
  ) {
    self.catalog = catalog
    self.product = product
    self.isMadeUp = isMadeUp
    self.tiesValues = tiesValues
    let windows = windows.map(Self.catalog) ?? catalog
    serverLabels = Labels(
      windows: windows, lync: lync.map(Self.catalog) ?? windows, reader: catalog.language, product: product,
      isMadeUp: isMadeUp)
  }

  /// The same texts for a server with other languages.
  public func labelled(windows: String, lync: String) -> Wording {
    Wording(
      catalog, windows: windows, lync: lync, product: product, isMadeUp: isMadeUp, tiesValues: tiesValues)
  }

  /// The same texts for a server with a product that has some of its own.
  ///
  /// - Parameter product: the name that follows the keys of these.
  public func of(product: String?) -> Wording {
    Wording(
      catalog, windows: labels.windows, lync: labels.lync, product: product, isMadeUp: isMadeUp,
      tiesValues: tiesValues)
  }

  /// The same texts for a server of practice: it shows exactly the labels of the catalog, so that none is in doubt.
  public var ofMadeUpServer: Wording {
    Wording(
      catalog, windows: labels.windows, lync: labels.lync, product: product, isMadeUp: true,
      tiesValues: tiesValues)
  }

  /// The same texts for a screen, which does not break a line inside a value that is one thing: a name, a
  /// serial number, a date, a path.
  public var onScreen: Wording { tying(true) }

  /// The same texts for a file, which whoever reads it wraps.
  public var inFile: Wording { tying(false) }

  private func tying(_ tiesValues: Bool) -> Wording {
    Wording(
      catalog, windows: labels.windows, lync: labels.lync, product: product, isMadeUp: isMadeUp,
      tiesValues: tiesValues)
  }

  /// The placeholders whose values are one thing; the others hold a sentence, a list or a word.
  static let things: Set = [
    "address", "command", "date", "expected", "file", "folder", "host", "issuedBy", "issuedTo", "issuer",
    "name",
    "offset", "path", "person", "serial", "server", "session", "store", "subject", "thumbprint", "time",
    "user",
    "validFrom", "validTo",
  ]

  /// All languages with texts, English first.
  public static var languages: [String] { Catalog.languages }

  /// The language actually used for the texts.
  public var language: String { catalog.language }

  /// The languages actually used for the server's labels.
  public var labels: (windows: String, lync: String) { serverLabels.languages }

  /// All keys but those of plural forms; English has every one of them.
  public var keys: [String] {
    Catalog.english.texts.keys.filter { Catalog.englishKey($0) == $0 }.sorted()
  }

  /// The text of `key`, with its placeholders filled; `‹key›` if there is no such text.
  ///
  /// `{name}` takes its value from `values`, `{label.name}` from the server's languages. A placeholder
  /// without a value stays visible. Values are inserted literally: braces in them have no meaning.
  public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    text(ifPresent: key, values) ?? "‹\(key)›"
  }

  /// The text of `key`, with its placeholders filled; `nil` if there is no such text.
  public func text(ifPresent key: String, _ values: [String: String] = [:]) -> String? {
    if Labels.isLabel(key) { return serverLabels.plain(key) }
    let own = Catalog.english.key(key, of: product)
    let count = values["count"]
    guard let text = catalog.text(own, count: count) ?? Catalog.english.text(own, count: count) else {
      return nil
    }
    // A `see` of several lines is a drawing.
    let isDrawing = key.hasSuffix(".see") && text.contains("\n")
    let template = Template(text)
    let isEnglish =
      isDrawing && serverLabels.areEnglish(template.placeholders.map(String.init).filter(Labels.isLabel))
    return template.filled { name in
      let name = String(name)
      guard Labels.isLabel(name) else {
        return tiesValues && Self.things.contains(name) ? values[name]?.tied : values[name]
      }
      if isEnglish { return Catalog.english.text(name) }
      return isDrawing ? serverLabels.drawn(name) : serverLabels.quoted(name)
    }
  }

  private static func catalog(_ language: String) -> Catalog {
    Catalog.named(language) ?? .english
  }
}

// MARK: - Labels that are not confirmed

extension Wording {
  /// Follows a label that is not confirmed.
  public static let mark = "*"

  /// A label for a prompt: in the server's language, with the mark if it is not confirmed.
  public func marked(_ key: String) -> String { serverLabels.drawn(key) ?? "‹\(key)›" }

  /// Whether any label of the server's languages has the mark.
  public var hasMarks: Bool { serverLabels.haveMarks }

  /// Whether a label in the text has the mark.
  public func hasMarks(in text: String) -> Bool { serverLabels.areMarked(in: text) }

  /// What the mark means.
  public var footnote: String { self("labels.marked") }

  /// The text, with the footnote below it if it needs one: for what is kept or read by itself.
  public func footnoted(_ text: String) -> String { hasMarks(in: text) ? "\(text)\n\n\(footnote)" : text }
}
