// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Procedure
import Servers
import Texts

// The two shells: each offers the commands that the steps ask for, and prints what such a server prints.

/// The Lync Server Management Shell.
struct ShellWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    func output(_ command: String, _ lines: [String]) -> Screen.Choice {
      Screen.Choice("PS> \(command)") { $0.print(command, lines) }
    }
    let user = desktop.machine.user
    var choices = [
      output(
        "Get-CsClientPinInfo -Identity \"\(user)\"",
        [
          "Identity             : \(user)", "IsPinSet             : True", "IsLockedOut          : False",
          "LastPinChangeTime    : \(desktop.longDate(desktop.machine.begun.adding(seconds: -864_000)))",
          "PinExpirationTime    :",
        ]),
      output(
        "Get-CsWebServiceConfiguration | Format-List Identity,UsePinAuth,UseCertificateAuth",
        [
          "Identity           : Global", "UsePinAuth         : True", "UseCertificateAuth : True",
        ]),
      output("Get-CsWebServiceConfiguration | Select-Object -ExpandProperty TrustedCACerts", [""]),
      Screen.Choice("PS> Stop-CsWindowsService; Start-CsWindowsService") { desktop throws(JournalError) in
        try desktop.restart()
      },
      Screen.Choice("PS> Test-CsPhoneBootstrap -PhoneOrExt \"4711\" -PIN \"…\" -Verbose") {
        desktop throws(JournalError) in
        try desktop.bootstrap()
      },
    ]
    // Windows Server 2012 R2 has this, and telnet only where somebody added it.
    if desktop.machine.server == .windowsServer2012R2 {
      choices += [444, 443].map { port in
        output(
          "Test-NetConnection \(desktop.machine.pool) -Port \(port)",
          [
            "ComputerName     : \(desktop.machine.pool)", "RemotePort       : \(port)",
            "TcpTestSucceeded : True",
          ])
      }
    }
    return Screen(desktop.texts("label.managementShell"), choices: choices)
  }
}

/// The command prompt, opened as administrator.
struct CommandPrompt: Window {
  private static let tickets = #"HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL"#

  func screen(_ desktop: Desktop) -> Screen {
    func output(_ command: String, _ lines: [String]) -> Screen.Choice {
      Screen.Choice("C:\\> \(command)") { $0.print(command, lines) }
    }
    let telnet =
      desktop.machine.server != .windowsServer2012R2
      ? ["_"]
      : [
        "'telnet' is not recognized as an internal or external command,", "operable program or batch file.",
      ]
    var choices = [
      output("telnet \(desktop.machine.pool) 444", telnet),
      output("telnet \(desktop.machine.pool) 443", telnet),
      Screen.Choice("C:\\> gpupdate /force") { desktop throws(JournalError) in
        try desktop.add(.refreshed)
        desktop.print(
          "gpupdate /force",
          [
            "Updating Policy...", "", "User Policy update has completed successfully.",
            "Computer Policy update has completed successfully.",
          ])
      },
      output(
        "w32tm /stripchart /computer:\(desktop.machine.pool) /samples:1", ["d:+00.0000000s o:+00.0001s"]),
    ]
    if desktop.machine.server == .windowsServer2012R2 {
      choices.append(
        output(
          "reg query \(Self.tickets) /v EnableSessionTicket",
          [Self.tickets, "    EnableSessionTicket    REG_DWORD    0x2"]))
    }
    return Screen(desktop.texts("desktop.commandPrompt"), choices: choices)
  }
}

extension Desktop {
  /// Shows a command and its output.
  fileprivate func print(_ command: String, _ lines: [String]) {
    open(MessageWindow(title: command, text: "", lines: lines))
  }

  fileprivate func restart() throws(JournalError) {
    try add(.restarted)
    print(
      "Stop-CsWindowsService; Start-CsWindowsService",
      ["RTCSRV", "RTCDATAMCU", "RTCMEETINGMCU", "RTCIMMCU", "REPLICA"].flatMap {
        ["Stopped  \($0)", "Running  \($0)"]
      })
  }

  /// Source: Test-CsPhoneBootstrap (learn.microsoft.com), which reports the result, and an error if there is one.
  fileprivate func bootstrap() throws(JournalError) {
    let works = machine.signsIn
    try add(.signedIn(works: works))
    print(
      "Test-CsPhoneBootstrap",
      [
        "Target Fqdn   : \(machine.pool)",
        "Target Uri    : https://\(machine.pool):443/CertProv/CertProvisioningService.svc",
      ]
        + (works
          ? ["Result        : Success", "Error         :"]
          : ["Result        : Failure", "Error         : 500 (InternalServerError)"]))
  }
}
