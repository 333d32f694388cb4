// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import Procedure
import TestCertificates
import TestSupport

/// When a certificate may be deleted, written a second time: as a table of conditions over the findings, without the
/// engine's own comparisons, gates, judgements of outcomes or derived values.
struct InterlockRule {
  let findings: Findings
  let id: EntryID
  let now: Instant

  /// What the interlock has to object, in its order; nothing when the deletion may be ordered.
  var objections: [Objection] {
    guard let entry = findings.entries[id], let judged = findings.judgement(id) else { return [.notMarked] }
    let verdict = judged.judgement.verdict
    if findings.course == .move { return moveObjections(entry, verdict) }
    var objections: [Objection] = []
    if entry.isGone == true { objections.append(.alreadyDeleted) }
    if sources.contains(where: isNoted) { objections.append(.isNoted) }
    if !Self.removable.contains(verdict) || judged.noted != id.noted {
      objections.append(.verdict(verdict))
    } else if said == .nothingHelps {
      objections.append(verdict == .renewed ? .isTheValidOne : .verdict(verdict))
    }
    if sources.contains(where: { $0.certificate?.isAuthority == false }) {
      objections.append(.notAnAuthority)
    }
    if !isMatchSeen, !isReadWhole { objections.append(.storeNotRead) }
    if !matchStays { objections.append(.noMatchStays) }
    objections += places(entry) + copies + trust
    return objections + decided(entry, verdict) + exported(entry) + approved(entry)
  }

  /// In a move: what leaves Trusted Root is not its own issuer, has no name of the path, and was seen in Intermediate
  /// with the thumbprint by which every source knows it.
  private func moveObjections(_ entry: EntryFindings, _ verdict: Verdict) -> [Objection] {
    var objections: [Objection] = []
    if entry.isGone == true { objections.append(.alreadyDeleted) }
    if sources.contains(where: isNoted) { objections.append(.isNoted) }
    if sources.contains(where: { $0.issuer.isSame(as: $0.subject) }) { objections.append(.isRoot) }
    let names = findings.noted.values.compactMap { $0.facts?.subject }
    if sources.contains(where: { source in names.contains { $0.isSame(as: source.subject) } }) {
      objections.append(.hasNotedName)
    }
    if verdict != .misplaced { objections.append(.verdict(verdict)) }
    if sources.contains(where: { $0.certificate?.isAuthority == false }) {
      objections.append(.notAnAuthority)
    }
    objections += places(entry) + copies + trust + decided(entry, verdict) + exported(entry)
    let prints = Set(sources.compactMap(\.thumbprint))
    if entry.removal?.copy.map({ prints == [$0.thumbprint] }) != true {
      objections.append(.notSeenInIntermediate)
    }
    return objections + approved(entry)
  }

  private func places(_ entry: EntryFindings) -> [Objection] {
    switch entry.physical {
    case .registry: []
    case .unknown: [.originUnknown]
    case .authRoot, .groupPolicy, .enterprise: [.managed(entry.physical)]
    }
  }

