// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Guide
import Procedure
import Reports
import Servers
import Testing
import Texts
import Usage
import X509

@testable import Commands
@testable import ProgramParts

@Suite("CommandLineReader")
struct CommandLineReaderTests {
  static let generalCases: [CommandLineCase] = [
    .reads("", MenuCommand()),
    .reads("--answers a.txt", MenuCommand(), answers: "a.txt"),
    .reads("--answers a.txt sessions", SessionsCommand(), answers: "a.txt"),
    .reads("sessions --json --answers=-", SessionsCommand(isJSON: true), answers: "-"),
    .reads("sessions --js", SessionsCommand(isJSON: true)),
    .reads("status -- --odd", StatusCommand(session: "--odd")),
    .refuses("--json", "usage.optionNotHere", "--json"),
    .refuses("nonsense", "usage.unknownCommand", "nonsense"),
    .refuses("inspct", "usage.unknownCommand", "inspct", nearest: "inspect"),
    .refuses("sessions --jsom", "usage.unknownOption", "--jsom", nearest: "--json"),
    .refuses("sessions --json=1", "usage.unknownOption", "--json=1", nearest: "--json"),
    .refuses("sessions -x", "usage.unknownOption", "-x"),
    .refuses("sessions --language", "usage.valueMissing", "--language"),
    .refuses(
      "sessions --language xx", "usage.unknownLanguage", "xx", understood: Wording.languages),
    .refuses("sessions --answers a --answers b extra", "usage.tooMany", "extra"),
  ]

  static let helpAndVersionCases: [CommandLineCase] = [
    .reads("help", HelpCommand()), .reads("--help", HelpCommand()), .reads("-h", HelpCommand()),
    .reads("help inspect", HelpCommand(command: "inspect")),
    .reads("inspect --help", HelpCommand(command: "inspect")),
    .reads("status --seed 1 -h", HelpCommand(command: "status")),
    .reads("help --answers a.txt", HelpCommand()),
    .reads("version", VersionCommand()), .reads("--version", VersionCommand()),
    .reads("-V", VersionCommand()),
    .refuses("help nonsense", "usage.unknownCommand", "nonsense"),
    .refuses("nonsense --help", "usage.unknownCommand", "nonsense"),
    .refuses("help start start", "usage.tooMany", "start"),
    .refuses("version 1", "usage.tooMany", "1"),
    .refuses("version --json", "usage.optionNotHere", "--json"),
  ]

  static let startCases: [CommandLineCase] = [
    .reads("start", StartCommand()),
    .reads(
      "start --server 2008 --name fe01", StartCommand(server: .windowsServer2008, sessionName: "fe01")),
    .reads("start --pace window", StartCommand(pace: .window)),
    .reads("start --pace each", StartCommand(pace: .each)),
    .reads("start --live fe02 --like fe01", StartCommand(live: live("fe02"), like: "fe01")),
    .refuses("start --like", "usage.valueMissing", "--like"),
    .refuses("start --pace fast", "usage.badValue", "--pace fast", understood: ["each", "window"]),
    .reads("start --session s.session", StartCommand(sessionFile: "s.session")),
    .reads(
      "start --chain a b --chain c --events e f", StartCommand(chain: ["a", "b", "c"], events: ["e", "f"])),
    .reads(
      "start --store ROOT=r ca=c AUTHROOT=a x.reg ./y=z",
      StartCommand(stores: [
        Start.StoreFile(store: .trustedRoot, path: "r"), Start.StoreFile(store: .intermediate, path: "c"),
        Start.StoreFile(store: .trustedRoot, physical: .authRoot, path: "a"),
        Start.StoreFile(store: nil, path: "x.reg"), Start.StoreFile(store: nil, path: "./y=z"),
      ])),
    .reads("start --live fe01", StartCommand(live: live())),
    .reads(
      "start --live fe01:4445 --kerberos --dry-run",
      StartCommand(live: live("fe01:4445", LiveAccess(usesTicket: true), isDryRun: true))),
    .reads("start --live fe01 --auth-file f", StartCommand(live: live("fe01", LiveAccess(authFile: "f")))),
    .refuses("start fe01", "usage.tooMany", "fe01"),
    .refuses(
      "start --server 2019R2", "usage.badValue", "--server 2019R2",
      understood: ["2008", "2012", "2012R2", "2016", "2019"]),
    .reads(
      "start --server 2016 --product sfb2015",
      StartCommand(server: .windowsServer2016, product: .skypeForBusiness2015)),
    .refuses("start --product sfb2019", "product.sfb2019", "--product sfb2019"),
    .refuses(
      "start --product ocs2007", "usage.badValue", "--product ocs2007",
      understood: ["lync2010", "lync2013", "sfb2015"]),
    .refuses("start --name a --session b", "usage.nameAndSession", "--name"),
    .refuses("start --store MY=x", "usage.badStore", "MY=x"),
    .refuses("start --store ROOT=", "usage.badStore", "ROOT="),
    .refuses("start --kerberos", "usage.needsLive", "--kerberos"),
    .refuses("start --live fe01 --store x", "usage.liveAndStore", "--store"),
    .refuses("start --live fe01 --from x", "usage.liveAndStore", "--from"),
    .reads("start --from a b --chain c", StartCommand(chain: ["c"], from: ["a", "b"])),
    .refuses("start --from -", "usage.passingFile", "--from -"),
    .refuses("start --live a/b", "usage.badTarget", "a/b"),
    .refuses("start --live fe01 --kerberos --auth-file f", "usage.twoCredentials", "--kerberos"),
    .refuses("start --json", "usage.optionNotHere", "--json"),
    .refuses("start --chain -", "usage.passingFile", "--chain -"),
    .refuses("start --store ROOT=-", "usage.passingFile", "--store ROOT=-"),
    .refuses("start --events /dev/stdin", "usage.passingFile", "--events /dev/stdin"),
    .refuses("start --chain /dev/fd/63", "usage.passingFile", "--chain /dev/fd/63"),
    .refuses("start --session -", "usage.dashNamesNothing", "--session -"),
    .refuses("start --live fe01 --auth-file -", "usage.dashNamesNothing", "--auth-file -"),
  ]

