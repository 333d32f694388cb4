// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts

/// One condition of a deletion. The first objection decides.
struct DeletionRule: Sendable {
  /// The rule's source.
  let source: String
  /// Its objection to a deletion; `nil` if there is none.
  let objection: @Sendable (OrderedEntry) -> Objection?

  private init(_ source: String, _ objection: @escaping @Sendable (OrderedEntry) -> Objection?) {
    self.source = source
    self.objection = objection
  }

  /// Objections that no decision can override. That the certificate is needed comes before that a name is
  /// missing.
  static func obstacles(of course: Course) -> [DeletionRule] {
    let own =
      switch course {
      case .duplicates: [ofThisList, gate, authority, storeRead, matchStays]
      case .move: [notARoot, noNotedName, misplaced, authority]
      }
    return [deletedOnce, notOfThePath] + own + [placeKnown, notManaged, noManagedCopy, notTrustedByPhones]
  }
  /// Required decisions and confirmations.
  static let decisions = [marked, agreed, warningsConfirmed]
  /// Required exports, which come after everything that is decided; in a move, the certificate in its new store.
  static func exports(of course: Course) -> [DeletionRule] {
    switch course {
    case .duplicates: [exported, restorable]
    case .move: [exported, restorable, seenInIntermediate]
    }
  }
  /// A second person's approval, where one is required; somebody has to be asked for it.
  static let approvals = [approved, approvedByAnother]
}

/// An entry that is about to be deleted.
struct OrderedEntry {
  let id: EntryID
  let entry: EntryFindings
  let judgement: Judgement
  /// The place on the path of the certificate that it was judged against.
  let noted: NotedID?
  let findings: Findings
  let now: Instant

  /// - Returns: `nil` for an entry with unknown attributes.
  init?(_ id: EntryID, in findings: Findings, now: Instant) {
    guard let entry = findings.entries[id], let judged = findings.judgement(id) else { return nil }
    self.id = id
    self.entry = entry
    judgement = judged.judgement
    noted = judged.noted
    self.findings = findings
    self.now = now
  }

  var verdict: Verdict { judgement.verdict }
  var thumbprints: Set<Thumbprint> { Set(entry.sources.compactMap(\.thumbprint)) }
}

// MARK: - What no decision can override

extension DeletionRule {
  private static let deletedOnce = DeletionRule("own rule, because a certificate cannot be deleted twice") {
    $0.entry.isGone ? .alreadyDeleted : nil
  }

  private static let notOfThePath = DeletionRule(
    "the article, “Using Microsoft Management Console”, step 11: the noted certificate stays"
  ) { one in
    // Checks all sources, not only the best one: none of them may describe a certificate of the path.
    let isNoted = one.entry.sources.contains { facts in
      one.findings.noted.values.compactMap(\.facts).contains { noted in
        Comparison(facts, noted, offsetMinutes: one.findings.offsetMinutes).isSameCertificate
      }
    }
    return isNoted ? .isNoted : nil
  }

  private static let ofThisList = DeletionRule(
    "own rule, because a list sorted by display name also shows certificates of other authorities"
  ) { one in
    one.verdict.allowsRemoval && one.noted == one.id.noted ? nil : .verdict(one.verdict)
  }

  private static let gate = DeletionRule("facts on re-keyed authorities § 6") { one in
    guard !one.findings.gate(one.id, now: one.now).allowsRemoval else { return nil }
    return one.verdict == .renewed ? .isTheValidOne : .verdict(one.verdict)
  }

  private static let authority = DeletionRule(
    "RFC 5280 § 4.2.1.9: what is no authority is nobody's root or intermediate"
  ) { one in
    one.entry.sources.contains { $0.certificate?.isAuthority == false } ? .notAnAuthority : nil
  }

  private static let storeRead = DeletionRule(
    "own rule, because a store that was not read proves nothing"
  ) { one in
    one.findings.outcome(one.id.noted) == .unknown ? .storeNotRead : nil
  }

  private static let matchStays = DeletionRule(
    "own rule, because the server would lose the certificate that its path needs"
  ) { one in
    one.findings.matches(of: one.id.noted).contains { $0 != one.id } ? nil : .noMatchStays
  }

  // MARK: The move

  private static let notARoot = DeletionRule(
    "own rule, because a root that leaves Trusted Root is not trusted any more, whatever else has it"
  ) { one in
    one.entry.sources.contains(where: \.isSelfIssued) ? .isRoot : nil
  }

