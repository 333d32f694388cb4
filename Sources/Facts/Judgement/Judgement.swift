// SPDX-License-Identifier: GPL-3.0-or-later

// The rules, in the order in which they decide:
//   matched, required, misplaced; then by name: other CA, sibling, cross-signed, unrelated; then, for entries that
//   bear a noted name: renewed, partial, mismatched.
// When both certificates are known, only they decide “matched”. What cannot be known without them stays unknown and
// is said; it never becomes a reason to delete.

/// The conclusion about one entry, and what it rests on.
public struct Judgement: Hashable, Sendable {
  public let verdict: Verdict
  /// Which noted certificate of the role decided: an index into the list that was given; `nil` when none did.
  public let noted: Int?
  /// The entry held against that certificate.
  public let comparison: Comparison?

  private init(_ verdict: Verdict, _ match: Match? = nil) {
    self.verdict = verdict
    noted = match?.index
    comparison = match?.comparison
  }

  private struct Match {
    let index: Int
    let comparison: Comparison
  }

  /// - Parameters:
  ///   - entry: what is known of the store's entry.
  ///   - store: the logical store in which it lies.
  ///   - noted: the noted certificates whose role belongs to that store.
  ///   - offsetMinutes: how far the server's clock is ahead of UTC; `nil` when nobody said.
  public init(
    _ entry: CertificateFacts, in store: Store, against noted: [CertificateFacts], offsetMinutes: Int?
  ) {
    let matches = noted.indices.map {
      Match(index: $0, comparison: Comparison(entry, noted[$0], offsetMinutes: offsetMinutes))
    }
    if let match = matches.first(where: { Self.isMatched($0.comparison) }) {
      self.init(.matched, match)
    } else if store == .trustedRoot, RequiredRoot.includes(entry) {
      self.init(.required)
    } else if store == .trustedRoot, !entry.subject.isSame(as: entry.issuer) {
      self.init(.misplaced)
    } else {
      self = Self.byName(entry, in: store, against: noted, matches)
    }
  }

  private static func isMatched(_ comparison: Comparison) -> Bool {
    switch comparison.certificate {
    case .same: comparison.attributesAgree || comparison.isSameEncoding
    case .unknown: comparison.attributesAgree && !comparison.isNameUncertain
    case .different: false
    }
  }

  private static func byName(
    _ entry: CertificateFacts, in store: Store, against noted: [CertificateFacts], _ matches: [Match]
  ) -> Judgement {
    // One thumbprint, yet not every attribute: something was misread, be it the name.
    if let match = matches.first(where: { $0.comparison.certificate == .same }) {
      return Judgement(.partial, match)
    }
    let sameName = matches.filter(\.comparison.isSameName)
    if !sameName.isEmpty { return byAttributes(sameName) }
    if let match = matches.first(where: {
      !$0.comparison.isSameSubject && noted[$0.index].subject.displaysAlike(entry.subject)
    }) {
      return Judgement(.otherCA, match)
    }
    guard store == .intermediate else { return Judgement(.unrelated) }
    if let match = matches.first(where: { $0.comparison.isSameSubject }) {
      return Judgement(.crossSigned, match)
    }
    if let match = matches.first(where: { $0.comparison.isSameIssuer }) { return Judgement(.sibling, match) }
    return Judgement(.unrelated)
  }

  /// Among several noted certificates of one name the most careful conclusion holds: one that allows no removal.
  private static func byAttributes(_ matches: [Match]) -> Judgement {
    let judged = matches.map { (match: $0, verdict: byAttributes($0.comparison)) }
    for verdict in [Verdict.partial, .renewed] {
      if let first = judged.first(where: { $0.verdict == verdict }) { return Judgement(verdict, first.match) }
    }
    return Judgement(.mismatched, matches[0])
  }

  private static func byAttributes(_ comparison: Comparison) -> Verdict {
    // It may be another authority's: that is no reason to delete.
    if comparison.isNameUncertain { return .partial }
    if comparison.publicKey == .unknown && comparison.serial.looksMisread { return .partial }
    let isOtherSerial = !comparison.serial.isSameNumber
    if isOtherSerial && comparison.publicKey == .same { return .renewed }
    if isOtherSerial && comparison.validFrom == .different { return .mismatched }
    return .partial
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
