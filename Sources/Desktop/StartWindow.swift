// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Journal
import Procedure
import Servers
import Texts

/// The desktop itself: what can be opened from the Start menu, and the programs that are open.
struct StartWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    // On 2008 Lync's programs are in a folder of the Start menu, on 2012 they are tiles.
    let folders = [texts("label.start"), texts("label.allPrograms"), desktop.machine.product.startMenuFolder]
    let lync =
      desktop.machine.server == .windowsServer2008
      ? folders.compactMap(\.self).map { "\($0) > " }.joined() : ""
    var screen = Screen(
      "\(desktop.windowsName) · \(desktop.machine.host)",
      choices: programs(texts, lync) + elsewhere(desktop)
        + desktop.programs.map { program in
          let ends = [program.windows.first] + (program.windows.count > 1 ? [program.windows.last] : [])
          let titles = ends.compactMap { $0?.screen(desktop).title }
          return Screen.Choice(([texts("desktop.taskbar")] + titles).joined(separator: " > ")) {
            $0.bringToFront(program.name)
          }
        })
    screen.hint = desktop.wording("practice.desktop.start")
    return screen
  }

  private func programs(_ texts: Wording, _ lync: String) -> [Screen.Choice] {
    [
      Screen.Choice(texts("label.eventViewer")) { $0.start(.eventViewer, EventList()) },
      Screen.Choice(lync + texts("label.managementShell")) { $0.start(.managementShell, ShellWindow()) },
      Screen.Choice("\(texts("desktop.commandPrompt")) · \(texts("label.runAsAdministrator"))") {
        $0.start(.commandPrompt, CommandPrompt())
      },
      Screen.Choice(lync + texts("label.deploymentWizard")) {
        $0.start(.deploymentWizard, DeploymentWizard())
      },
      Screen.Choice("mmc.exe") {
        $0.start(.console(isElevated: false), ConsoleWindow(console: Console(isElevated: false)))
      },
      Screen.Choice("mmc.exe · \(texts("label.runAsAdministrator"))") {
        $0.start(.console(isElevated: true), PermissionQuestion())
      },
      Screen.Choice(lync + texts("desktop.topologyBuilder")) {
        $0.start(.topologyBuilder, TopologyBuilder())
      },
      Screen.Choice(DriveWindow.title) { $0.start(.drive, DriveWindow()) },
      Screen.Choice(texts("desktop.clock")) { $0.start(.clock, ClockWindow()) },
    ]
  }

  /// What is not on this server.
  private func elsewhere(_ desktop: Desktop) -> [Screen.Choice] {
    [
      Screen.Choice("\(desktop.texts("desktop.remoteDesktop")) > \(desktop.machine.neighbour)") {
        $0.start(.neighbour, NeighbourWindow())
      },
      Screen.Choice(desktop.texts("desktop.phone")) { $0.start(.phone, PhoneWindow()) },
      Screen.Choice(desktop.wording("practice.desktop.client", ["computer": desktop.machine.client])) {
        $0.start(.client, ClientWindow())
      },
    ]
  }
}

/// User Account Control asks before a program runs with administrator rights; one that is opened without them
/// is not asked for.
struct PermissionQuestion: Window {
  func screen(_ desktop: Desktop) -> Screen {
    Screen(
      desktop.texts("desktop.permission"), text: desktop.texts("desktop.permission.text"),
      choices: [
        Screen.Choice(desktop.texts("label.yes")) {
          $0.replace(with: ConsoleWindow(console: Console(isElevated: true)))
        },
        Screen.Choice(desktop.texts("desktop.no")) { $0.close() },
      ])
  }
}

/// The clock in the taskbar, with the time zone.
struct ClockWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    Screen(
      desktop.texts("desktop.clock"), text: "\(desktop.longDate(desktop.now()))\n\(desktop.zone)",
      choices: [Screen.Choice(desktop.texts("label.ok")) { $0.close() }])
  }
}

/// The properties of the Front End pool in Topology Builder, as far as they name the web services.
struct TopologyBuilder: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      "\(texts("desktop.topologyBuilder")) · \(desktop.machine.pool)",
      lines: desktop.page.values([
        (texts("label.webServicesInternal"), [desktop.machine.webServices]),
        (texts("label.webServicesExternal"), [desktop.machine.externalWebServices]),
      ]),
      choices: [Screen.Choice(texts("label.ok")) { $0.close() }])
  }
}

/// A Lync phone: its display has a clock, and somebody can sign in on it.
struct PhoneWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    return Screen(
      texts("desktop.phone"), text: desktop.longDate(desktop.now()),
      choices: [
        Screen.Choice(texts("desktop.phone.signIn")) { desktop throws(JournalError) in
          let works = desktop.machine.signsIn
          try desktop.add(.signedIn(works: works))
          desktop.message(
            desktop.texts("desktop.phone"),
            desktop.texts(works ? "desktop.phone.works" : "desktop.phone.fails"))
        }
      ])
  }
}

/// The log “Lync Server” of the Event Viewer.
struct EventList: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let times = desktop.eventTimes
    let rows = times.map { ["47067", "LS UserPin Service", desktop.longDate($0)] }
    return Screen(
      "\(desktop.texts("label.eventViewer")) · Lync Server",
      lines: [],
      choices: zip(times, rows).enumerated().map { number, event in
        Screen.Choice(event.1.joined(separator: " · ")) { desktop in
          desktop.open(desktop.event(at: event.0, isFirst: number % 2 == 0))
        }
      })
  }
}

extension Desktop {
  /// When phones could not sign in, newest first: before the session, and whenever it was tried in vain.
  fileprivate var eventTimes: [Instant] {
    let before = [-3_000, -3_540].map(machine.begun.adding(seconds:))
    let since = machine.deeds.compactMap { done in done.deed == .signedIn(works: false) ? done.at : nil }
    return since.reversed() + before
  }

  /// An event as “Copy Details as Text” has it: the names of the fields are those of this Windows, Lync's own
  /// words are English.
  ///
  /// Source: the reference article, “Symptoms”.
  fileprivate func event(at time: Instant, isFirst: Bool) -> MessageWindow {
    let request = isFirst ? "GetPublishedCertRequest" : "GetEncryptionKeyRequest"
    let pool = machine.pool
    let fields = texts("desktop.event", ["date": longDate(time), "computer": machine.host])
    return MessageWindow(
      title: "47067, LS UserPin Service", text: "",
      lines: fields.split(separator: "\n").map(String.init) + [
        "A server did not respond to HTTP request", "",
        "Server \(pool) did not respond to HTTP request \(request) targeted at "
          + "[https://\(pool):444/LiveServer/UserPinService]",
        "Cause: Server might be down or the network path between servers might not be properly configured.",
        "Resolution:",
        "Please ensure that the server can be connected on the target port using telnet and then re-try.",
      ])
  }
}
