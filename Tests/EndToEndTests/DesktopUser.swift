// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestFiles
import Texts

/// Somebody at the second terminal: reads the windows of the practice server, and clicks there.
///
/// Knows nothing but what the windows show.
final class DesktopUser {
  let terminal: PseudoTerminal
  /// The words of the server's Windows.
  let texts: Wording
  /// What the window in front shows, with its prompt.
  private(set) var window = ""

  /// - Parameters:
  ///   - language: the admin's language.
  ///   - windows: the language of the server's Windows.
  init(
    _ session: String?, language: String = "en", windows: String = "en", product: String = "lync2013",
    on machine: Machine
  ) throws {
    texts = Wording(language: windows).of(product: product)
    terminal = try machine.terminal(
      ["practice", "--desktop", "--language", language] + (session.map { [$0] } ?? []))
    try wait()
  }

  private func wait() throws {
    let isReading = "\u{1B}[?2004h"
    let shown = try terminal.wait(for: "a window", timeoutSeconds: 30) { shown in
      guard let reading = shown.range(of: isReading, options: .backwards) else { return false }
      let prompt = PseudoTerminal.withoutControls(String(shown[reading.upperBound...]))
      return prompt.hasSuffix(": ") || prompt == "> "
    }
    guard let shown else { throw Unexpected("the desktop is gone: \(terminal.plainScreen.suffix(500))") }
    window = PseudoTerminal.withoutControls(shown)
  }

  func type(_ text: String) throws {
    try terminal.send(text + "\r")
    try wait()
  }

  /// Types and does not wait, for what closes the desktop.
  func typeLast(_ text: String) throws { try terminal.send(text) }

  /// The choices of the window in front.
  var choices: [(key: String, label: String)] {
    window.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^ ?(\d+|[a-z])  (.+)$/).map { (String($0.output.1), String($0.output.2)) }
    }
  }

  /// Chooses what begins or ends with these words, or is just them.
  func click(_ label: String, exactly: Bool = false) throws {
    let found = choices.filter {
      exactly ? $0.label == label : $0.label.hasPrefix(label) || $0.label.hasSuffix(label)
    }
    guard let choice = found.last else { throw Unexpected("nothing to click called \(label) in \(window)") }
    try type(choice.key)
  }

  func home() throws {
    for _ in 0..<12 {
      if choices.contains(where: { $0.label == texts("label.eventViewer") }) { return }
      try type("0")
    }
    throw Unexpected("no way back to the desktop from \(window)")
  }

  func clickLabels(_ keys: String...) throws { for key in keys { try click(texts(key)) } }
}

// MARK: - Reading

extension DesktopUser {
  /// The value of a field of a certificate's details; the parts of a name in one line.
  private func value(_ label: String) throws -> String {
    var values: [String]?
    for line in window.split(separator: "\n").map(String.init) {
      if line.hasPrefix("\(label) ") {
        values = [line.dropFirst(label.count).trimmingPrefix(/\ +/)].map(String.init)
      } else if values != nil, line.hasPrefix("  ") {
        values?.append(String(line.trimmingPrefix(/\ +/)))
      } else if values != nil {
        break
      }
    }
    guard let values else { throw Unexpected("no \(label) in \(window)") }
    return values.joined(separator: ", ")
  }

  /// What the open certificate shows.
  private func details(_ field: Field) throws -> String {
    try clickLabels("label.details")
    switch field {
    case .issuer: return try value(texts("label.issuer"))
    case .subject: return try value(texts("label.subject"))
    case .serial: return try value(texts("label.serialNumber"))
    case .validFrom: return try value(texts("label.validFrom"))
    case .thumbprint: return try value(texts("label.thumbprint"))
    case .server, .administrator, .timeZone: throw Unexpected("no certificate has a \(field)")
    }
  }

