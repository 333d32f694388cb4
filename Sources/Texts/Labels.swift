// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands on the buttons, menus and windows of the server, in the languages of its Windows and of its Lync.
///
/// The two are products of their own and need not speak one language.
struct Labels: Sendable {
  private let windows: Catalog
  private let lync: Catalog
  /// The names of the labels that nobody has seen in that language yet.
  private let unverified: (windows: Set<String>, lync: Set<String>)

  init(windows: Catalog, lync: Catalog) {
    self.windows = windows
    self.lync = lync
    unverified = (Self.unverified(windows), Self.unverified(lync))
  }

  var languages: (windows: String, lync: String) { (windows.language, lync.language) }

  static func isLabel(_ key: String) -> Bool { key.hasPrefix(prefix) }

  /// As a list or a table has it: in the server's language alone.
  func plain(_ key: String) -> String? { catalog(key).text(key) ?? Catalog.english.text(key) }

  /// As a sentence quotes it: the English words in brackets, or first where the others are not sure.
  func quoted(_ key: String) -> String? {
    guard let english = Catalog.english.text(key) else { return nil }
    guard let own = catalog(key).text(key), own != english else { return english }
    return isVerified(key) ? "\(own) (\(english))" : "\(english) (\(own)?)"
  }

  /// As a drawing has it, where room is short: in the server's language where that is sure.
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
