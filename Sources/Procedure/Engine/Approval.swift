// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Occurrences

extension Findings {
  /// Gives the approval to the decisions that it is about. One that is made anew has none, because `decide` begins without.
  mutating func take(_ approval: Approval) {
    for id in approved(by: approval) { entries[id]?.removal?.decision.approval = approval }
  }

  /// Whether it still counts: since it was taken, its signer may have taken over, or the server's name been corrected.
  func counts(_ approval: Approval) -> Bool { !approval.isBy(oneOf: people) && approval.server == server }

  /// The entries that are marked for removal and that the approval names.
  func approved(by approval: Approval) -> [EntryID] {
    marked.filter { id in
      entries[id]?.sources.contains { facts in
        approval.certificates.contains(ApprovedCertificate(facts, in: id.noted.role.store))
      } == true
    }
  }
}

extension Session {
  /// Checks that an approval is about the present decisions of this session, and by somebody else.
  ///
  /// - Throws: `Refusal.approvalIsOwn`, `.approvalIsOfAnother` if it is about another server or none of the certificates
  ///   that are marked, `.approvalOutdated` if one of them was decided after the line that was signed.
  public func check(_ approval: Approval) throws(Refusal) {
    guard !approval.isBy(oneOf: findings.people) else { throw .approvalIsOwn }
    let ids = findings.approved(by: approval)
    guard findings.counts(approval), !ids.isEmpty else { throw .approvalIsOfAnother }
    let isOutdated = given.contains { one in
      guard one.sequence > approval.line, let decision = one.item.question as? RowDecision else {
        return false
      }
      return ids.contains(decision.entry)
    }
    guard !isOutdated, approval.line <= records.count else { throw .approvalOutdated }
  }
}
