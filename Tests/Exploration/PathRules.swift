// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestCertificates
import TestSupport

// What has to be true of the noted path.

extension StateRules {
  mutating func checkPath(_ session: Session) {
    let noted = session.findings.noted.sorted { $0.key < $1.key }
    var above: CertificateFacts?
    var seen: [CertificateFacts] = []
    for (id, one) in noted {
      let subject = one.certificate?.subject ?? one.typed.subject
      let issuer = one.certificate?.issuer ?? one.typed.issuer
      if let expected = id == .root ? subject : above?.subject, let issuer {
        require(issuer.isSame(as: expected), session, "noted \(id) does not hang below the one above")
      }
      require(one.seen?.certificate == seenElsewhere(one, session), session, "noted \(id): seen elsewhere")
      if let facts = one.facts {
        require(facts.certificate?.isAuthority != false, session, "the server certificate is noted")
        let isTwice = seen.contains { $0.subject.isSame(as: facts.subject) && $0.serial == facts.serial }
        require(!isTwice, session, "noted twice: \(id)")
        require(agrees(one.typed, facts), session, "noted \(id): typed and file differ")
        seen.append(facts)
      }
      above = one.facts
    }
  }

  /// The one certificate that has the attributes which were typed, among all that are known; nothing when there are two.
  private func seenElsewhere(_ one: NotedFindings, _ session: Session) -> Certificate? {
    let findings = session.findings
    guard findings.rules >= 3, one.certificate == nil, let issuer = one.typed.issuer,
      let subject = one.typed.subject, let serial = one.typed.serial, let date = one.typed.validFrom
    else { return nil }
    let rows = findings.entries.values.flatMap { [$0.listed, $0.given, $0.exported].compactMap(\.self) }
    let same = (rows + findings.atHand).filter { facts in
      facts.certificate != nil && facts.serial == serial && facts.subject.isSame(as: subject)
        && facts.issuer.isSame(as: issuer) && (one.typed.thumbprint ?? facts.thumbprint) == facts.thumbprint
        && ValidFromRelation(.written(date), facts.validFrom, offsetMinutes: findings.offsetMinutes).isSame
    }
    let certificates = Set(same.compactMap(\.certificate))
    return certificates.count == 1 ? certificates.first : nil
  }

  func agrees(_ typed: TypedValues, _ facts: CertificateFacts) -> Bool {
    (typed.issuer?.isSame(as: facts.issuer) ?? true) && (typed.subject?.isSame(as: facts.subject) ?? true)
      && (typed.serial.map { $0 == facts.serial } ?? true)
      && (typed.validFrom.map {
        ValidFromRelation(.written($0), facts.validFrom, offsetMinutes: 0).isSame
      } ?? true)
  }
}
