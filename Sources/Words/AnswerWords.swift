// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// What was answered, in a sentence of the transcript.
public struct AnswerWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// - Parameter administrator: who works on the server, and may have decided alone.
  public func text(_ answer: Answer, administrator: String? = nil) -> String {
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

  public func text(_ restoration: Restoration) -> String {
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
