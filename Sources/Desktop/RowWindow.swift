// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Servers
import Stores
import Texts

/// The menu of a row: open, export, delete.
struct RowWindow: Window {
  let console: Console
  let entry: PracticeMachine.Entry
  let account: Account

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      desktop.title(of: entry.certificate),
      choices: [
        Screen.Choice(texts("desktop.open")) { $0.open(CertificateWindow(certificate: entry.certificate)) },
        Screen.Choice("\(texts("label.allTasks")) > \(texts("label.export"))…") {
          $0.open(ExportWindow(certificate: entry.certificate))
        },
        Screen.Choice(texts("label.delete")) { desktop in
          let mayDelete = account == .computer && console.isElevated
          desktop.open(mayDelete ? DeletionWarning(entry: entry) : desktop.denied(account))
        },
      ])
  }
}

/// The question before a deletion. Like that of Windows, it does not say which certificate is meant.
struct DeletionWarning: Window {
  let entry: PracticeMachine.Entry

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      texts("label.certificates"),
      text: texts(entry.store == .trustedRoot ? "desktop.delete.root" : "desktop.delete.ca"),
      choices: [
        Screen.Choice(texts("label.yes")) { desktop throws(JournalError) in
          try desktop.add(.deleted(entry.certificate.thumbprint, entry.store, entry.physical))
          desktop.close()
          desktop.close()
        },
        Screen.Choice(texts("desktop.no")) { $0.close() },
      ])
  }
}
