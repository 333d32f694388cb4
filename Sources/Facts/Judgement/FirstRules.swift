// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of revisions 1 and 2 of the procedure, by names and attributes only:
//   matched, required, misplaced; then by name: other CA, sibling, cross-signed, unrelated; then, for
//   entries with a noted name: renewed, partial, mismatched.
// Session files contain answers that were given under these rules, and must be replayed with them. From
// revision 3 on, `VerdictRule` decides.

extension Judgement {
  /// - Parameters:
  ///   - entry: what is known about the store's entry.
  ///   - store: the logical store that contains it.
  ///   - noted: the noted certificates whose role belongs to that store.
  ///   - offsetMinutes: how far the server's clock is ahead of UTC; `nil` when unknown.
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
    // The thumbprint matches, but not every attribute: something was misread, possibly the name.
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

  /// Among several noted certificates with one name, the most cautious conclusion wins: one that does not
  /// allow removal.
  private static func byAttributes(_ matches: [JudgedEntry.Match]) -> Judgement {
    let judged = matches.map { (match: $0, verdict: byAttributes($0.comparison)) }
    for verdict in [Verdict.partial, .renewed] {
      if let first = judged.first(where: { $0.verdict == verdict }) { return Judgement(verdict, first.match) }
    }
    return Judgement(.mismatched, matches[0])
  }

  private static func byAttributes(_ comparison: Comparison) -> Verdict {
    // It may belong to another authority; that is no reason to delete it.
    if comparison.isNameUncertain { return .partial }
    if comparison.publicKey == .unknown && comparison.serial.looksMisread { return .partial }
    let isOtherSerial = !comparison.serial.isSameNumber
    if isOtherSerial && comparison.publicKey == .same { return .renewed }
    if isOtherSerial && comparison.validFrom == .different { return .mismatched }
    return .partial
  }
}
