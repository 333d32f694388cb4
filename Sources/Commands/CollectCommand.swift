// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import InspectionReports
import JSON
import Journal
import Paths
import Procedure
import ProgramParts
import Reports
import Servers
import Texts
import Usage
import Words
import X509

/// `collect`: reads all stores of a live server into a new folder, which `--from` takes. Nothing is changed on the
/// server.
struct CollectCommand: Command {
  static let name = "collect"
  static let options: [any Option] = [
    live.needed, SharedOptions.authFile, SharedOptions.kerberos, SharedOptions.computer, output,
    SharedOptions.json,
  ]
  static let examples = [
    Example("collect --live fe01 --kerberos", "plain"),
    Example("collect --live 192.0.2.7 --computer FE01 --auth-file f --json", "script"),
  ]

  static let live = SharedOptions.live("live.read")
  static let output = ValueOption("output", "DIR", file: .named, text: "output.collected")

  let live: LiveSource
  /// A new folder.
  var output: String?
  var isJSON = false

  var mayHoldPassword: Bool { true }
  var endsInOrder: Bool { true }
}

/// A server that is only read, and how.
struct LiveSource: Hashable, Sendable {
  let target: ProbeTarget
  var access = LiveAccess()
  /// The name of the computer that has to answer.
  var computer: String?

  var live: Start.Live { Start.Live(host: target.host, port: Int(target.port), isDryRun: false) }
}

extension CollectCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    guard let live = try LiveSource(arguments, Self.live) else {
      throw Misuse("usage.liveMissing", Self.name)
    }
    self.live = live
    output = try arguments.value(Self.output)
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try CollectRun(program: program, command: self).run()
  }
}

extension LiveSource {
  /// - Returns: `nil` if no server is named.
  init?(_ arguments: Arguments, _ live: ValueOption<ProbeTarget>) throws(Misuse) {
    guard let target = try arguments.value(live) else {
      let ofLive: [any Option] = [SharedOptions.authFile, SharedOptions.kerberos, SharedOptions.computer]
      if let lonely = ofLive.first(where: arguments.has) { throw Misuse("usage.needsLive", lonely.typed) }
      return nil
    }
    self.init(
      target: target, access: try SharedOptions.access(arguments),
      computer: try arguments.value(SharedOptions.computer))
  }
}

/// Runs `collect`.
private struct CollectRun: ProgramPart {
  let program: Program
  let command: CollectCommand

  func run() throws(Failure) -> ExitCode {
    var report = CollectReport(host: command.live.target.host, port: Int(command.live.target.port))
    var failure: Failure?
    do throws(Failure) { try collect(&report) } catch {
      failure = error
      report.problem = error.text
      report.exitCode = Int(error.code.rawValue)
    }
    if command.isJSON { console.result(report.value(wording).pretty) }
    if let failure { throw failure }
    return .finished
  }

  private func collect(_ report: inout CollectReport) throws(Failure) {
    let path = absolute(command.output ?? "collected-\(plainHost)")
    // Before the server is asked anything.
    do throws(JournalError) { try NewFolder.check(path) } catch { throw failed(error) }
    let collection = try ServerConnection(program: program).collect(
      command.live.live, command.live.access, computer: command.live.computer)
    let files = collection.files
    do throws(JournalError) { try NewFolder.write(files, to: path) } catch { throw failed(error) }
    report.server = collection.identity
    report.folder = path
    report.files = files.map(\.name)
    report.read(CertificateFolder(files))
    for line in report.coverageLines(wording) { console.show(line.text, as: line.tone) }
    console.show(wording("collect.written", ["folder": path]), as: .good)
    console.show(wording("collect.next", ["folder": path.shellWord]), as: .body)
  }

  private func failed(_ error: JournalError) -> Failure {
    guard case .alreadyExists(let path) = error else { return failure(error) }
    return Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
  }

  /// The host as a part of a file's name: `fe80--1` for an IPv6 address.
  private var plainHost: String {
    String(command.live.target.host.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "-" })
  }
}
