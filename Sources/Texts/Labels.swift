// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings

/// The labels of buttons, menus and windows on the server, in the languages of its Windows and of its Lync.
///
/// The two are separate products and can have different languages. A label in the server's language comes first, because
/// that is what is to be found on its screen; one that no source confirms has a mark.
struct Labels: Sendable {
  private let windows: Catalog
  private let lync: Catalog
  /// The language of the texts around the labels.
  private let reader: String
  private let doubts: (windows: LabelDoubts, lync: LabelDoubts)
  private let product: String?

  /// - Parameters:
  ///   - product: whose labels they are, where they are not Lync's.
  ///   - isMadeUp: whether the server is one of practice, which shows exactly these words: nothing is in doubt.
  init(windows: Catalog, lync: Catalog, reader: String, product: String? = nil, isMadeUp: Bool = false) {
    self.product = product
    self.windows = windows
    self.lync = lync
    self.reader = reader
    doubts = isMadeUp ? (.none, .none) : (LabelDoubts(windows), LabelDoubts(lync))
  }

  var languages: (windows: String, lync: String) { (windows.language, lync.language) }

  static func isLabel(_ key: String) -> Bool { key.hasPrefix(prefix) }

  /// For a list or a table: only in the server's language.
  func plain(_ key: String) -> String? {
    let key = Catalog.english.key(key, of: product)
    return catalog(key).text(key) ?? Catalog.english.text(key)
  }

  /// For a quotation in a sentence: `Lokal`, or with the English words if the label is not confirmed, `Lokal* (English)`, or
  /// if its language is not that of the sentence, `Lokal (English)`.
  func quoted(_ key: String) -> String? {
    let key = Catalog.english.key(key, of: product)
    guard let english = Catalog.english.text(key) else { return nil }
    guard let own = catalog(key).text(key), own != english else { return english }
    if isEnglishFirst(key) { return "\(english) (\(own)\(Wording.mark))" }
    if isUnconfirmed(key) { return "\(own)\(Wording.mark) (\(english))" }
    return catalog(key).language == reader ? own : "\(own) (\(english))"
  }

  /// For a drawing or a prompt, where space is limited: in the server's language, with the mark if it is not confirmed.
  func drawn(_ key: String) -> String? {
    let key = Catalog.english.key(key, of: product)
    guard let own = plain(key) else { return nil }
    return isUnconfirmed(key) ? own + Wording.mark : own
  }

  /// Whether the server probably shows every one of these labels in English: a drawing is never half English.
  func areEnglish(_ keys: [String]) -> Bool {
    let keys = keys.map { Catalog.english.key($0, of: product) }
    let translated = keys.filter { plain($0) != Catalog.english.text($0) }
    return !translated.isEmpty && translated.allSatisfy(isEnglishFirst)
  }

  private func isUnconfirmed(_ key: String) -> Bool { doubts(key).unconfirmed.contains(Self.name(key)) }
  private func isEnglishFirst(_ key: String) -> Bool { doubts(key).englishFirst.contains(Self.name(key)) }

  private func catalog(_ key: String) -> Catalog { Self.isOfLync(key) ? lync : windows }
  private func doubts(_ key: String) -> LabelDoubts { Self.isOfLync(key) ? doubts.lync : doubts.windows }

  private static let prefix = "label."
  private static func name(_ key: String) -> String { String(key.dropFirst(prefix.count)) }

  /// A product's own label, such as `label.managementShell.sfb2015`, is one of the same place.
  private static func isOfLync(_ key: String) -> Bool {
    ofLync.contains(String(name(key).prefix { $0 != "." }))
  }

  /// The labels of the Lync Server Deployment Wizard and of Lync's own entries in the Start menu.
  static let ofLync: Set = [
    "deploymentWizard", "installOrUpdate", "requestInstallAssign", "run", "runAgain", "certificateWizard",
    "request", "assign", "remove", "view", "assigned", "defaultCertificate", "serverDefault",
    "webServicesInternal", "webServicesExternal", "oauthTokenIssuer", "viewCertificatePage",
    "viewCertificateDetails", "managementShell",
  ]
}

// MARK: - The mark

extension Labels {
  /// Whether any label has the mark.
  var haveMarks: Bool { !marked.isEmpty }

  /// Whether a label in a text has the mark.
  func areMarked(in text: String) -> Bool {
    let parts = text.parts(between: Wording.mark).dropLast()
    guard !parts.isEmpty else { return false }
    let labels = marked
    return parts.contains { part in labels.contains { part.hasSuffix($0) } }
  }

  private var marked: [String] {
    doubts.windows.unconfirmed.union(doubts.lync.unconfirmed).map { Self.prefix + $0 }
      .filter(isUnconfirmed).compactMap(plain)
  }
}

/// What is not known for sure about the labels of one language.
struct LabelDoubts: Sendable {
  /// The names of labels whose wording no source confirms, or about which sources differ.
  let unconfirmed: Set<String>
  /// Those of them that the server more likely shows in English.
  let englishFirst: Set<String>

  static let none = LabelDoubts(unconfirmed: [], englishFirst: [])
}

extension LabelDoubts {
  init(_ catalog: Catalog) {
    guard catalog.language != Catalog.englishName else {
      self = .none
      return
    }
    func names(_ key: String) -> Set<String> {
      Set((catalog.text(key) ?? "").split(separator: " ").map(String.init))
    }
    self.init(unconfirmed: names("labels.unverified"), englishFirst: names("labels.englishFirst"))
  }
}
