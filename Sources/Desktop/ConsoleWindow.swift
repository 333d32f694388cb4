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

/// What a console of MMC knows while it is open; closed, it loses everything.
final class Console {
  /// Whether it was opened as administrator. One that was not looks the same, and only deleting fails.
  let isElevated: Bool
  /// The snap-ins that were added.
  var snapIns: [Account] = []
  var showsPhysicalStores = false

  init(isElevated: Bool) {
    self.isElevated = isElevated
  }
}

/// MMC: empty at first, then with the snap-ins that were added.
struct ConsoleWindow: Window {
  let console: Console

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    var choices = console.snapIns.flatMap { account in
      Store.allCases.map { store in
        Screen.Choice("\(texts(account.node)) > \(desktop.name(of: store)) > \(texts("label.certificates"))")
        {
          $0.open(list(of: store, for: account))
        }
      }
    }
    choices.append(
      Screen.Choice("\(texts("label.fileMenu")) > \(texts("label.addRemoveSnapIn"))…", letter: "a") {
        $0.open(SnapInWindow(console: console))
      })
    if !console.snapIns.isEmpty {
      let box = console.showsPhysicalStores ? "[x]" : "[ ]"
      let path = [texts("label.viewMenu"), texts("label.options"), texts("label.physicalStores")]
      choices.append(
        Screen.Choice("\(path.joined(separator: " > ")) \(box)", letter: "c") { _ in
          console.showsPhysicalStores.toggle()
        })
    }
    return Screen("\(texts("label.console1")) · \(texts("label.consoleRoot"))", choices: choices)
  }

  /// With the physical stores shown, a store opens as a list of them.
  private func list(of store: Store, for account: Account) -> any Window {
    console.showsPhysicalStores && account == .computer
      ? PhysicalStoresWindow(console: console, store: store)
      : ListWindow(console: console, store: store, physical: nil, account: account)
  }
}

/// “Add/Remove Snap-in”: “Certificates” up to the account, and what was added, which can be removed again.
struct SnapInWindow: Window {
  let console: Console

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let add = "\(texts("label.certificates")) > \(texts("label.add"))"
    return Screen(
      texts("label.addRemoveSnapIn"),
      choices: Account.allCases.map { account in
        let local = account == .computer ? " > \(texts("label.localComputer"))" : ""
        return Screen.Choice("\(add) > \(texts(account.choice))\(local) > \(texts("label.finish"))") {
          if !console.snapIns.contains(account) { console.snapIns.append(account) }
          $0.close()
        }
      }
        + console.snapIns.map { account in
          Screen.Choice("\(texts(account.node)) > \(texts("desktop.remove"))") {
            console.snapIns.removeAll { $0 == account }
            $0.close()
          }
        })
  }
}

/// The physical stores of a store; those without a certificate are shown as well.
struct PhysicalStoresWindow: Window {
  let console: Console
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    Screen(
      desktop.name(of: store),
      choices: store.physicalStores.map { physical in
        Screen.Choice("\(desktop.name(of: physical)) > \(desktop.texts("label.certificates"))") {
          $0.open(ListWindow(console: console, store: store, physical: physical, account: .computer))
        }
      })
  }
}

/// The list of a store's certificates.
struct ListWindow: Window {
  let console: Console
  let store: Store
  /// `nil` for all physical stores together.
  let physical: PhysicalStore?
  let account: Account

  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    // Sorted by “Issued To”, as the steps have it.
    let entries = desktop.machine.entries(of: store, in: physical).inOrder(by: \.certificate)
    let title = [texts(account.node), desktop.name(of: store), physical.map { desktop.name(of: $0) }]
    var choices = entries.map { entry in
      Screen.Choice(entry.certificate.subject.displayLine) {
        $0.open(RowWindow(console: console, entry: entry, account: account))
      }
    }
    if account == .computer {
      choices.append(
        Screen.Choice("\(texts("label.allTasks")) > \(texts("label.import"))…", letter: "a") {
          $0.open(console.isElevated ? ImportWindow(store: store) : $0.denied(account))
        })
    }
    return Screen(
      title.compactMap(\.self).joined(separator: " > "),
      lines: desktop.table(entries.map(\.certificate)), choices: choices, listed: entries.count)
  }
}

extension Array {
  /// In the order of the names in “Issued To”; what has one name stays in its order.
  func inOrder(by certificate: (Element) -> Certificate) -> [Element] {
    enumerated().sorted { one, other in
      let names = [one, other].map { certificate($0.element).subject.displayLine.lowercased() }
      return names[0] == names[1] ? one.offset < other.offset : names[0] < names[1]
    }.map(\.element)
  }
}

extension Desktop {
  /// The list of a store as MMC shows it.
  func table(_ certificates: [Certificate]) -> [String] {
    guard !certificates.isEmpty else { return page.wrapped(texts("desktop.noItems")) }
    let headers = [
      "label.issuedTo", "label.issuedBy", "label.expirationDate", "desktop.purposes", "desktop.friendlyName",
    ]
    return page.table(
      headers.map { texts($0) },
      certificates.map { certificate in
        [
          certificate.subject.displayLine, certificate.issuer.displayLine, shortDate(certificate.notAfter),
          texts("desktop.all"), texts("desktop.none"),
        ]
      })
  }

  /// What Windows says when only an administrator may do it, or when it is the wrong tree.
  func denied(_ account: Account) -> MessageWindow {
    MessageWindow(title: texts(account.node), text: texts("desktop.denied"))
  }
}
