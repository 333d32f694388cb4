// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of revisions 1 and 2 of the procedure, by names and attributes alone:
//   matched, required, misplaced; then by name: other CA, sibling, cross-signed, unrelated; then, for entries that
//   bear a noted name: renewed, partial, mismatched.
// A session file holds answers that were given under them, and is folded as it was written. What is asked from
// revision 3 on is judged by `VerdictRule`.

extension Judgement {
  /// - Parameters:
  ///   - entry: what is known of the store's entry.
  ///   - store: the logical store in which it lies.
  ///   - noted: the noted certificates whose role belongs to that store.
  ///   - offsetMinutes: how far the server's clock is ahead of UTC; `nil` when nobody said.
  /// - Returns: the conclusion of revisions 1 and 2.
  public static func byFirstRules(
    _ entry: CertificateFacts, in store: Store, against noted: [CertificateFacts], offsetMinutes: Int?
  ) -> Judgement {
    let path = noted.map { PathCertificate($0, role: store.role) }
    let subject = JudgedEntry(entry, in: store, of: path, hand: .empty, offsetMinutes: offsetMinutes)
    if let match = subject.matches.first(where: { isMatched($0.comparison) }) {
      return Judgement(.matched, match)
    }
    if store == .trustedRoot, RequiredRoot.includes(entry) { return Judgement(.required) }
    if subject.isMisplaced { return Judgement(.misplaced) }
    return byName(subject)
  }

  private static func isMatched(_ comparison: Comparison) -> Bool {
    switch comparison.certificate {
    case .same: comparison.attributesAgree || comparison.isSameEncoding
    case .unknown: comparison.attributesAgree && !comparison.isNameUncertain
    case .different: false
    }
  }

  private init(_ verdict: Verdict, _ match: JudgedEntry.Match) {
    self.init(verdict, noted: match.index, comparison: match.comparison)
  }

  private static func byName(_ entry: JudgedEntry) -> Judgement {
    // One thumbprint, yet not every attribute: something was misread, be it the name.
    if let match = entry.matches.first(where: { $0.comparison.certificate == .same }) {
      return Judgement(.partial, match)
    }
    let sameName = entry.matches.filter(\.comparison.isSameName)
    if !sameName.isEmpty { return byAttributes(sameName) }
    if let match = entry.matches.first(where: {
      !$0.comparison.isSameSubject && $0.noted.facts.subject.displaysAlike(entry.facts.subject)
    }) {
      return Judgement(.otherCA, match)
    }
    guard entry.store == .intermediate else { return Judgement(.unrelated) }
    if let match = entry.matches.first(where: \.comparison.isSameSubject) {
      return Judgement(.crossSigned, match)
    }
    if let match = entry.matches.first(where: \.comparison.isSameIssuer) { return Judgement(.sibling, match) }
    return Judgement(.unrelated)
  }

  /// Among several noted certificates of one name the most careful conclusion holds: one that allows no removal.
  private static func byAttributes(_ matches: [JudgedEntry.Match]) -> Judgement {
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
