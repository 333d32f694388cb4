// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport

// What holds by itself once it is answered.

extension StateRules {
  /// What was answered last: it holds by itself, whatever it led to. Two answers may lead to one state.
  mutating func checkLast(_ session: Session) {
    guard let last = session.given.last else { return }
    let findings = session.findings
    switch (last.answer.content, last.item.about) {
    case (let left as Skipped, let about):
      if case .value(.thumbprint) = last.item.form {
        guard case .entry(let id) = about, case .listed(let trusted) = findings.phoneTrust else { return }
        let isFree = trusted.isEmpty || findings.verdict(id)?.allowsRemoval != true
        require(isFree, session, "\(id) has no thumbprint")
        return
      }
      require(Self.skippable.contains(last.item.step.id), session, "\(last.item.key) left out")
      require(!left.reason.isEmpty, session, "left out without a reason")
    case (let problem as ProblemFound, _): require(!problem.text.isEmpty, session, "a problem without words")
    case (let report as DeletionReported, _):
      require(report.isGone || !report.remark.isEmpty, session, "still there without a remark")
    case (let order as DeletionOrdered, .entry(let id)):
      checkOrder(order.lastFour.lowercased(), id, session)
      let left = InterlockRule(findings: findings, id: id, now: Contoso.now).objections
      require(left.isEmpty, session, "\(id): ordered against \(left)")
    case (let look as MatchReported, _):
      require(look.isThere || !findings.problems.isEmpty, session, "lost, and no problem")
    case (let named as ExportNamed, _):
      let file = named.name.file
      require(!file.isEmpty && !file.contains("\\"), session, "exported to “\(file)”")
    case (let counted as EntriesCounted, _):
      require((0...99).contains(counted.count), session, "\(counted.count) rows")
    case (let decided as EntryDecided, .entry(let id)): checkDecision(decided.decision, id, session)
    case (let noted as CertificateNoted, _): checkAuthority(noted.facts, session)
    case (let read as ExportReadBack, _): checkAuthority(read.facts, session)
    default: break
    }
  }

  private mutating func checkDecision(_ decision: Decision, _ id: EntryID, _ session: Session) {
    let findings = session.findings
    if case .keep(let reason) = decision {
      let verdict = findings.verdict(id)
      let isChoice =
        world.course == .move ? verdict == .misplaced : verdict.map(InterlockRule.removable.contains) == true
      require(!reason.isEmpty && isChoice, session, "\(id) kept by no choice")
    }
    guard decision.isRemoval else { return }
    let rule = InterlockRule(findings: findings, id: id, now: Contoso.now)
    require(rule.obstacles.isEmpty, session, "\(id): marked against \(rule.obstacles)")
    let unsaid = Set(rule.unsaid).subtracting(decision.acknowledged)
    require(unsaid.isEmpty, session, "\(id): marked without \(unsaid)")
    require((rule.said == .aName) == (decision.agreedBy?.isEmpty == false), session, "\(id): who agreed?")
  }

  private mutating func checkAuthority(_ facts: CertificateFacts, _ session: Session) {
    require(facts.certificate?.isAuthority != false, session, "the server certificate is taken")
  }

  /// What was typed is the end of this serial number, and of no other number of the list or of the path.
  private mutating func checkOrder(_ typed: String, _ id: EntryID, _ session: Session) {
    let findings = session.findings
    let serial = findings.entries[id]?.facts?.serial.hexadecimal ?? ""
    require(serial.hasSuffix(typed) && typed.count >= 4, session, "\(id): another serial")
    let rows = findings.entries.filter { $0.key.noted == id.noted && $0.key != id }.values.compactMap(\.facts)
    for other in rows + findings.noted.values.compactMap(\.facts) {
      let number = other.serial.hexadecimal
      require(number == serial || !number.hasSuffix(typed), session, "\(id): \(typed) ends \(number), too")
    }
  }
}
