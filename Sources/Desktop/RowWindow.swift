// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Servers
import Stores
import Texts

/// The menu of a row: open, export, delete.
struct RowWindow: Window {
  let entry: PracticeMachine.Entry
  let account: Account

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      desktop.title(of: entry),
      choices: [
        Screen.Choice(texts("desktop.open")) { $0.open(CertificateWindow(certificate: entry.certificate)) },
        Screen.Choice("\(texts("label.allTasks")) > \(texts("label.export"))…") {
          $0.open(ExportWindow(entry: entry))
        },
        Screen.Choice(texts("label.delete")) { desktop in
          guard account == .computer else {
            desktop.message(desktop.texts(account.node), desktop.texts("desktop.denied"))
            return
          }
          desktop.open(DeletionWarning(entry: entry))
        },
      ])
  }
}

extension Desktop {
  fileprivate func title(of entry: PracticeMachine.Entry) -> String {
    "\(entry.certificate.subject.displayLine) · \(shortDate(entry.certificate.notAfter))"
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

/// The Certificate Export Wizard: the format is DER, as the steps have it.
struct ExportWindow: Window {
  let entry: PracticeMachine.Entry

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let file = Screen.Field(label: "\(texts("desktop.fileName")), C:\\\(PracticeMachineFile.usualFolder)\\") {
      text, desktop throws(JournalError) in
      try take(text, desktop)
    }
    return Screen(
      "\(texts("label.exportWizard")) · \(desktop.title(of: entry))",
      lines: desktop.page.wrapped("(•) \(texts("label.der"))"), field: file)
  }

  private func take(_ text: String, _ desktop: Desktop) throws(JournalError) {
    guard let file = PracticeMachineFile.driveFile(text) else {
      desktop.message(desktop.texts("label.exportWizard"), desktop.texts("desktop.badName"))
      return
    }
    guard desktop.file.exists(file) else { return try desktop.export(entry, to: file) }
    desktop.open(ReplaceWindow(entry: entry, file: file))
  }
}

/// The question whether an export may take the place of a file.
struct ReplaceWindow: Window {
  let entry: PracticeMachine.Entry
  let file: String

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      texts("label.exportWizard"), text: texts("desktop.exists", ["file": "C:\\\(file)"]),
      choices: [
        Screen.Choice(texts("label.yes")) { desktop throws(JournalError) in
          desktop.close()
          try desktop.export(entry, to: file)
        },
        Screen.Choice(texts("desktop.no")) { $0.close() },
      ])
  }
}

extension Desktop {
  /// Writes the file and says so, in the place of the export wizard.
  fileprivate func export(_ entry: PracticeMachine.Entry, to path: String) throws(JournalError) {
    try file.export(entry.certificate, to: path, at: now())
    replace(
      with: MessageWindow(
        title: texts("label.exportWizard"),
        text: "\(texts("desktop.exported"))\nC:\\\(path)\n\(wording("practice.desktop.here"))",
        path: file.localPath(path)))
  }
}

/// The Certificate Import Wizard, with the files that were exported.
struct ImportWindow: Window {
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let files = desktop.file.exportedFiles
    return Screen(
      "\(texts("label.importWizard")) · \(desktop.name(of: store))",
      lines: files.isEmpty ? desktop.page.wrapped(texts("desktop.noItems")) : [],
      choices: files.map { file in
        Screen.Choice("C:\\\(file)") { desktop throws(JournalError) in
          try desktop.importFile(file, into: store)
        }
      })
  }
}

extension Desktop {
  fileprivate func importFile(_ path: String, into store: Store) throws(JournalError) {
    let title = texts("label.importWizard")
    guard let certificate = file.certificate(in: path) else {
      message(title, texts("desktop.unreadable"))
      return
    }
    try add(.imported(certificate.thumbprint, store))
    replace(with: MessageWindow(title: title, text: texts("desktop.imported")))
  }
}
