// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Servers
import Texts

/// Whose certificates a snap-in shows.
enum Account: CaseIterable {
  case user, computer

  var choice: String { self == .user ? "label.myUserAccount" : "label.computerAccount" }
  var node: String { self == .user ? "label.certificatesCurrentUser" : "label.certificatesLocalComputer" }
}

/// MMC: empty at first, then with the snap-ins that were added.
struct ConsoleWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    var choices = desktop.snapIns.flatMap { account in
      Store.allCases.map { store in
        Screen.Choice("\(texts(account.node)) > \(desktop.name(of: store)) > \(texts("label.certificates"))")
        {
          $0.open($0.list(of: store, for: account))
        }
      }
    }
    choices.append(
      Screen.Choice("\(texts("label.fileMenu")) > \(texts("label.addRemoveSnapIn"))…") {
        $0.open(SnapInWindow())
      })
    if !desktop.snapIns.isEmpty {
      let box = desktop.showsPhysicalStores ? "[x]" : "[ ]"
      let path = [texts("label.viewMenu"), texts("label.options"), texts("label.physicalStores")]
      choices.append(
        Screen.Choice("\(path.joined(separator: " > ")) \(box)") { $0.showsPhysicalStores.toggle() })
    }
    return Screen("\(texts("label.console1")) · \(texts("label.consoleRoot"))", choices: choices)
  }
}

extension Desktop {
  /// With the physical stores shown, a store opens as a list of them.
  fileprivate func list(of store: Store, for account: Account) -> any Window {
    showsPhysicalStores && account == .computer
      ? PhysicalStoresWindow(store: store) : ListWindow(store: store, physical: nil, account: account)
  }
}

/// “Add/Remove Snap-in”, from “Certificates” to the account.
struct SnapInWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      "\(texts("label.addRemoveSnapIn")) · \(texts("label.certificates")) > \(texts("label.add"))",
      choices: Account.allCases.map { account in
        let local = account == .computer ? " > \(texts("label.localComputer"))" : ""
        return Screen.Choice("\(texts(account.choice))\(local) > \(texts("label.finish"))") { desktop in
          if !desktop.snapIns.contains(account) { desktop.snapIns.append(account) }
          desktop.close()
        }
      })
  }
}

/// The physical stores of a store; those without a certificate are shown as well.
struct PhysicalStoresWindow: Window {
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    Screen(
      desktop.name(of: store),
      choices: store.physicalStores.map { physical in
        Screen.Choice("\(desktop.name(of: physical)) > \(desktop.texts("label.certificates"))") {
          $0.open(ListWindow(store: store, physical: physical, account: .computer))
        }
      })
  }
}

/// The list of a store's certificates.
struct ListWindow: Window {
  let store: Store
  /// `nil` for all physical stores together.
  let physical: PhysicalStore?
  let account: Account

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let entries = desktop.machine.entries(of: store, in: physical)
    let title = [texts(account.node), desktop.name(of: store), physical.map { desktop.name(of: $0) }]
    var choices = entries.map { entry in
      Screen.Choice(entry.certificate.subject.displayLine) {
        $0.open(RowWindow(entry: entry, account: account))
      }
    }
    if account == .computer {
      choices.append(
        Screen.Choice("\(texts("label.allTasks")) > \(texts("label.import"))…") {
          $0.open(ImportWindow(store: store))
        })
    }
    return Screen(
      title.compactMap(\.self).joined(separator: " > "),
      lines: entries.isEmpty ? desktop.page.wrapped(texts("desktop.noItems")) : table(entries, desktop),
      choices: choices, listed: entries.count)
  }

  private func table(_ entries: [PracticeMachine.Entry], _ desktop: Desktop) -> [String] {
    let texts = desktop.texts
    let headers = [
      "label.issuedTo", "label.issuedBy", "label.expirationDate", "desktop.purposes", "desktop.friendlyName",
    ]
    return desktop.page.table(
      headers.map { texts($0) },
      entries.map { entry in
        [
          entry.certificate.subject.displayLine, entry.certificate.issuer.displayLine,
          desktop.shortDate(entry.certificate.notAfter), texts("desktop.all"), texts("desktop.none"),
        ]
      })
  }
}
