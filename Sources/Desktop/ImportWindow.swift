// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Servers
import Stores
import Texts

/// The Certificate Import Wizard: the files that were exported, or another one.
struct ImportWindow: Window {
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      "\(texts("label.importWizard")) · \(desktop.name(of: store))",
      choices: desktop.file.exportedFiles.map { file in
        Screen.Choice("C:\\\(file)") { $0.chooseImport("C:\\\(file)", into: store) }
      } + [
        Screen.Choice("\(texts("label.browse"))…") { $0.replace(with: ImportFileWindow(store: store)) }
      ])
  }
}

/// The dialog for the name of the file.
struct ImportFileWindow: Window {
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let file = Screen.Field(label: texts("desktop.fileName")) { text, desktop in
      desktop.chooseImport(text, into: store)
    }
    var screen = Screen("\(texts("label.importWizard")) · \(texts("label.browse"))", field: file)
    screen.hint = desktop.wording("practice.desktop.copied")
    return screen
  }
}

/// The page with the store, and the end of the wizard.
struct ImportPlaceWindow: Window {
  let certificate: Certificate
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      texts("label.importWizard"),
      lines: desktop.page.wrapped("(•) \(texts("label.placeAll"))")
        + desktop.page.wrapped("    \(desktop.name(of: store))"),
      choices: [
        Screen.Choice("\(texts("label.next")) > \(texts("label.finish"))") {
          desktop throws(JournalError) in
          try desktop.add(.imported(certificate.thumbprint, store))
          desktop.replace(
            with: MessageWindow(
              title: desktop.texts("label.importWizard"), text: desktop.texts("desktop.imported")))
        }
      ])
  }
}

extension Desktop {
  /// Goes on to the store with the certificate of a file, in the place of the page with the file.
  fileprivate func chooseImport(_ path: String, into store: Store) {
    guard let certificate = file.certificate(in: path) else {
      message(texts("label.importWizard"), texts("desktop.unreadable"))
      return
    }
    replace(with: ImportPlaceWindow(certificate: certificate, store: store))
  }
}