  /// What nobody's decision changes.
  var obstacles: [Objection] {
    objections.filter {
      switch $0 {
      case .notMarked, .warningNotConfirmed, .ownerDidNotAgree, .notExported, .noRestoreCard, .notApproved,
        .approvalDoesNotCount, .notSeenInIntermediate:
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
    switch decision.decision {
    case .keep, .setAside: return [.notMarked]
    case .remove: if said == .aName { objections.append(.ownerDidNotAgree) }
    case .removeAgreed(let name, _): if said == .aName, name.isEmpty { objections.append(.ownerDidNotAgree) }
    }
    let words = decision.decision.acknowledged
    objections += unsaid.filter { !words.contains($0) }.map(Objection.warningNotConfirmed)
    return objections
  }

  /// What has to be said before the entry is marked, in the order of the warnings.
  var unsaid: [RemovalWarning] {
    guard let facts = sources.first else { return [] }
    var warnings: [RemovalWarning] = []
    let noted = findings.judgement(id)?.noted.flatMap { findings.noted[$0]?.facts }
    if facts.certificate == nil || noted?.certificate == nil, noted != nil { warnings.append(.keyUnknown) }
    switch end(of: facts.certificate) {
    case .nobodyKnows: warnings.append(.validityUnknown)
    case .past: break
    case .ahead: if !isFirstRules || hasBegun(facts.certificate) { warnings.append(.stillValid) }
    }
    if findings.phoneTrust == .unknown { warnings.append(.phoneTrustUnknown) }
    if !isFirstRules, !children.isEmpty { warnings.append(.dependantsAtHand) }
    return warnings
  }

  /// A second person's consent, where one is required: of somebody who does not work on it, for this server.
  private func approved(_ entry: EntryFindings) -> [Objection] {
    guard findings.needsApproval else { return [] }
    guard let approval = entry.removal?.decision.approval else { return [.notApproved] }
    let first = { (name: String) in name.lowercased().split(separator: "@").first.map(String.init) ?? "" }
    let isOwn = findings.people.contains { first($0) == first(approval.by) }
    return isOwn || approval.server != findings.server ? [.approvalDoesNotCount] : []
  }

  private func exported(_ entry: EntryFindings) -> [Objection] {
    (entry.proof == nil ? [.notExported] : []) + (entry.restoreCard == nil ? [.noRestoreCard] : [])
  }
}

// MARK: - Who has to agree

extension InterlockRule {
  /// What has to be said for a removal.
  enum Said {
    case nothing
    case aName
    case nothingHelps
  }

  static let removable: Set<Verdict> = [.mismatched, .renewed, .generation, .undecided]

  /// Sessions of revisions 1 and 2, before anybody asks them to go on by the rules of today.
  var isFirstRules: Bool { findings.rules < 3 }

  var said: Said {
    if findings.course == .move { return findings.verdict(id) == .misplaced ? .aName : .nothingHelps }
    guard let judged = findings.judgement(id), Self.removable.contains(judged.judgement.verdict),
      let facts = sources.first
    else { return .nothingHelps }
    let verdict = judged.judgement.verdict
    if isFirstRules { return verdict == .renewed ? .aName : .nothing }
    // Among the trusted roots nothing is deleted that is not its own issuer: it belongs elsewhere.
    if id.noted.role == .root, !facts.subject.isSame(as: facts.issuer) { return .nothingHelps }
    let end = end(of: facts.certificate)
    switch verdict {
    case .renewed:
      let noted = judged.noted.flatMap { findings.noted[$0]?.facts?.certificate }
      return end == .past || self.end(of: noted) == .ahead ? .aName : .nothingHelps
    case .mismatched:
      let isHarmless = end == .past && children.isEmpty && !isCut(judged.judgement)
      return isHarmless ? .nothing : .aName
    default: return .aName
    }
  }

  private func isCut(_ judgement: Judgement) -> Bool { judgement.evidence.contains(.notAllCompared) }

  private enum End {
    case past
    case ahead
    case nobodyKnows
  }

  private func end(of certificate: Certificate?) -> End {
    guard let certificate, isFirstRules || findings.clock == .plausible else { return .nobodyKnows }
    if let notAfter = certificate.notAfter, notAfter < now { return .past }
    return certificate.validity == nil ? .nobodyKnows : .ahead
  }

  private func hasBegun(_ certificate: Certificate?) -> Bool {
    certificate?.validity.map { $0.notBefore <= now } ?? false
  }

  /// Every certificate that is known, wherever it came from.
  var known: [Certificate] {
    let rows = findings.entries.keys.flatMap { InterlockRule(findings: findings, id: $0, now: now).sources }
    return (rows + findings.noted.values.compactMap(\.facts) + findings.atHand).compactMap(\.certificate)
  }

  /// What the entry's key has signed and what is not past its end.
  private var children: [Certificate] {
    guard let parent = sources.first?.certificate else { return [] }
    // The octets of the key stand where a signature stands, at a certificate's end.
    let mark = DER.bits(Array(parent.publicKey.dropFirst()))
    return known.filter { child in
      // The names last: they take the most time.
      child.encoded.suffix(mark.count).elementsEqual(mark)
        && !child.publicKey.elementsEqual(parent.publicKey) && end(of: child) != .past
        && child.issuer.isSame(as: parent.subject)
    }
  }

  /// Copies of the same certificate that something puts into this store again.
  private var copies: [Objection] {
    guard !isFirstRules else { return [] }
    let prints = Set(sources.compactMap(\.thumbprint))
    let managed: [PhysicalStore] = findings.entries.keys.sorted().compactMap { other in
      guard other != id, other.noted.role == id.noted.role, let row = findings.entries[other] else {
        return nil
      }
      let place = row.listedIn == .unknown ? row.reportedIn : row.listedIn
      guard [.authRoot, .groupPolicy, .enterprise].contains(place) else { return nil }
      let its = InterlockRule(findings: findings, id: other, now: now).sources.compactMap(\.thumbprint)
      return prints.isDisjoint(with: its) ? nil : place
    }
    return managed.prefix(1).map(Objection.managed)
  }
}
