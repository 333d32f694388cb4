// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import Servers
import Texts

// Other computers: a second Front End of the pool, and one in the phones' network.

/// A second Front End, on which phones can sign in. It can be looked at, and its certificates can be copied.
struct NeighbourWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let node = texts("label.certificatesLocalComputer")
    return Screen(
      "\(texts("desktop.remoteDesktop")) · \(desktop.machine.neighbour)",
      choices: Store.allCases.map { store in
        Screen.Choice("\(node) > \(desktop.name(of: store)) > \(texts("label.certificates"))") {
          $0.open(NeighbourList(store: store))
        }
      } + [
        Screen.Choice("\(texts("label.deploymentWizard")) > \(texts("label.certificationPath"))") {
          $0.open(NeighbourPath())
        },
        Screen.Choice("\(texts("label.eventViewer")) > Lync Server") { desktop in
          desktop.message(
            "\(desktop.texts("label.eventViewer")) · Lync Server", desktop.texts("desktop.noItems"))
        },
        Screen.Choice(NeighbourPrompt.title(desktop)) { $0.open(NeighbourPrompt()) },
        Screen.Choice(texts("desktop.clock")) { $0.open(ClockWindow()) },
      ])
  }
}

/// The certification path of its own certificate: the authorities are the same.
struct NeighbourPath: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    let authorities = desktop.machine.path.dropLast()
    let names = authorities.map(\.subject.displayLine) + [desktop.machine.neighbour]
    return Screen(
      "\(desktop.machine.neighbour) · \(texts("label.certificationPath"))", lines: desktop.page.tree(names),
      choices: authorities.map { authority in
        Screen.Choice("\(texts("label.viewCertificate")): \(authority.subject.displayLine)") {
          $0.open(CertificateWindow(certificate: authority, isElsewhere: true))
        }
      })
  }
}

/// A list of its certificates.
struct NeighbourList: Window {
  let store: Store

  func screen(_ desktop: Desktop) -> Screen {
    let certificates = desktop.machine.neighbourCertificates(of: store).inOrder { $0 }
    return Screen(
      "\(desktop.machine.neighbour) · \(desktop.name(of: store))", lines: desktop.table(certificates),
      choices: certificates.map { certificate in
        Screen.Choice(certificate.subject.displayLine) {
          $0.open(CertificateWindow(certificate: certificate, isElsewhere: true))
        }
      }, listed: certificates.count)
  }
}

/// Its command prompt or PowerShell: what is tried from another server of the pool.
struct NeighbourPrompt: Window {
  static func title(_ desktop: Desktop) -> String {
    desktop.texts("desktop.commandPrompt")
      + (desktop.machine.server.hasTestNetConnection ? ", Windows PowerShell" : "")
  }

  func screen(_ desktop: Desktop) -> Screen {
    let machine = desktop.machine
    let ports =
      machine.server.hasTestNetConnection
      ? ShellCommand.portTest(machine.pool, 444)
      : ShellCommand.telnet(machine.pool, 444, machine.server)
    let listings = [("Root", Store.trustedRoot), ("CA", .intermediate)].map { name, store in
      ShellCommand.commandPrompt(
        "certutil -store \(name)", desktop.listing(name, machine.neighbourCertificates(of: store)))
    }
    return Screen(
      "\(machine.neighbour) · \(Self.title(desktop))",
      choices: ([ports] + listings + [desktop.clockComparison(with: machine.host, at: "10.0.0.11")])
        .map(\.choice))
  }
}

/// A computer in the phones' network.
struct ClientWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let machine = desktop.machine
    let domain = machine.host.drop { $0 != "." }.dropFirst()
    let commands = [
      ShellCommand.portTest(machine.webServices, 443),
      .telnet(machine.webServices, 443, .windowsServer2008),
      .commandPrompt(
        "nslookup -type=SRV _ntp._udp.\(domain)",
        [
          "_ntp._udp.\(domain)    SRV service location:", "          priority       = 0",
          "          weight         = 100", "          port           = 123",
          "          svr hostname   = dc01.\(domain)",
        ], hint: desktop.wording("practice.desktop.ntp")),
    ]
    return Screen(machine.client, choices: commands.map(\.choice))
  }
}
