// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Journal
import Procedure
import Servers
import Stores
import Texts

// The two shells: each offers the commands that the steps ask for, by number or typed, and prints what such a
// server prints.

/// A command of a shell and its output.
struct ShellCommand {
  let prompt: String
  let command: String
  let output: [String]
  var hint: String?

  var choice: Screen.Choice {
    Screen.Choice(prompt + command, command: command) { $0.print(command, output, hint: hint) }
  }

  static func powerShell(_ command: String, _ output: [String]) -> ShellCommand {
    ShellCommand(prompt: "PS> ", command: command, output: output)
  }

  static func commandPrompt(_ command: String, _ output: [String], hint: String? = nil) -> ShellCommand {
    ShellCommand(prompt: #"C:\> "#, command: command, output: output, hint: hint)
  }
}

/// The Lync Server Management Shell.
struct ShellWindow: Window {
  func screen(_ desktop: Desktop) -> Screen {
    let stop = "Stop-CsWindowsService; Start-CsWindowsService"
    let test = "Test-CsPhoneBootstrap -PhoneOrExt \"4711\" -PIN \"…\" -Verbose"
    var screen = Screen(
      desktop.texts("label.managementShell"),
      choices: settings(desktop.machine, desktop).map(\.choice) + [
        Screen.Choice("PS> \(stop)", command: stop) { desktop throws(JournalError) in
          try desktop.restart(stop)
        },
        ShellCommand.powerShell(
          "Get-CsWindowsService", ["Status   Name", "------   ----"] + Self.services.map { "Running  \($0)" }
        ).choice,
        Screen.Choice("PS> \(test)", command: test) { desktop throws(JournalError) in
          try desktop.bootstrap()
        },
      ])
    if desktop.machine.server.hasTestNetConnection {
      screen.choices += [444, 443].map { ShellCommand.portTest(desktop.machine.pool, $0).choice }
    }
    if desktop.machine.product.hasComputerFailOver {
      let drain = Self.failOver(desktop.machine.host)
      screen.choices.append(
        Screen.Choice("PS> \(drain)", command: drain) { desktop throws(JournalError) in
          try desktop.restart(drain)
        })
    }
    screen.choices += [Self.rootNames(desktop.machine), Self.directors].map(\.choice)
    screen.pasteLines = [.powerShell]
    return screen
  }

  /// Source: Invoke-CsComputerFailOver and -FailBack: drained, stopped and disabled, and brought back.
  static func failOver(_ host: String) -> String {
    ["FailOver", "FailBack"].map { "Invoke-CsComputer\($0) -ComputerName \(host)" }.joined(separator: "; ")
  }

  /// The command with which the move tells roots from what is not one. Names are as .NET writes them.
  private static func rootNames(_ machine: PracticeMachine) -> ShellCommand {
    .powerShell(
      #"dir Cert:\LocalMachine\Root | Format-List Subject, Issuer"#,
      machine.entries.filter { $0.store == .trustedRoot }.map(\.certificate).flatMap {
        [
          "Subject : \($0.subject.detailLines.joined(separator: ", "))",
          "Issuer  : \($0.issuer.detailLines.joined(separator: ", "))", "",
        ]
      })
  }

  /// Source: Get-CsService (learn.microsoft.com). This deployment has no Director.
  private static let directors = ShellCommand.powerShell("Get-CsService -Director", [""])

  static let services = ["RTCSRV", "RTCDATAMCU", "RTCMEETINGMCU", "RTCIMMCU", "REPLICA"]

  private func settings(_ machine: PracticeMachine, _ desktop: Desktop) -> [ShellCommand] {
    [
      .powerShell(
        "Get-CsClientPinInfo -Identity \"\(machine.user)\"",
        [
          "Identity             : \(machine.user)", "IsPinSet             : True",
          "IsLockedOut          : False",
          "LastPinChangeTime    : \(desktop.longDate(machine.begun.adding(seconds: -864_000)))",
          "PinExpirationTime    :",
        ]),
      .powerShell(
        "Get-CsWebServiceConfiguration | fl Identity,UsePinAuth,UseCertificateAuth",
        ["Identity           : Global", "UsePinAuth         : True", "UseCertificateAuth : True"]),
      .powerShell(
        "Get-CsWebServiceConfiguration | Select-Object -ExpandProperty TrustedCACerts", [""]),
      .powerShell(
        "Get-CsPool",
        [
          "Identity       : \(machine.pool)",
          "Services       : {UserServer:\(machine.pool), Registrar:\(machine.pool), WebServer:\(machine.pool)}",
          "Computers      : {\(machine.host), \(machine.neighbour)}", "Fqdn           : \(machine.pool)",
          "BackupPoolFqdn :", "Site           : Site:HQ",
        ]),
    ]
  }
}

/// The command prompt, opened as administrator.
struct CommandPrompt: Window {
  private static let tickets = #"HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL"#

