// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Procedure
import Servers
import Texts

/// The desktop itself: what can be opened from the Start menu.
struct StartWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let texts = desktop.texts
    // On 2008 Lync's programs are in a folder of the Start menu, on 2012 they are tiles.
    let lync =
      desktop.machine.server == .windowsServer2008
      ? "\(texts("label.start")) > \(texts("label.allPrograms")) > Microsoft Lync Server > " : ""
    return Screen(
      "\(desktop.windowsName) · \(desktop.machine.host)",
      choices: [
        Screen.Choice(texts("label.eventViewer")) { $0.open(EventList()) },
        Screen.Choice(lync + texts("label.managementShell")) { $0.open(ShellWindow()) },
        Screen.Choice(texts("desktop.commandPrompt")) { $0.open(CommandPrompt()) },
        Screen.Choice(lync + texts("label.deploymentWizard")) { $0.open(DeploymentWizard()) },
        Screen.Choice("mmc.exe · \(texts("label.runAsAdministrator"))") { $0.open(ConsoleWindow()) },
        Screen.Choice(texts("desktop.clock")) { desktop in
          desktop.message(
            desktop.texts("desktop.clock"), "\(desktop.longDate(desktop.now()))\n\(desktop.zone)")
        },
        Screen.Choice(texts("desktop.phone")) { desktop throws(JournalError) in
          try desktop.signIn()
        },
      ])
  }
}

extension Desktop {
  /// A user types number and PIN on a phone.
  fileprivate func signIn() throws(JournalError) {
    let works = machine.signsIn
    try add(.signedIn(works: works))
    message(texts("desktop.phone"), texts(works ? "desktop.phone.works" : "desktop.phone.fails"))
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

  /// An event as “Copy Details as Text” has it; Lync's own words are English here.
  ///
  /// Source: the reference article, “Symptoms”.
  fileprivate func event(at time: Instant, isFirst: Bool) -> MessageWindow {
    let request = isFirst ? "GetPublishedCertRequest" : "GetEncryptionKeyRequest"
    let pool = machine.pool
    return MessageWindow(
      title: "47067, LS UserPin Service", text: "",
      lines: [
        "Log Name:      Lync Server", "Source:        LS UserPin Service", "Date:          \(longDate(time))",
        "Event ID:      47067", "Task Category: (1044)", "Level:         Error", "Keywords:      Classic",
        "User:          N/A", "Computer:      \(machine.host)", "Description:",
        "A server did not respond to HTTP request", "",
        "Server \(pool) did not respond to HTTP request \(request) targeted at "
          + "[https://\(pool):444/LiveServer/UserPinService]",
        "Cause: Server might be down or the network path between servers might not be properly configured.",
        "Resolution:",
        "Please ensure that the server can be connected on the target port using telnet and then re-try.",
      ])
  }
}
