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

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let tabs = Tab.allCases.map { $0 == tab ? "[\(texts($0.label))]" : texts($0.label) }
    var screen = Screen(
      texts("label.certificateWindow"), lines: desktop.page.wrapped(tabs.joined(separator: " | ")))
    let chain = desktop.machine.chain(of: certificate)
    switch tab {
    case .general: screen.lines += general(desktop)
    case .details: screen.lines += details(desktop)
    case .path:
      screen.lines += tree(chain, desktop)
      screen.choices = chain.dropLast().map { above in
        Screen.Choice("\(texts("label.viewCertificate")): \(above.subject.displayLine)") {
          $0.open(CertificateWindow(certificate: above))
        }
      }
    }
    screen.choices += Tab.allCases.filter { $0 != tab }.map { other in
      Screen.Choice(texts(other.label)) {
        $0.replace(with: CertificateWindow(certificate: certificate, tab: other))
      }
    }
    screen.choices.append(Screen.Choice(texts("label.ok")) { $0.close() })
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
    let lines = chain.enumerated().flatMap { depth, certificate in
      desktop.page.wrapped(
        String(repeating: " ", count: depth * 2) + (depth == 0 ? "" : "└ ") + certificate.subject.displayLine)
    }
    guard let top = chain.first, !top.isSelfIssued else { return lines }
    return lines + desktop.page.wrapped(desktop.texts("desktop.issuerMissing"))
  }
}

/// The page of the Deployment Wizard that leads to the certificate of the Front End.
struct DeploymentWizard: Window {
  enum Place {
    case welcome, system, certificates, details
  }

  var place = Place.welcome

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    switch place {
    case .welcome:
      return Screen(
        texts("label.deploymentWizard"), choices: [link("label.installOrUpdate", .system, desktop)])
    case .system:
      return Screen(
        texts("label.installOrUpdate"),
        choices: [
          Screen.Choice("\(texts("label.requestInstallAssign")) [ \(texts("label.runAgain")) ]") {
            $0.open(DeploymentWizard(place: .certificates))
          }
        ])
    case .certificates: return certificates(desktop)
    case .details:
      return Screen(
        texts("label.viewCertificatePage"), lines: facts(desktop),
        choices: [
          Screen.Choice(texts("label.viewCertificateDetails")) { desktop in
            guard let certificate = desktop.machine.path.last else { return }
            desktop.open(CertificateWindow(certificate: certificate))
          }
        ])
    }
  }

  private func link(_ label: String, _ place: Place, _ desktop: Desktop) -> Screen.Choice {
    Screen.Choice(desktop.texts(label)) { $0.open(DeploymentWizard(place: place)) }
  }

  private func facts(_ desktop: Desktop) -> [String] {
    guard let certificate = desktop.machine.path.last else { return [] }
    return desktop.page.values([
      (desktop.texts("label.issuedTo"), [certificate.subject.displayLine]),
      (desktop.texts("label.issuedBy"), [certificate.issuer.displayLine]),
      (desktop.texts("label.expirationDate"), [desktop.shortDate(certificate.notAfter)]),
    ])
  }

  private func certificates(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let uses = ["label.serverDefault", "label.webServicesInternal", "label.webServicesExternal"]
    let assigned = texts("label.assigned")
    return Screen(
      texts("label.certificateWizard"),
      lines: (["\(texts("label.defaultCertificate")) · \(assigned)"] + uses.map { "    \(texts($0))" })
        .flatMap(desktop.page.wrapped),
      choices: [
        Screen.Choice("\(texts("label.defaultCertificate")) > \(texts("label.view"))") {
          $0.open(DeploymentWizard(place: .details))
        }
      ])
  }
}
