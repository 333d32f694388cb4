// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Occurrences
import Procedure
import Texts
import Words

/// Describes a record, in one sentence of the transcript.
extension AnswerWords {
  func text(_ row: Transcript.Row, in session: Session) -> String {
    let text = sentence(row, in: session)
    guard let name = row.successor else { return text }
    return wording("said.by", ["name": name, "text": text])
  }

  private func sentence(_ row: Transcript.Row, in session: Session) -> String {
    switch row.kind {
    case .started: started(session.start)
    case .answered(let answer):
      AnswerWords(wording: wording, administrator: row.successor ?? session.findings.administrator)
        .text(answer, to: row.item)
    case .remarked(let text): wording("said.remarked", ["text": text])
    case .rowFound(let number): wording("said.rowFound", ["number": String(number)])
    case .withdrew(let sequence): wording("said.withdrew", ["number": String(sequence)])
    case .corrected(let sequence): wording("said.corrected", ["number": String(sequence)])
    case .pasted(let file): wording("said.pasted", ["file": file])
    case .handedOver(let receiver, let reason):
      wording("said.handedOver", ["name": receiver, "reason": reason])
    case .labelled(let windows, let lync):
      wording("said.labelled", ["windows": windows, "lync": lync])
    case .commanded(let order):
      wording(
        "said.commanded",
        ["folder": order.folder, "server": order.server, "count": String(order.entries.count)])
    case .rechecked(let recheck):
      ([wording("said.rechecked", ["files": recheck.sources.joined(separator: ", ")])]
        + RecheckWords(wording: wording).lines(recheck, in: session).map(\.text)).joined(separator: " ")
    case .contacted(let identity): IdentityWords(wording: wording).contacted(identity)
    case .ran(let command, .refused(let reason)):
      wording("said.ran.refused", ["command": command, "reason": reason])
    case .restored(let restoration): text(restoration)
    case .deletedOutside(let one):
      wording("said.deletedOutside", OutsideWords(wording: wording).values(one, in: session))
    case .restoredOutside(let thumbprint, let restoration):
      "\(thumbprint): \(text(restoration))"
    case .ran(let command, .begun): wording("said.ran.begun", ["command": command])
    case .ran(let command, .done): wording("said.ran.done", ["command": command])
    case .ran(let command, .failed(let reason)):
      wording("said.ran.failed", ["command": command, "reason": reason])
    case .parked(let why): wording("said.parked.\(why.rawValue)")
    case .atHand(let count): wording("said.atHand", ["count": String(count)])
    case .clock(let check): ClockWords(wording: wording).text(check)
    case .approvalRequired(let file): wording("said.approvalRequired", ["file": file])
    case .approved(let approval):
      wording(
        "said.approved",
        [
          "name": approval.by, "key": approval.key, "count": String(approval.certificates.count),
          "line": String(approval.line), "hash": approval.head,
        ])
    case .resumed(let program, nil): wording("said.resumed", ["program": program])
    case .resumed(let program, let name?): wording("said.resumed.by", ["program": program, "name": name])
    case .open: wording("said.open")
    }
  }

  private func started(_ start: Start) -> String {
    let begun = wording("said.started")
    guard let earlier = start.earlier else { return begun }
    return "\(begun) \(wording("said.started.like", ["session": earlier.session, "head": earlier.head]))"
  }
}