  func screen(_ desktop: Desktop) -> Screen {
    let machine = desktop.machine
    var screen = Screen(
      desktop.texts("desktop.commandPrompt"),
      choices: [444, 443].map { ShellCommand.telnet(machine.pool, $0, machine.server).choice } + [
        Screen.Choice(#"C:\> gpupdate /force"#, command: "gpupdate /force") { desktop throws(JournalError) in
          try desktop.add(.refreshed)
          desktop.print("gpupdate /force", desktop.texts("desktop.gpupdate").lines)
        },
        desktop.clockComparison(with: machine.neighbour, at: "10.0.0.12").choice,
      ])
    for name in ["Root", "CA", "My"] {
      screen.choices.append(
        ShellCommand.commandPrompt("certutil -store \(name)", desktop.certutil(name)).choice)
    }
    if machine.product.firstChecks.contains(Checks.oldTLS) {
      screen.choices.append(
        ShellCommand.commandPrompt(
          #"reg query "\#(Self.tickets)\Protocols\TLS 1.0\Server""#,
          ["ERROR: The system was unable to find the specified registry key or value."]
        ).choice)
    }
    if machine.server == .windowsServer2012R2 {
      screen.choices.append(
        ShellCommand.commandPrompt(
          "reg query \(Self.tickets)",
          [
            Self.tickets, "    EventLogging    REG_DWORD    0x1",
            "    EnableSessionTicket    REG_DWORD    0x2",
          ]
        ).choice)
    }
    screen.choices.append(
      ShellCommand.commandPrompt(
        "whoami /groups", ["BUILTIN\\\(desktop.texts("label.administrators"))    Alias    S-1-5-32-544"]
      ).choice)
    screen.choices += restorations(desktop)
    screen.pasteLines = [.commandPrompt, .certutil]
    return screen
  }

  /// The command of a restore card, for each exported file.
  private func restorations(_ desktop: Desktop) -> [Screen.Choice] {
    desktop.file.exportedFiles.compactMap { file -> Screen.Choice? in
      guard let certificate = desktop.file.certificate(in: "C:\\\(file)") else { return nil }
      let store: Store = certificate.isSelfIssued ? .trustedRoot : .intermediate
      let command = "certutil -addstore \(store.rawValue) \"C:\\\(file)\""
      return Screen.Choice(#"C:\> \#(command)"#, command: command) { desktop throws(JournalError) in
        try desktop.add(.imported(certificate.thumbprint, store))
        desktop.print(
          command,
          [
            store.rawValue, "Certificate \"\(certificate.subject.displayLine)\" added to store.",
            "CertUtil: -addstore command completed successfully.",
          ])
      }
    }
  }
}

extension ShellCommand {
  /// From Windows Server 2012 R2 on, and on the computers of users.
  static func portTest(_ host: String, _ port: Int) -> ShellCommand {
    .powerShell(
      "Test-NetConnection \(host) -Port \(port)",
      ["ComputerName     : \(host)", "RemotePort       : \(port)", "TcpTestSucceeded : True"])
  }

  /// From 2012 R2 on there is Test-NetConnection; telnet is there only where somebody added it.
  static func telnet(_ host: String, _ port: Int, _ server: WindowsServer) -> ShellCommand {
    .commandPrompt(
      "telnet \(host) \(port)",
      !server.hasTestNetConnection
        ? ["_"]
        : [
          "'telnet' is not recognized as an internal or external command,",
          "operable program or batch file.",
        ])
  }
}

extension Desktop {
  /// w32tm's comparison of two clocks, with what its two values mean.
  ///
  /// Source: Microsoft's pages on w32tm, `/stripchart`.
  func clockComparison(with host: String, at address: String) -> ShellCommand {
    .commandPrompt(
      "w32tm /stripchart /computer:\(host) /samples:1",
      [
        "Tracking \(host) [\(address):123].", "Collecting 1 samples.",
        "The current time is \(shortDate(now())) \(shortTime(now())).",
        "\(shortTime(now())) d:+00.0000000s o:+00.0001s  [                  *                  ]",
      ], hint: wording("practice.desktop.w32tm"))
  }

  fileprivate func restart(_ command: String) throws(JournalError) {
    try add(.restarted)
    print(command, ShellWindow.services.flatMap { ["Stopped  \($0)", "Running  \($0)"] })
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

extension String {
  /// The lines of a text, empty ones too.
  var lines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
