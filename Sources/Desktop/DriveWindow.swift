// SPDX-License-Identifier: GPL-3.0-or-later

import Servers
import Texts

/// The exported files in the Explorer; a double click opens one as a certificate.
struct DriveWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let files = desktop.file.exportedFiles
    return Screen(
      Self.title, lines: files.isEmpty ? desktop.page.wrapped(desktop.texts("desktop.noItems")) : [],
      choices: files.map { file in
        Screen.Choice("C:\\\(file)") { desktop in
          guard let certificate = desktop.file.certificate(in: "C:\\\(file)") else {
            desktop.message("C:\\\(file)", desktop.texts("desktop.unreadable"))
            return
          }
          desktop.open(CertificateWindow(certificate: certificate))
        }
      })
  }

  static let title = #"explorer.exe · C:\"#
}
