// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import InspectionReports
import JSON
import ProgramParts
import Texts
import Usage
import Words
import X509

/// `probe`: shows what a server presents over TLS.
struct ProbeCommand: Command {
  static let name = "probe"
  static let operand: Operand? = .server
  static let options: [any Option] = [SharedOptions.json]
  static let examples = [
    Example("probe fe01.contoso.com", "plain"), Example("probe fe01.contoso.com:443 --json", "json"),
  ]

  let target: ProbeTarget
  var isJSON = false

  var endsInOrder: Bool { true }
}

extension ProbeCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    guard let target = ProbeTarget(arguments.requiredOperand) else {
      throw Misuse("usage.badTarget", arguments.requiredOperand)
    }
    self.target = target
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    let (console, wording) = (program.console, program.wording)
    let (host, port) = (target.host, target.port)
    let deadlines = Deadlines()
    console.show(wording("probe.asking", ["host": host, "port": String(port)]), as: .quiet)
    let words = ProbeWords(wording: wording, host: host, port: port, deadlines: deadlines)
    let presented: PresentedChain
    do throws(ProbeError) {
      presented = try TLSProbe.look(
        at: host, port: port, deadlines: deadlines, token: program.cancellationToken,
        looksUp: console.endAtOnce)
    } catch {
      throw Failure(code: ExitCode(error), text: words.text(error))
    }
    let remarks = ProbeRemark.all(on: presented, now: program.now())
    if isJSON {
      console.result(ProbeReport(words: words, presented: presented, remarks: remarks).value.pretty)
      return .finished
    }
    console.report(words.lines(presented))
    console.show(words.meaning(presented, remarks), as: .body)
    for remark in remarks { console.show(words.text(remark), as: remark.isWarning ? .warning : .body) }
    return .finished
  }
}
