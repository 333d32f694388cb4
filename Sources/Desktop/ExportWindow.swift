// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Servers
import Texts

/// The Certificate Export Wizard: the format is DER, as the steps have it.
struct ExportWindow: Window {
  let certificate: Certificate
  /// Whether it is open on another server; the file is written to the practice server all the same.
  var isElsewhere = false

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let drive = isElsewhere ? "\\\\\(desktop.machine.host)\\c$" : "C:"
    let file = Screen.Field(
      label: "\(texts("desktop.fileName")), \(drive)\\\(PracticeMachineFile.usualFolder)\\"
    ) { text, desktop throws(JournalError) in
      try take(text, desktop)
    }
    return Screen(
      "\(texts("label.exportWizard")) · \(desktop.title(of: certificate))",
      lines: desktop.page.wrapped("(•) \(texts("label.der"))"), field: file)
  }

  private func take(_ text: String, _ desktop: Desktop) throws(JournalError) {
    guard let file = PracticeMachineFile.driveFile(text) else {
      desktop.message(desktop.texts("label.exportWizard"), desktop.texts("desktop.badName"))
      return
    }
    guard desktop.file.exists(file) else { return try desktop.export(certificate, to: file) }
    desktop.open(ReplaceWindow(certificate: certificate, file: file))
  }
}

/// The question whether an export may take the place of a file.
struct ReplaceWindow: Window {
  let certificate: Certificate
  let file: String

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      texts("label.exportWizard"), text: texts("desktop.exists", ["file": "C:\\\(file)"]),
      choices: [
        Screen.Choice(texts("label.yes")) { desktop throws(JournalError) in
          desktop.close()
          try desktop.export(certificate, to: file)
        },
        Screen.Choice(texts("desktop.no")) { $0.close() },
      ])
  }
}

extension Desktop {
  func title(of certificate: Certificate) -> String {
    "\(certificate.subject.displayLine) · \(shortDate(certificate.notAfter))"
  }

  /// Writes the file and says so, in the place of the export wizard.
  fileprivate func export(_ certificate: Certificate, to path: String) throws(JournalError) {
    try file.export(certificate, to: path, at: now())
    replace(
      with: MessageWindow(
        title: texts("label.exportWizard"),
        text: "\(texts("desktop.exported"))\nC:\\\(path)\n\(wording("practice.desktop.here"))",
        path: file.localPath(path)))
  }
}