  /// Opens the certification path of the Front End's certificate.
  private func openPath() throws {
    try home()
    try clickLabels(
      "label.deploymentWizard", "label.installOrUpdate", "label.requestInstallAssign")
    try click("\(texts("label.defaultCertificate")) > \(texts("label.view"))")
    try clickLabels("label.viewCertificateDetails", "label.certificationPath")
  }

  /// How many certificates can be viewed above the server's.
  func pathCount() throws -> Int {
    try openPath()
    return choices.count { $0.label.hasPrefix(texts("label.viewCertificate") + ":") }
  }

  func noted(_ position: Int, _ field: Field) throws -> String {
    try openPath()
    let above = choices.filter { $0.label.hasPrefix(texts("label.viewCertificate") + ":") }
    guard above.indices.contains(position) else { throw Unexpected("no number \(position) in \(window)") }
    try type(above[position].key)
    return try details(field)
  }

  /// The name of the root at the top of the certification path.
  func rootName() throws -> String {
    let subject = try noted(0, .subject)
    guard let match = subject.firstMatch(of: /CN = ([^,]+)/) else { throw Unexpected(subject) }
    return String(match.output.1)
  }

  func computer() throws -> String {
    try home()
    try clickLabels("label.eventViewer")
    try type("1")
    // The last line before the description, whose name no other field of it has a value like.
    guard let match = window.firstMatch(of: /: +(fe\d\d\.\S+)/) else { throw Unexpected(window) }
    return String(match.output.1)
  }

  func zone() throws -> String {
    try home()
    try clickLabels("desktop.clock")
    guard let match = window.firstMatch(of: /UTC[+-]\d\d:\d\d/) else { throw Unexpected(window) }
    return String(match.output)
  }

  /// Opens MMC as administrator.
  func openConsole() throws {
    try click("mmc.exe · ")
    if window.contains(texts("desktop.permission")) { try clickLabels("label.yes") }
  }

  /// - Parameter account: the key of the account's label.
  func addSnapIn(_ account: String) throws {
    try click("\(texts("label.fileMenu")) >")
    try click("\(texts("label.certificates")) > \(texts("label.add")) > \(texts(account))")
  }

  /// Opens a store's list in MMC.
  func openList(_ role: Role) throws {
    try home()
    try openConsole()
    let node = texts("label.certificatesLocalComputer")
    if !choices.contains(where: { $0.label.hasPrefix(node) }) { try addSnapIn("label.computerAccount") }
    try click("\(node) > \(texts(role == .root ? "label.trustedRoot" : "label.intermediate"))")
  }

  /// The numbers of the rows with a name in “Issued To”.
  func rows(_ role: Role, named name: String) throws -> [Int] {
    try openList(role)
    return choices.filter { $0.label.hasPrefix("\(name)  ") }.compactMap { Int($0.key) }
  }

  func row(_ role: Role, _ number: Int, _ field: Field) throws -> String {
    try openList(role)
    try type(String(number))
    try clickLabels("desktop.open")
    return try details(field)
  }
}

// MARK: - Doing

extension DesktopUser {
  /// Exports a row.
  ///
  /// - Returns: the path on this computer.
  @discardableResult
  func export(_ role: Role, _ number: Int, as file: String) throws -> String {
    try openList(role)
    try type(String(number))
    try click("\(texts("label.export"))…")
    try type(file)
    guard window.contains(texts("desktop.exported")), let match = window.firstMatch(of: /\n(\/.+\.cer)/)
    else {
      throw Unexpected(window)
    }
    return String(match.output.1)
  }

  func delete(_ role: Role, _ number: Int) throws {
    try openList(role)
    try type(String(number))
    try clickLabels("label.delete", "label.yes")
  }

  func restart() throws {
    try home()
    try clickLabels("label.managementShell")
    try click("Stop-CsWindowsService; Start-CsWindowsService")
  }

  /// - Returns: whether the phone signed in.
  func signIn() throws -> Bool {
    try home()
    try clickLabels("desktop.phone", "desktop.phone.signIn")
    return window.contains(texts("desktop.phone.works"))
  }
}
