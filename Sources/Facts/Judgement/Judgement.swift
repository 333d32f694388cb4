// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate of the certification path, with its role.
public struct PathCertificate: Hashable, Sendable {
  public let facts: CertificateFacts
  public let role: Role

  public init(_ facts: CertificateFacts, role: Role) {
    self.facts = facts
    self.role = role
  }
}

/// The conclusion about one entry, with its reasons.
public struct Judgement: Hashable, Sendable {
  public let verdict: Verdict
  /// The noted certificate that decided, as an index into the given list; `nil` if none did.
  public let noted: Int?
  /// The entry compared with that certificate.
  public let comparison: Comparison?
  /// The evidence for or against a connection between the entry and that certificate.
  public let evidence: [Evidence]
  /// For another generation: whether this is proved or only the entry's claim.
  public let isProved: Bool
  /// Whether the entry is in the store where that certificate does not belong.
  public let isInOtherStore: Bool
  /// Whether it is in the Trusted Root store but is not a root: not self-issued, or not signed by its own key
  /// (Microsoft KB 2795828, KB 2802568).
  public let isMisplaced: Bool

  init(
    _ verdict: Verdict, noted: Int? = nil, comparison: Comparison? = nil, evidence: [Evidence] = [],
    isProved: Bool = false, isInOtherStore: Bool = false, isMisplaced: Bool = false
  ) {
    self.verdict = verdict
    self.noted = noted
    self.comparison = comparison
    self.evidence = evidence
    self.isProved = isProved
    self.isInOtherStore = isInOtherStore
    self.isMisplaced = isMisplaced
  }

  /// - Parameters:
  ///   - entry: what is known about the store's entry.
  ///   - store: the logical store that contains it.
  ///   - path: the noted certificates, both roots and intermediates: each is looked for in both stores.
  ///   - hand: the certificates among which evidence is looked for, including the path's and the entry's own.
  ///   - offsetMinutes: how far the server's clock is ahead of UTC; `nil` when unknown.
  public init(
    _ entry: CertificateFacts, in store: Store, of path: [PathCertificate], hand: Hand, offsetMinutes: Int?
  ) {
    let subject = JudgedEntry(entry, in: store, of: path, hand: hand, offsetMinutes: offsetMinutes)
    self = VerdictRule.all.lazy.compactMap { $0.judgement(subject) }.first ?? Judgement(.unrelated)
  }
}

// MARK: - What follows

extension Judgement {
  /// Whether someone who knows the PKI must review the entry before the case is closed.
  public var needsReview: Bool {
    if isMisplaced || verdict.needsReview { return true }
    return isInOtherStore && verdict != .matched && verdict.bearsNotedName && verdict != .link
  }

  /// What is required before the entry may be removed. Where someone must be asked, the recommendation is to
  /// keep the entry until they can be.
  ///
  /// - Parameters:
  ///   - period: whether the entry is valid now.
  ///   - notedPeriod: whether the noted certificate is valid now.
  ///   - hasDependants: whether an available, unexpired certificate verifies, or may verify, under the
  ///     entry's key.
  public func gate(_ period: Period, noted notedPeriod: Period, hasDependants: Bool) -> Gate {
    if isMisplaced, verdict != .matched { return verdict == .crossSigned ? .never : .move }
    guard verdict.allowsRemoval, !isInOtherStore else { return .never }
    switch verdict {
    case .renewed:
      // Of two certificates with one key, the valid one is needed.
      return period == .expired || notedPeriod == .valid ? .owner : .never
    case .generation:
      return .owner
    case .mismatched:
      // Only an expired certificate without known dependents is harmless to remove.
      let isSpent = period == .expired && !hasDependants && !evidence.contains(.notAllCompared)
      return isSpent ? .none : .ask
    default:
      return .ask
    }
  }
}

extension Judgement {
  /// Whether step 8 of the article would list the entry. Roots are looked up by “Issued By”; intermediates by
  /// “Issued To” too, because their “Issued By” is the name of the parent authority.
  public static func isCandidate(
    _ entry: CertificateFacts, for noted: CertificateFacts, role: Role
  ) -> Bool {
    // A display name with uncertain characters is matched by the full name instead.
    if entry.subject.isUncertain && entry.subject.isSame(as: noted.subject) { return true }
    return entry.issuer.displaysAlike(noted.issuer) || entry.subject.displaysAlike(noted.subject)
  }
}
