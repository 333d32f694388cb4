// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import TestCertificates

/// When a certificate may be deleted, written a second time: as a table of conditions over the findings, without the
/// engine's own comparisons, judgements of outcomes or derived values.
struct InterlockRule {
  let findings: Findings
  let id: EntryID
  let now: Instant

  /// What the interlock has to object, in its order; nothing when the deletion may be ordered.
  var objections: [Objection] {
    guard let entry = findings.entries[id], let judged = findings.judgement(id) else { return [.notMarked] }
    let verdict = judged.judgement.verdict
    var objections: [Objection] = []
    if entry.isGone == true { objections.append(.alreadyDeleted) }
    if sources.contains(where: isNoted) { objections.append(.isNoted) }
    if ![.mismatched, .renewed].contains(verdict) || judged.noted != id.noted {
      objections.append(.verdict(verdict))
    }
    if sources.contains(where: { $0.certificate?.isAuthority == false }) {
      objections.append(.notAnAuthority)
    }
    if !isMatchSeen, !isReadWhole { objections.append(.storeNotRead) }
    if !matchStays { objections.append(.noMatchStays) }
    switch entry.physical {
    case .registry: break
    case .unknown: objections.append(.originUnknown)
    case .authRoot, .groupPolicy, .enterprise: objections.append(.managed(entry.physical))
    }
    objections += trust
    return objections + decided(entry, verdict) + exported(entry)
  }

  /// What nobody's decision changes.
  var obstacles: [Objection] {
    objections.filter {
      switch $0 {
      case .notMarked, .warningNotConfirmed, .ownerDidNotAgree, .notExported, .noRestoreCard:
        findings.judgement(id) == nil
      default: true
      }
    }
  }

  /// Everything that says what the certificate is.
  var sources: [CertificateFacts] {
    guard let entry = findings.entries[id] else { return [] }
    var all = [entry.exported, entry.given, entry.listed].compactMap(\.self)
    if let subject = entry.typed.subject, let issuer = entry.typed.issuer, let serial = entry.typed.serial,
      let validFrom = entry.typed.validFrom
    {
      all.append(
        CertificateFacts(
          subject: subject, issuer: issuer, serial: serial, validFrom: .written(validFrom),
          thumbprint: entry.typed.thumbprint))
    }
    return all
  }

  private func isNoted(_ facts: CertificateFacts) -> Bool {
    findings.noted.values.compactMap(\.facts).contains { noted in
      if let one = facts.certificate, let other = noted.certificate { return one.der == other.der }
      if let one = facts.thumbprint, let other = noted.thumbprint { return one == other }
      return facts.subject.isSame(as: noted.subject) && facts.issuer.isSame(as: noted.issuer)
        && facts.serial.hexadecimal == noted.serial.hexadecimal
        && ValidFromRelation(facts.validFrom, noted.validFrom, offsetMinutes: findings.offsetMinutes).isSame
    }
  }

  private var rows: [EntryID] {
    (1...max(1, findings.listings[id.noted]?.count ?? 0)).map { EntryID(noted: id.noted, number: $0) }
  }

  private var matchStays: Bool {
    rows.contains { other in
      other != id && findings.verdict(other) == .matched && findings.entries[other]?.isGone != true
        && findings.judgement(other)?.noted == id.noted
    }
  }

  var isMatchSeen: Bool {
    rows.contains { findings.verdict($0) == .matched && findings.judgement($0)?.noted == id.noted }
  }

  /// Whether every entry of the list's store was looked at. Who counts sees them all, and so does a source that does not
  /// say.
  var isReadWhole: Bool {
    guard let parts = findings.coverage[id.noted]?.parts else { return true }
    let places: [PhysicalStore] =
      id.noted.position == 0
      ? [.registry, .authRoot, .groupPolicy, .enterprise] : [.registry, .groupPolicy, .enterprise]
    let isSeen = { (place: PhysicalStore) in
      parts[place].map { $0.unreadable == 0 && $0.isShownWhole } ?? false
    }
    return isSeen(.unknown) || places.allSatisfy(isSeen)
  }

  private var trust: [Objection] {
    guard case .listed(let trusted) = findings.phoneTrust, !trusted.isEmpty else { return [] }
    let prints = Set(sources.compactMap(\.thumbprint))
    if prints.isEmpty { return [.thumbprintUnknown] }
    return prints.isDisjoint(with: trusted) ? [] : [.trustedByPhones]
  }

  private func decided(_ entry: EntryFindings, _ verdict: Verdict) -> [Objection] {
    guard let decision = entry.decision, decision.verdict == verdict else { return [.notMarked] }
    var objections: [Objection] = []
    switch (decision.decision, verdict) {
    case (.remove, .mismatched): break
    case (.removeAgreed(let owner, _), _) where !owner.isEmpty: break
    case (.remove, _), (.removeAgreed, _): objections.append(.ownerDidNotAgree)
    default: return [.notMarked]
    }
    let said = decision.decision.acknowledged
    objections += unsaid.filter { !said.contains($0) }.map(Objection.warningNotConfirmed)
    return objections
  }

  /// What has to be said before the entry is marked, in the order of the warnings.
  var unsaid: [RemovalWarning] {
    guard let facts = sources.first else { return [] }
    var warnings: [RemovalWarning] = []
    let noted = findings.judgement(id)?.noted.flatMap { findings.noted[$0]?.facts }
    if facts.certificate == nil || noted?.certificate == nil, noted != nil { warnings.append(.keyUnknown) }
    if let validity = facts.certificate?.validity {
      if validity.notBefore <= now && now <= validity.notAfter { warnings.append(.stillValid) }
    } else if facts.certificate?.notAfter.map({ now <= $0 }) ?? true {
      warnings.append(.validityUnknown)
    }
    if findings.phoneTrust == .unknown { warnings.append(.phoneTrustUnknown) }
    return warnings
  }

  private func exported(_ entry: EntryFindings) -> [Objection] {
    (entry.proof == nil ? [.notExported] : []) + (entry.restoreCard == nil ? [.noRestoreCard] : [])
  }
}
