// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Servers
import Texts

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
