// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Servers
import Stores
import Texts

/// The window “Certificate”, with its three tabs.
struct CertificateWindow: Window {
  enum Tab: CaseIterable {
    case general, details, path

    var label: String {
      switch self {
      case .general: "label.general"
      case .details: "label.details"
      case .path: "label.certificationPath"
      }
    }
  }

  let certificate: Certificate
  var tab = Tab.general
  /// Whether it is open on another server.
  var isElsewhere = false

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let tabs = Tab.allCases.map { $0 == tab ? "[\(texts($0.label))]" : texts($0.label) }
    var screen = Screen(
      texts("label.certificateWindow"), lines: desktop.page.wrapped(tabs.joined(separator: " | ")))
    // The tabs come first, and all of them: each keeps its number.
    screen.choices = Tab.allCases.map { tab in
      Screen.Choice(texts(tab.label)) {
        $0.replace(with: CertificateWindow(certificate: certificate, tab: tab, isElsewhere: isElsewhere))
      }
    }
    let chain = desktop.machine.chain(of: certificate)
    switch tab {
    case .general: screen.lines += general(desktop)
    case .details: screen.lines += details(desktop)
    case .path:
      screen.lines += tree(chain, desktop)
      screen.choices += chain.dropLast().map { above in
        Screen.Choice("\(texts("label.viewCertificate")): \(above.subject.displayLine)") {
          $0.open(CertificateWindow(certificate: above, isElsewhere: isElsewhere))
        }
      }
    }
    screen.choices.append(Screen.Choice(texts("label.ok"), letter: "a") { $0.close() })
    if tab == .details {
      screen.choices.append(
        Screen.Choice("\(texts("desktop.copyToFile"))…", letter: "c") {
          $0.open(ExportWindow(certificate: certificate, isElsewhere: isElsewhere))
        })
    }
    return screen
  }

  private func general(_ desktop: Desktop) -> [String] {
    let texts = desktop.texts
    let values = [
      "from": desktop.shortDate(certificate.notBefore), "to": desktop.shortDate(certificate.notAfter),
    ]
    return desktop.page.values([
      (texts("label.issuedTo"), [certificate.subject.displayLine]),
      (texts("label.issuedBy"), [certificate.issuer.displayLine]),
    ]) + desktop.page.wrapped(texts("desktop.period", values))
  }

  /// The values as the list of the tab has them, a name with one line for each of its parts.
  private func details(_ desktop: Desktop) -> [String] {
    let texts = desktop.texts
    return desktop.page.values([
      (texts("desktop.version"), ["V3"]),
      (texts("label.serialNumber"), [Self.pairs(certificate.serial.bytes)]),
      (texts("label.issuer"), certificate.issuer.detailLines),
      (texts("label.validFrom"), [certificate.notBefore.map(desktop.longDate) ?? ""]),
      (texts("desktop.validTo"), [certificate.notAfter.map(desktop.longDate) ?? ""]),
      (texts("label.subject"), certificate.subject.detailLines),
      (texts("label.thumbprint"), [Self.pairs(certificate.thumbprint.bytes)]),
    ])
  }

  /// `1f a4 b2`.
  private static func pairs(_ bytes: [UInt8]) -> String {
    bytes.map { Hexadecimal.text([$0]) }.joined(separator: " ")
  }

  private func tree(_ chain: [Certificate], _ desktop: Desktop) -> [String] {
    let lines = desktop.page.tree(chain.map(\.subject.displayLine))
    guard let top = chain.first, !top.isSelfIssued else { return lines }
    return lines + desktop.page.wrapped(desktop.texts("desktop.issuerMissing"))
  }
}