  static let sessionWorkCases: [CommandLineCase] = [
    .reads("practice", PracticeCommand()),
    .reads(
      "practice both --by-hand --server 2008",
      PracticeCommand(scenario: .both, server: .windowsServer2008, isByHand: true)),
    .reads("practice --desktop", PracticeCommand(desktop: .newest)),
    .reads("practice --desktop both", PracticeCommand(desktop: .session("both"))),
    .refuses("practice --desktop p --seed 1", "usage.desktopAlone", "--seed"),
    .refuses("practice --by-hand --desktop", "usage.desktopAlone", "--by-hand"),
    .refuses(
      "practice --server 2000", "usage.badValue", "--server 2000",
      understood: ["2008", "2012", "2012R2", "2016", "2019"]),
    .reads(
      "practice --server 2019 --product sfb2015",
      PracticeCommand(server: .windowsServer2019, product: .skypeForBusiness2015)),
    .refuses("practice --desktop p --product sfb2015", "usage.desktopAlone", "--product"),
    .reads("practice --pace window", PracticeCommand(pace: .window)),
    .reads("practice both --seed 7 --name p", PracticeCommand(scenario: .both, seed: 7, sessionName: "p")),
    .refuses(
      "practice bith", "usage.unknownScenario", "bith", nearest: "both",
      understood: Scenario.allCases.map(\.rawValue)),
    .refuses("practice --seed -1", "usage.badValue", "--seed -1"),
    .refuses("practice both both", "usage.tooMany", "both"),
    .reads("resume", ResumeCommand()),
    .reads("resume s --receipt r", ResumeCommand(session: "s", receipt: "r")),
    .reads("resume s --receipt -", ResumeCommand(session: "s", receipt: "-")),
    .reads("resume s --pace window", ResumeCommand(session: "s", pace: .window)),
    .refuses("status --pace window", "usage.optionNotHere", "--pace"),
    .reads("resume --kerberos", ResumeCommand(access: LiveAccess(usesTicket: true))),
    .refuses("resume s --receipt a b", "usage.tooMany", "b"),
    .refuses("resume --receipt - --answers -", "usage.inputTwice", "--answers -"),
    .reads("commands", ExportCommandsCommand()),
    .reads("commands s --output d", ExportCommandsCommand(session: "s", output: "d")),
    .refuses("commands s --output -", "usage.dashNamesNothing", "--output -"),
    .refuses("commands a b", "usage.tooMany", "b"),
    .reads(
      "recheck s --store x --events e",
      RecheckCommand(session: "s", stores: [Start.StoreFile(store: nil, path: "x")], events: ["e"])),
    .reads(
      "recheck s --store CA=-",
      RecheckCommand(session: "s", stores: [Start.StoreFile(store: .intermediate, path: "-")])),
    .refuses("recheck", "usage.operandMissing", "recheck"),
    .refuses("recheck s --store x y", "usage.tooMany", "y"),
    .refuses("recheck s --receipt r", "usage.optionNotHere", "--receipt"),
    .refuses("recheck s --store ROOT=- --events -", "usage.inputTwice", "--events -"),
    .reads("restore s --receipt r", RestoreCommand(session: "s", receipt: "r")),
    .reads("restore s --json", RestoreCommand(session: "s", isJSON: true)),
    .refuses("restore", "usage.operandMissing", "restore"),
    .refuses("restore s --events e", "usage.optionNotHere", "--events"),
    .reads("commands s --json", ExportCommandsCommand(session: "s", isJSON: true)),
  ]

