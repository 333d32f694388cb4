// SPDX-License-Identifier: GPL-3.0-or-later

import Guide
import Inspection
import JSON
import Ledger
import Reports
import Texts
import Words

extension Program {
  /// `probe`: what a server presents over TLS.
  func probe(host: String, port: UInt16, json: Bool) throws(Failure) -> ExitCode {
    let deadlines = Deadlines()
    console.show(wording("probe.asking", ["host": host, "port": String(port)]), as: .quiet)
    let words = ProbeWords(wording: wording, host: host, port: port, deadlines: deadlines)
    let presented: Presented
    do throws(ProbeError) {
      presented = try TLSProbe.look(
        at: host, port: port, deadlines: deadlines, token: cancellationToken,
        looksUp: console.endAtOnce)
    } catch {
      throw Failure(code: ExitCode(error), text: words.text(error))
    }
    let remarks = ProbeRemark.all(on: presented, now: now())
    if json {
      console.result(ProbeReport(words: words, presented: presented, remarks: remarks).value.pretty)
      return .finished
    }
    console.report(words.lines(presented))
    console.show(words.meaning(presented, remarks), as: .body)
    for remark in remarks { console.show(words.text(remark), as: remark.isWarning ? .warning : .body) }
    return .finished
  }
}
