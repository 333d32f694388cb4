// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Servers
import Stores
import Texts

/// The menu of a row: open, export, delete. It has letters, so that the number of a row is never that of “Delete”.
struct RowWindow: Window {
  let console: Console
  let entry: PracticeMachine.Entry
  let account: Account

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      desktop.title(of: entry.certificate),
      choices: [
        Screen.Choice(texts("desktop.open"), letter: "a") {
          $0.open(CertificateWindow(certificate: entry.certificate))
        },
        Screen.Choice("\(texts("label.allTasks")) > \(texts("label.export"))…", letter: "c") {
          $0.open(ExportWindow(certificate: entry.certificate))
        },
        Screen.Choice(texts("label.delete"), letter: "d") { desktop in
          let mayDelete = account == .computer && console.isElevated
          desktop.open(mayDelete ? DeletionWarning(entry: entry) : desktop.denied(account))
        },
      ])
  }
}

/// The question before a deletion. Like that of Windows, it does not say which certificate is meant; practice does, in
/// its own words.
struct DeletionWarning: Window {
  let entry: PracticeMachine.Entry

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    var screen = Screen(
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
    screen.hint = desktop.wording(
      "practice.desktop.selected",
      ["certificate": desktop.title(of: entry.certificate), "serial": entry.certificate.serial.description])
    return screen
  }
}
