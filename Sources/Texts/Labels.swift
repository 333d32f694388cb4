// SPDX-License-Identifier: GPL-3.0-or-later

/// The labels of buttons, menus and windows on the server, in the languages of its Windows and of its Lync.
///
/// The two are separate products and can have different languages.
struct Labels: Sendable {
  private let windows: Catalog
  private let lync: Catalog
  /// The names of labels that are not yet confirmed in that language.
  private let unverified: (windows: Set<String>, lync: Set<String>)

  init(windows: Catalog, lync: Catalog) {
    self.windows = windows
    self.lync = lync
    unverified = (Self.unverified(windows), Self.unverified(lync))
  }

  var languages: (windows: String, lync: String) { (windows.language, lync.language) }

  static func isLabel(_ key: String) -> Bool { key.hasPrefix(prefix) }

  /// For a list or a table: only in the server's language.
  func plain(_ key: String) -> String? { catalog(key).text(key) ?? Catalog.english.text(key) }

  /// For a quotation in a sentence: with the English words in parentheses, or English first if the label is
  /// unverified.
  func quoted(_ key: String) -> String? {
    guard let english = Catalog.english.text(key) else { return nil }
    guard let own = catalog(key).text(key), own != english else { return english }
    return isVerified(key) ? "\(own) (\(english))" : "\(english) (\(own)?)"
  }

  /// For a drawing, where space is limited: in the server's language if the label is verified.
  func drawn(_ key: String) -> String? { isVerified(key) ? plain(key) : Catalog.english.text(key) }

  private func isVerified(_ key: String) -> Bool {
    !(Self.isOfLync(key) ? unverified.lync : unverified.windows).contains(Self.name(key))
  }

  private func catalog(_ key: String) -> Catalog { Self.isOfLync(key) ? lync : windows }

  private static let prefix = "label."
  private static func name(_ key: String) -> String { String(key.dropFirst(prefix.count)) }

  private static func unverified(_ catalog: Catalog) -> Set<String> {
    guard catalog.language != Catalog.englishName else { return [] }
    return Set((catalog.text("labels.unverified") ?? "").split(separator: " ").map(String.init))
  }

  private static func isOfLync(_ key: String) -> Bool { ofLync.contains(name(key)) }

  /// The labels of the Lync Server Deployment Wizard and of Lync's own entries in the Start menu.
  static let ofLync: Set = [
    "deploymentWizard", "installOrUpdate", "requestInstallAssign", "run", "runAgain", "certificateWizard",
    "request", "assign", "remove", "view", "assigned", "defaultCertificate", "serverDefault",
    "webServicesInternal", "webServicesExternal", "oauthTokenIssuer", "viewCertificatePage",
    "viewCertificateDetails", "managementShell",
  ]
}