  static let recheckCases: [CommandLineCase] = [
    .reads("recheck s --no-input", RecheckCommand(session: "s", isUnattended: true)),
    .reads(
      "recheck s --format nagios --max-age 24 --from f",
      RecheckCommand(session: "s", from: ["f"], isUnattended: true, format: .nagios, maximumAgeHours: 24)),
    .reads(
      "recheck s --live fe01:4445 --kerberos",
      RecheckCommand(
        session: "s",
        access: LiveAccess(usesTicket: true, server: Start.Live(host: "fe01", port: 4445, isDryRun: false)))),
    .refuses("recheck s --live fe01 --store x", "usage.liveAndStore", "--store"),
    .refuses("recheck s --live fe01 --from x", "usage.liveAndStore", "--from"),
    .refuses("recheck s --max-age 24", "usage.needsFormat", "--max-age"),
    .refuses("recheck s --format json --max-age 0", "usage.badValue", "--max-age 0"),
    .refuses("recheck s --format nagios --answers a", "usage.noInputAnswers", "--answers"),
    .refuses("recheck s --no-input --answers a", "usage.noInputAnswers", "--answers"),
    .refuses(
      "recheck s --format text", "usage.badValue", "--format text",
      understood: ["nagios", "prometheus", "json"]),
  ]

  static let looksCases: [CommandLineCase] = [
    .reads("sessions", SessionsCommand()),
    .reads("sessions --prune", SessionsCommand(prunes: true)),
    .refuses("sessions --prune --json", "usage.pruneAlone", "--json"),
    .refuses("sessions x", "usage.tooMany", "x"),
    .reads("status s", StatusCommand(session: "s")),
    .reads("status s --json", StatusCommand(session: "s", isJSON: true)),
    .refuses("status", "usage.operandMissing", "status"),
    .reads("transcript s", TranscriptCommand(session: "s")),
    .reads(
      "transcript s --format html --output o --pseudonyms",
      TranscriptCommand(session: "s", format: .html, output: "o", hidesNames: true)),
    .reads("transcript s --output -", TranscriptCommand(session: "s")),
    .refuses(
      "transcript s --format pdf", "usage.badValue", "--format pdf",
      understood: ["text", "markdown", "html", "json", "ticket"]),
    .reads("handover s", HandoverCommand(session: "s")),
    .reads("handover s --output f.tar", HandoverCommand(session: "s", output: "f.tar")),
    .reads("handover s --output -", HandoverCommand(session: "s", output: "-")),
    .refuses("handover", "usage.operandMissing", "handover"),
    .reads("request s", RequestCommand(session: "s")),
    .reads("request s --output -", RequestCommand(session: "s")),
    .reads("approve r.txt", ApproveCommand(request: "r.txt")),
    .reads(
      "approve r.txt --key k --output -", ApproveCommand(request: "r.txt", key: "k", output: "-")),
    .refuses("approve", "usage.operandMissing", "approve"),
    .refuses("request s --json", "usage.optionNotHere", "--json"),
    .reads("verify s --head abc", VerifyCommand(session: "s", head: "abc")),
    .refuses("verify s --head", "usage.valueMissing", "--head"),
    .reads("verify s --json", VerifyCommand(session: "s", isJSON: true)),
    .reads(
      "inspect --chain a --store ROOT=r --zone +01:30 --json --all --check",
      InspectCommand(
        chain: ["a"], stores: [Start.StoreFile(store: .trustedRoot, path: "r")], offsetMinutes: 90,
        isJSON: true, showsAll: true, checks: true)),
    .reads("inspect --from a - --json", InspectCommand(from: ["a", "-"], isJSON: true)),
    .reads("inspect --chain - --pool d", InspectCommand(chain: ["-"], pool: "d")),
    .reads("inspect --chain a --store /dev/fd/63 /dev/fd/62", inspectPipes),
    .refuses("inspect a --chain b", "usage.tooMany", "a"),
    .refuses("inspect /dev/null", "usage.tooMany", "/dev/null", nearest: "--store /dev/null"),
    .refuses("status s /dev/null", "usage.tooMany", "/dev/null"),
    .reads("start --server 2012r2", StartCommand(server: .windowsServer2012R2)),
    .refuses("inspect --zone 01:00", "usage.unsignedZone", "--zone 01:00"),
    .refuses("inspect --zone noon", "usage.badValue", "--zone noon"),
    .refuses("inspect --pool -", "usage.dashNamesNothing", "--pool -"),
    .reads(
      "inspect --chain a --against b --html -", InspectCommand(chain: ["a"], against: "b", html: "-")),
    .refuses("inspect --against -", "usage.dashNamesNothing", "--against -"),
    .refuses("inspect --pool p --against b", "usage.notTogether", "--pool, --against"),
    .refuses("inspect --pool p --issuer-list", "usage.notTogether", "--pool, --issuer-list"),
    .reads("inspect --chain a --issuer-list", InspectCommand(chain: ["a"], showsIssuerList: true)),
    .refuses("inspect --json --html p.html", "usage.notTogether", "--json, --html"),
    .refuses("inspect --chain - --store ROOT=-", "usage.inputTwice", "--store ROOT=-"),
    .refuses("inspect --chain - --store ROOT=/dev/stdin", "usage.inputTwice", "--store ROOT=/dev/stdin"),
    .refuses("inspect --chain - -", "usage.inputTwice", "--chain -"),
    .reads(
      "inspect --chain a --live fe01 --kerberos --computer FE01",
      InspectCommand(chain: ["a"], live: source("fe01", LiveAccess(usesTicket: true), "FE01"))),
    .refuses("inspect --chain a --live fe01 --from b", "usage.liveAndStore", "--from"),
    .refuses("inspect --chain a --live fe01 --store b", "usage.liveAndStore", "--store"),
    .refuses("inspect --chain a --live fe01 --pool b", "usage.liveAndStore", "--pool"),
    .refuses("inspect --chain a --auth-file f", "usage.needsLive", "--auth-file"),
    .refuses("inspect --chain a --computer f", "usage.needsLive", "--computer"),
    .reads("collect --live fe01:4450", CollectCommand(live: source("fe01:4450"))),
    .reads(
      "collect --live fe01 --auth-file f --output d --json",
      CollectCommand(live: source("fe01", LiveAccess(authFile: "f")), output: "d", isJSON: true)),
    .refuses("collect", "usage.liveMissing", "collect"),
    .refuses("collect --kerberos", "usage.needsLive", "--kerberos"),
    .refuses("collect --live fe01 --kerberos --auth-file f", "usage.twoCredentials", "--kerberos"),
    .refuses("collect --live fe01 --output -", "usage.dashNamesNothing", "--output -"),
    .reads("probe fe01", ProbeCommand(target: target("fe01"))),
    .reads("probe [::1]:443 --json", ProbeCommand(target: target("[::1]:443"), isJSON: true)),
    .refuses("probe", "usage.targetMissing", "probe"),
    .refuses("probe https://fe01", "usage.badTarget", "https://fe01"),
    .refuses("probe a b", "usage.tooMany", "b"),
  ]

