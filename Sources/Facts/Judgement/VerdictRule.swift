// SPDX-License-Identifier: GPL-3.0-or-later

/// One row of the table of verdicts. The first applicable row decides.
struct VerdictRule: Sendable {
  let verdict: Verdict
  /// The rule's source.
  let source: String
  /// The conclusion; `nil` when the rule does not apply.
  let judgement: @Sendable (JudgedEntry) -> Judgement?

  init(
    _ verdict: Verdict, _ source: String, _ judgement: @escaping @Sendable (JudgedEntry) -> Judgement?
  ) {
    self.verdict = verdict
    self.source = source
    self.judgement = judgement
  }

  /// Rules that show that a certificate is, or may be, needed come before rules that allow its removal.
  static let all: [VerdictRule] = [
    matched, required, misread, renewed, crossSigned, alias, link, generation, mismatched, undecided, partial,
    misplaced, crossSignedByName, otherCA, sibling,
  ]
}

extension VerdictRule {
  private static let matched = VerdictRule(
    .matched, "the article, “Using Microsoft Management Console”, step 11"
  ) { entry in
    entry.matches.first { isMatched($0.comparison) }.map { entry.judgement(.matched, $0) }
  }

  private static func isMatched(_ comparison: Comparison) -> Bool {
    switch comparison.certificate {
    // A matching thumbprint and serial number outweigh the date, which depends on a clock, and the spelling
    // of a name.
    case .same: comparison.serial.isSameNumber
    case .unknown: comparison.attributesAgree && !comparison.isNameUncertain
    case .different: false
    }
  }

  private static let required = VerdictRule(.required, "Microsoft KB 293781") { entry in
    entry.store == .trustedRoot && RequiredRoot.includes(entry.facts) ? entry.judgement(.required) : nil
  }

  private static let misread = VerdictRule(
    .partial, "own rule, because the same thumbprint with two serial numbers means a misread value"
  ) { entry in
    entry.matches.first { $0.comparison.certificate == .same }.map { entry.judgement(.partial, $0) }
  }

  // MARK: - The noted key

  private static let renewed = VerdictRule(
    .renewed, "Microsoft, “Renew root CA certificate”; RFC 5280 § 4.1.2.2: a serial number is used once"
  ) { entry in
    guard !entry.isSignedByAnother else { return nil }
    let match = entry.matches.first { match in
      match.comparison.isSameName && match.comparison.publicKey == .same
        && !match.comparison.serial.isSameNumber && entry.isSameSigner(as: match) != false
        && !entry.isPartial(besides: match)
    }
    return match.map { match in
      let signer: [Evidence] = entry.isSameSigner(as: match) == true ? [.sameSigner] : []
      return entry.judgement(.renewed, match, [.sameKey] + signer)
    }
  }

  private static let crossSigned = VerdictRule(
    .crossSigned, "RFC 5280 § 3.2, cross-certificates; facts on re-keyed authorities § 4"
  ) { entry in
    guard !entry.isSignedByAnother else { return nil }
    let match = entry.matches.first { match in
      match.comparison.isSameSubject && match.comparison.publicKey == .same
        && (!match.comparison.isSameIssuer || entry.isSameSigner(as: match) == false)
    }
    return match.map { entry.judgement(.crossSigned, $0, [.sameKey]) }
  }

  private static let alias = VerdictRule(.alias, "facts on re-keyed authorities § 4") { entry in
    entry.matches.first { $0.comparison.publicKey == .same && !$0.comparison.isSameSubject }
      .map { entry.judgement(.alias, $0, [.sameKey]) }
  }

  // MARK: - The noted name

  private static let link = VerdictRule(
    .link, "RFC 4210 § 4.4; Microsoft, “AD CS Cross-Certification”"
  ) { entry in
    guard entry.isSignedByAnother, let match = entry.matches.first(where: \.comparison.isSameSubject)
    else { return nil }
    let key: [Evidence] = match.comparison.publicKey == .same ? [.sameKey] : []
    return entry.judgement(.link, match, key + [.notSignedByItself])
  }

