// SPDX-License-Identifier: GPL-3.0-or-later

/// A certificate of the certification path, with what it is there.
public struct PathCertificate: Hashable, Sendable {
  public let facts: CertificateFacts
  public let role: Role

  public init(_ facts: CertificateFacts, role: Role) {
    self.facts = facts
    self.role = role
  }
}

/// The conclusion about one entry, and what it rests on.
public struct Judgement: Hashable, Sendable {
  public let verdict: Verdict
  /// Which noted certificate decided: an index into the list that was given; `nil` when none did.
  public let noted: Int?
  /// The entry compared with that certificate.
  public let comparison: Comparison?
  /// What ties the entry to that certificate, or speaks against it.
  public let evidence: [Evidence]
  /// Of another generation: whether that is proved, or its own claim.
  public let isProved: Bool
  /// Whether it lies in the store that is not that certificate's.
  public let isInOtherStore: Bool
  /// Whether it lies among the trusted roots and is no root: not its own issuer, or not signed by its own key (Microsoft
  /// KB 2795828, KB 2802568).
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
  ///   - entry: what is known of the store's entry.
  ///   - store: the logical store in which it lies.
  ///   - path: the noted certificates, roots and intermediates alike: each is looked for in both stores.
  ///   - hand: the certificates among which evidence is looked for; the path's and the entry's own belong to it.
  ///   - offsetMinutes: how far the server's clock is ahead of UTC; `nil` when nobody said.
  public init(
    _ entry: CertificateFacts, in store: Store, of path: [PathCertificate], hand: Hand, offsetMinutes: Int?
  ) {
    let subject = JudgedEntry(entry, in: store, of: path, hand: hand, offsetMinutes: offsetMinutes)
    self = VerdictRule.all.lazy.compactMap { $0.judgement(subject) }.first ?? Judgement(.unrelated)
  }
}

// MARK: - What follows

extension Judgement {
  /// Whether somebody who knows the PKI has to look at the entry before the matter is closed.
  public var needsReview: Bool {
    if isMisplaced || verdict.needsReview { return true }
    return isInOtherStore && verdict != .matched && verdict.bearsNotedName && verdict != .link
  }

  /// What has to be said before the entry may be removed. Where somebody is to be asked, leaving it is always the
  /// recommendation as long as nobody can be.
  ///
  /// - Parameters:
  ///   - period: how the entry's validity stands to now.
  ///   - notedPeriod: how the noted certificate's does.
  ///   - hasDependants: whether something at hand that is not expired verifies under the entry's key, or may.
  public func gate(_ period: Period, noted notedPeriod: Period, hasDependants: Bool) -> Gate {
    if isMisplaced, verdict != .matched { return verdict == .crossSigned ? .never : .move }
    guard verdict.allowsRemoval, !isInOtherStore else { return .never }
    switch verdict {
    case .renewed:
      // Of two certificates of one key, the one that is valid is the one that is needed.
      return period == .expired || notedPeriod == .valid ? .owner : .never
    case .generation:
      return .owner
    case .mismatched:
      // Only an expired one, on which nothing hangs, is harmless as far as can be seen from here.
      let isSpent = period == .expired && !hasDependants && !evidence.contains(.notAllCompared)
      return isSpent ? .none : .ask
    default:
      return .ask
    }
  }
}

extension Judgement {
  /// Whether step 8 of the article would list the entry: roots are looked up by “Issued By”, intermediates by
  /// “Issued To” as well, because their “Issued By” is the name of the authority above them.
  public static func isCandidate(
    _ entry: CertificateFacts, for noted: CertificateFacts, role: Role
  ) -> Bool {
    // A display name with characters that may be others is compared as the name it belongs to.
    if entry.subject.isUncertain && entry.subject.isSame(as: noted.subject) { return true }
    return entry.issuer.displaysAlike(noted.issuer) || entry.subject.displaysAlike(noted.subject)
  }
}
