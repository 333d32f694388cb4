// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Texts

/// What was answered, in a sentence of the transcript.
struct AnswerWords {
  let wording: Wording

  func text(_ kind: Transcript.Row.Kind, in session: Session) -> String {
    switch kind {
    case .started: wording("said.started")
    case .answered(let answer): text(answer, administrator: session.findings.administrator)
    case .remarked(let text): wording("said.remarked", ["text": text])
    case .withdrew(let sequence): wording("said.withdrew", ["number": String(sequence)])
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
    case .contacted(let identity): LiveWords.contacted(identity, wording)
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
    case .resumed(let program): wording("said.resumed", ["program": program])
    case .open: wording("said.open")
    }
  }

  /// - Parameter administrator: who works on the server, and may have decided alone.
  func text(_ answer: Answer, administrator: String? = nil) -> String {
    switch answer {
    case .confirmed: wording("said.confirmed")
    case .skipped(let reason):
      reason.isEmpty ? wording("said.leftOut") : wording("said.skipped", ["reason": reason])
    case .problem(let text): wording("said.problem", ["text": text])
    case .value(let text): wording("said.value", ["text": PastedText.lines(text).joined(separator: ", ")])
    case .same: wording("said.same")
    case .certificate(let facts, let source):
      wording(
        "said.certificate",
        ["issuedTo": facts.issuedTo, "serial": facts.serial.description, "source": source.words(wording)])
    case .phoneTrust(let thumbprints):
      thumbprints.isEmpty
        ? wording("said.phoneTrustNone")
        : wording("said.phoneTrust", ["thumbprints": thumbprints.map(\.description).joined(separator: ", ")])
    case .pathContinues: wording("said.pathContinues")
    case .pathEnds: wording("said.pathEnds")
    case .counted(let count): wording("said.counted", ["count": String(count)])
    case .listed(let rows, let coverage):
      wording("said.listed", ["count": String(rows.count)])
        + (coverage.map { " " + CoverageWords(wording: wording).line($0, $0.store.rawValue) } ?? "")
    case .origin(let physical): wording("said.origin", ["place": wording("physical.\(physical.rawValue)")])
    case .decided(let decision): text(decision, administrator)
    case .exportNamed(let file, let folder):
      wording("said.exportNamed", ["file": file, "folder": folder])
    case .readBack(_, let path): wording("said.readBack", ["file": path])
    case .seenOnServer: wording("said.seenOnServer")
    case .restoreCard(let path): wording("said.card", ["file": path])
    case .deletionOrdered(let lastFour): wording("said.ordered", ["lastFour": lastFour])
    case .stays(true, let byWizard): wording(byWizard ? "said.staysSeen" : "said.stays")
    case .stays(false, let byWizard): wording(byWizard ? "said.lostSeen" : "said.lost")
    case .reported(let gone, let byWizard, let remark):
      gone ? self.gone(byWizard, remark) : wording("said.stillThere", ["text": remark])
    }
  }

  private func text(_ restoration: Restoration) -> String {
    switch restoration {
    case .byWizard: wording("said.restored")
    case .byWord: wording("said.restoredByWord")
    case .seenIn(let file): wording("said.restoredIn", ["file": file])
    }
  }

  private func gone(_ byWizard: Bool, _ remark: String) -> String {
    if byWizard { return wording("said.gone") }
    return remark.isEmpty ? wording("said.goneByWord") : wording("said.goneByReceipt", ["receipt": remark])
  }

  private func text(_ decision: Decision, _ administrator: String?) -> String {
    switch decision {
    case .keep(let reason): wording("said.keep", ["reason": reason])
    case .setAside: wording("said.setAside")
    case .remove(let acknowledged): wording("said.remove") + warnings(acknowledged)
    case .removeAgreed(let name, let acknowledged):
      wording(name == administrator ? "said.removeAlone" : "said.removeAgreed", ["name": name])
        + warnings(acknowledged)
    }
  }

  private func warnings(_ acknowledged: Set<RemovalWarning>) -> String {
    RemovalWarning.allCases.filter(acknowledged.contains).map { " " + wording("said.warned.\($0.rawValue)") }
      .joined()
  }
}
