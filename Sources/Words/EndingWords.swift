// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// How a session ended: what is done, and what is still open.
public struct EndingWords {
  let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func title(_ ending: Ending, _ session: Session) -> String {
    wording("ending.\(name(ending, session)).title")
  }

  public func body(_ ending: Ending, _ session: Session) -> String {
    wording("ending.\(name(ending, session)).body")
  }

  /// Only a sign-in proves that the phones work.
  private func name(_ ending: Ending, _ session: Session) -> String {
    ending == .duplicatesRemoved && !session.isSignInTested ? "notVerified" : ending.rawValue
  }

  /// What was not done, what was found, and which certificates were left, in the order of the procedure.
  public func openItems(_ session: Session) -> [String] {
    let steps = StepWords(wording: wording)
    let checks = session.given.filter { $0.item.step.kind == .check }
    let answers = checks.compactMap { given -> String? in
      let values = ["step": steps.text(.title, of: given.item) ?? given.item.step.id]
      switch given.answer.content {
      case let skipped as Skipped where !skipped.reason.isEmpty:
        return wording("ending.open.notDone", values.merging(["reason": skipped.reason]) { $1 })
      case let problem as ProblemFound:
        return wording("ending.open.problem", values.merging(["text": problem.text]) { $1 })
      default: return nil
      }
    }
    return answers
      + session.findings.path.flatMap(session.findings.entries(of:)).compactMap { row($0, session) }
  }

  private func row(_ id: EntryID, _ session: Session) -> String? {
    let findings = session.findings
    var values = StepWords(wording: wording).facts(findings.entries[id]?.facts, findings.offsetMinutes)
    values["number"] = String(id.number)
    switch findings.decision(id) {
    case .setAside?: return wording("ending.open.review", values)
    case .keep(let reason)?: return wording("ending.open.kept", values.merging(["reason": reason]) { $1 })
    case .remove?, .removeAgreed?:
      guard findings.entries[id]?.removal?.isGone == false, let facts = findings.entries[id]?.facts else {
        return nil
      }
      return wording(
        "ending.open.notDone",
        ["step": "\(facts.issuedTo) (\(facts.serial))", "reason": wording("fate.stillThere")])
    case nil: return nil
    }
  }
}

extension Session {
  /// Whether a PIN sign-in was tested afterward and worked.
  fileprivate var isSignInTested: Bool {
    given.last { $0.item.step == ClosingSection.signIn }?.answer == .confirmed
  }
}