  private static let noNotedName = DeletionRule(
    "own rule, because Intermediate would then have a second certificate of a name that the path needs"
  ) { one in
    let names = one.findings.noted.values.compactMap { $0.facts?.subject }
    let isTaken = one.entry.sources.contains { source in names.contains { $0.isSame(as: source.subject) } }
    return isTaken ? .hasNotedName : nil
  }

  private static let misplaced = DeletionRule(
    "Microsoft KB 2795828, KB 2802568: what is not its own issuer belongs in Intermediate"
  ) { one in
    one.verdict == .misplaced && one.findings.gate(one.id, now: one.now) == .move
      ? nil : .verdict(one.verdict)
  }

  // MARK: Copies

  private static let placeKnown = DeletionRule(
    "own rule, because a policy restores the copies it manages, and this copy may be one of them"
  ) { one in
    one.entry.physical == .unknown ? .originUnknown : nil
  }

  private static let notManaged = DeletionRule(
    "Microsoft, “Certificate stores”: Group Policy, Active Directory and Windows Update fill physical stores"
  ) { one in
    one.entry.physical.isManaged ? .managed(one.entry.physical) : nil
  }

  private static let noManagedCopy = DeletionRule(
    "own rule, because the managed copy would bring the certificate back"
  ) { one in
    guard one.findings.rules >= Findings.evidenceRules else { return nil }
    let thumbprints = one.thumbprints
    let copy = one.findings.entries.sorted { $0.key < $1.key }.first { other in
      other.key != one.id && other.key.noted.role == one.id.noted.role && other.value.physical.isManaged
        && other.value.sources.contains { $0.thumbprint.map(thumbprints.contains) ?? false }
    }
    return copy.map { .managed($0.value.physical) }
  }

  private static let notTrustedByPhones = DeletionRule(
    "own rule, because phones trust certificates by thumbprint, and their configuration must change first"
  ) { one in
    guard case .listed(let trusted) = one.findings.phoneTrust, !trusted.isEmpty else { return nil }
    if one.thumbprints.isEmpty { return .thumbprintUnknown }
    return one.thumbprints.contains(where: trusted.contains) ? .trustedByPhones : nil
  }
}

// MARK: - Decisions and preparations

extension DeletionRule {
  private static let marked = DeletionRule(
    "the article, “Using Microsoft Management Console”, the note at step 11"
  ) { one in
    one.findings.decision(one.id)?.isRemoval == true ? nil : .notMarked
  }

  private static let agreed = DeletionRule("facts on re-keyed authorities § 6, the gates") { one in
    guard one.findings.gate(one.id, now: one.now).needsName else { return nil }
    let name = one.findings.decision(one.id)?.agreedBy ?? ""
    return name.isEmpty ? .ownerDidNotAgree : nil
  }

  private static let warningsConfirmed = DeletionRule(
    "own rule, because the admin must have read the warnings"
  ) { one in
    let warnings = one.findings.warnings(one.id, now: one.now)
    let confirmed = one.findings.decision(one.id)?.acknowledged ?? []
    return RemovalWarning.allCases.first { warnings.contains($0) && !confirmed.contains($0) }
      .map { .warningNotConfirmed($0) }
  }

  private static let approved = DeletionRule(
    "own rule, because this computer's list of approvers requires a second person"
  ) { one in
    !one.findings.needsApproval || one.entry.removal?.decision.approval != nil ? nil : .notApproved
  }

  private static let approvedByAnother = DeletionRule(
    "own rule, because nobody approves what they do themselves, nor what is done to another server"
  ) { one in
    guard one.findings.needsApproval, let approval = one.entry.removal?.decision.approval else { return nil }
    return one.findings.counts(approval) ? nil : .approvalDoesNotCount
  }

  private static let exported = DeletionRule(
    "the article, “Using Microsoft Management Console”, steps 12 to 17"
  ) { one in
    one.entry.removal?.export == nil ? .notExported : nil
  }

  private static let restorable = DeletionRule(
    "own rule, because the person who has to restore it may be someone else"
  ) { one in
    one.entry.removal?.restoreCard == nil ? .noRestoreCard : nil
  }

  private static let seenInIntermediate = DeletionRule(
    "own rule, because a certificate that something relies on must be in one of the two stores at every moment"
  ) { one in
    guard let copy = one.entry.removal?.copy else { return .notSeenInIntermediate }
    return one.thumbprints == [copy.thumbprint] ? nil : .notSeenInIntermediate
  }
}
