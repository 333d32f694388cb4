// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The safety rule: what has to be true at the moment in which a deletion is ordered.
///
/// It looks at the findings alone and repeats what the order of the procedure already provides for, so that no path
/// through the procedure, no edited session file and no mistake elsewhere can lead to a deletion that it forbids.
public enum Interlock {
  /// The first thing that speaks against the deletion of an entry; `nil` when nothing does.
  public static func objection(to id: EntryID, in findings: Findings, now: Instant) -> Objection? {
    if let obstacle = obstacle(to: id, in: findings, now: now) { return obstacle }
    guard let entry = findings.entries[id], let decision = findings.decision(id) else { return .notMarked }
    if let objection = objection(
      to: decision, findings.gate(id, now: now), warnings: findings.warnings(id, now: now))
    {
      return objection
    }
    if entry.proof == nil { return .notExported }
    if entry.restoreCard == nil { return .noRestoreCard }
    return nil
  }

  /// What forbids the deletion of an entry whatever anybody decides; `nil` when it can be offered.
  public static func obstacle(to id: EntryID, in findings: Findings, now: Instant) -> Objection? {
    guard let entry = findings.entries[id], let judged = findings.judgement(id) else { return .notMarked }
    if entry.isGone == true { return .alreadyDeleted }
    // Not only what is known best: no source at all may say that it is a certificate of the path.
    if entry.sources.contains(where: { isNoted($0, in: findings) }) { return .isNoted }
    let verdict = judged.judgement.verdict
    guard verdict.allowsRemoval, judged.noted == id.noted else { return .verdict(verdict) }
    // The rule of the certificate that is needed comes before the one that needs a name.
    if !findings.gate(id, now: now).allowsRemoval {
      return verdict == .renewed ? .isTheValidOne : .verdict(verdict)
    }
    if entry.sources.contains(where: { $0.certificate?.isAuthority == false }) { return .notAnAuthority }
    if findings.outcome(id.noted) == .unknown { return .storeNotRead }
    guard matchStays(for: id, in: findings) else { return .noMatchStays }
    if entry.physical == .unknown { return .originUnknown }
    if entry.physical.isManaged { return .managed(entry.physical) }
    if let source = managedCopy(of: id, in: findings) { return .managed(source) }
    return objection(of: findings.phoneTrust, to: entry)
  }

  /// Phones are told by thumbprint what to trust. Whether they still need it is not for this procedure to say: it
  /// has to be taken off that list first.
  private static func objection(of phoneTrust: PhoneTrust, to entry: EntryFindings) -> Objection? {
    guard case .listed(let trusted) = phoneTrust, !trusted.isEmpty else { return nil }
    let thumbprints = entry.sources.compactMap(\.thumbprint)
    if thumbprints.isEmpty { return .thumbprintUnknown }
    return thumbprints.contains(where: trusted.contains) ? .trustedByPhones : nil
  }

  /// What speaks against a deletion beside that its export and its restore card are still to be made.
  ///
  /// `objection` asks for these two last, so that whatever else there is comes before them.
  public static func objectionBesideExport(
    to id: EntryID, in findings: Findings, now: Instant
  ) -> Objection? {
    switch objection(to: id, in: findings, now: now) {
    case .notExported?, .noRestoreCard?, nil: nil
    case let other?: other
    }
  }

  private static func isNoted(_ facts: CertificateFacts, in findings: Findings) -> Bool {
    findings.noted.values.compactMap(\.facts).contains { noted in
      let comparison = Comparison(facts, noted, offsetMinutes: findings.offsetMinutes)
      return comparison.certificate == .same
        || comparison.certificate == .unknown && comparison.attributesAgree
    }
  }

  /// Another entry of the same noted certificate matches it and was not deleted.
  private static func matchStays(for id: EntryID, in findings: Findings) -> Bool {
    findings.entries(of: id.noted).contains { other in
      guard other != id, findings.entries[other]?.isGone != true, let judged = findings.judgement(other)
      else { return false }
      return judged.noted == id.noted && judged.judgement.verdict == .matched
    }
  }

  /// A copy of the same certificate that something else keeps in this store: what is deleted here would come back.
  private static func managedCopy(of id: EntryID, in findings: Findings) -> PhysicalStore? {
    guard findings.rules >= Findings.evidenceRules, let entry = findings.entries[id] else { return nil }
    let thumbprints = Set(entry.sources.compactMap(\.thumbprint))
    let copy = findings.entries.sorted { $0.key < $1.key }.first { other in
      other.key != id && other.key.noted.role == id.noted.role && other.value.physical.isManaged
        && other.value.sources.contains { $0.thumbprint.map(thumbprints.contains) ?? false }
    }
    return copy?.value.physical
  }

  private static func objection(
    to decision: Decision, _ gate: Gate, warnings: Set<RemovalWarning>
  ) -> Objection? {
    guard decision.isRemoval else { return .notMarked }
    if gate.needsName, decision.agreedBy?.isEmpty ?? true { return .ownerDidNotAgree }
    return RemovalWarning.allCases.first { warnings.contains($0) && !decision.acknowledged.contains($0) }
      .map { .warningNotConfirmed($0) }
  }
}