  private static let generation = VerdictRule(
    .generation, "facts on re-keyed authorities § 2 and § 6, rows 7 and 8"
  ) { entry in
    let kin = entry.matches.compactMap { match -> (match: JudgedEntry.Match, kinship: Kinship)? in
      guard match.comparison.isSameSubject, match.comparison.publicKey == .different,
        !entry.isPartial(besides: match), let kinship = entry.kinship(to: match), kinship.standing != .none
      else { return nil }
      return (match, kinship)
    }
    guard let best = kin.first(where: { $0.kinship.standing == .proved }) ?? kin.first else { return nil }
    return entry.judgement(
      .generation, best.match, best.kinship.evidence, isProved: best.kinship.standing == .proved)
  }

  private static let mismatched = VerdictRule(
    .mismatched, "the article, “Using Microsoft Management Console”, step 11"
  ) { entry in
    guard let match = entry.bearer(of: .different) else { return nil }
    return entry.judgement(.mismatched, match, entry.kinship(to: match)?.evidence ?? [])
  }

  private static let undecided = VerdictRule(
    .undecided, "facts on re-keyed authorities § 1.4: a renewal of a subordinate changes both values, too"
  ) { entry in
    entry.bearer(of: .unknown).map { entry.judgement(.undecided, $0) }
  }

  private static let partial = VerdictRule(
    .partial, "own rule, because the article covers only the cases that both values differ or neither does"
  ) { entry in
    entry.matches.first(where: \.comparison.isSameName).map { entry.judgement(.partial, $0) }
  }

  // MARK: - Display names

  private static let misplaced = VerdictRule(.misplaced, "Microsoft KB 2795828, KB 2802568") { entry in
    entry.isMisplaced ? entry.judgement(.misplaced) : nil
  }

  private static let crossSignedByName = VerdictRule(
    .crossSigned, "own rule, because something may rely on a noted subject, whoever certified it"
  ) { entry in
    entry.matches.first { $0.comparison.isSameSubject && $0.noted.role.store == entry.store }
      .map { entry.judgement(.crossSigned, $0) }
  }

  private static let otherCA = VerdictRule(
    .otherCA, "own rule, because MMC's list shows one attribute of a name, which is not an identity"
  ) { entry in
    entry.ofThisStore.first {
      !$0.comparison.isSameSubject && $0.noted.facts.subject.displaysAlike(entry.facts.subject)
    }.map { entry.judgement(.otherCA, $0) }
  }

  private static let sibling = VerdictRule(
    .sibling, "the article, second half, step 8: “Issued By” lists what the same authority issued"
  ) { entry in
    guard entry.store == .intermediate else { return nil }
    return entry.ofThisStore.first(where: \.comparison.isSameIssuer).map { entry.judgement(.sibling, $0) }
  }
}

extension JudgedEntry {
  /// Whether only one of serial number and Valid from differs from another noted certificate with the same
  /// name. Among several with one name, one that does not allow removal decides.
  fileprivate func isPartial(besides match: Match) -> Bool {
    matches.contains { other in
      let comparison = other.comparison
      return other.index != match.index && comparison.isSameName
        && (comparison.serial.isSameNumber
          || comparison.publicKey != .same && comparison.validFrom != .different)
    }
  }

  /// The noted certificate with the entry's name, provided that serial number and Valid from differ from all
  /// noted certificates with that name and the keys compare as requested.
  fileprivate func bearer(of key: Comparison.Knowledge) -> Match? {
    let bearers = matches.filter(\.comparison.isSameName)
    let isClear = bearers.allSatisfy { match in
      let comparison = match.comparison
      return !comparison.isNameUncertain && !comparison.serial.isSameNumber
        && comparison.validFrom == .different
        && (comparison.publicKey == .different
          || key == .unknown && comparison.publicKey == .unknown && !comparison.serial.looksMisread)
    }
    guard isClear else { return nil }
    return bearers.first { $0.comparison.publicKey == key }
  }
}