  @Test("reads what every command takes, or says what is wrong", arguments: generalCases)
  func general(_ line: CommandLineCase) { line.check() }

  @Test("shows help and version before anything else", arguments: helpAndVersionCases)
  func helpAndVersion(_ line: CommandLineCase) { line.check() }

  @Test("reads start", arguments: startCases)
  func start(_ line: CommandLineCase) { line.check() }

  @Test("reads the commands that work on a session", arguments: sessionWorkCases)
  func sessionWork(_ line: CommandLineCase) { line.check() }

  @Test("reads recheck", arguments: recheckCases)
  func recheck(_ line: CommandLineCase) { line.check() }

  @Test("reads the commands that only look", arguments: looksCases)
  func looks(_ line: CommandLineCase) { line.check() }

  private static func target(_ text: String, usualPort: UInt16 = ProbeTarget.usualPort) -> ProbeTarget {
    guard let target = ProbeTarget(text, usualPort: usualPort) else { preconditionFailure(text) }
    return target
  }

  private static func live(
    _ text: String = "fe01", _ access: LiveAccess = LiveAccess(), isDryRun: Bool = false
  ) -> LiveOptions {
    LiveOptions(target: target(text, usualPort: 445), access: access, isDryRun: isDryRun)
  }

  private static func source(
    _ text: String, _ access: LiveAccess = LiveAccess(), _ computer: String? = nil
  ) -> LiveSource {
    LiveSource(target: target(text, usualPort: 445), access: access, computer: computer)
  }

  private static let inspectPipes = InspectCommand(
    chain: ["a"],
    stores: [
      Start.StoreFile(store: nil, path: "/dev/fd/63"), Start.StoreFile(store: nil, path: "/dev/fd/62"),
    ])
}
