// SPDX-License-Identifier: GPL-3.0-or-later

/// An entry compared with each noted certificate: the input of the rules.
struct JudgedEntry {
  /// The entry compared with one noted certificate.
  struct Match {
    let index: Int
    let noted: PathCertificate
    let comparison: Comparison
  }

  let facts: CertificateFacts
  let store: Store
  let matches: [Match]
  private let hand: Hand

  init(
    _ facts: CertificateFacts, in store: Store, of path: [PathCertificate], hand: Hand, offsetMinutes: Int?
  ) {
    self.facts = facts
    self.store = store
    self.hand = hand
    matches = path.enumerated().map { index, noted in
      Match(
        index: index, noted: noted,
        comparison: Comparison(facts, noted.facts, offsetMinutes: offsetMinutes))
    }
  }

  var isSelfIssued: Bool { facts.isSelfIssued }
  var isMisplaced: Bool { store == .trustedRoot && !isSelfIssued }

  /// Matches whose role belongs to this store, where step 8 looks for their display names.
  var ofThisStore: [Match] { matches.filter { $0.noted.role.store == store } }

  func judgement(
    _ verdict: Verdict, _ match: Match? = nil, _ evidence: [Evidence] = [], isProved: Bool = false
  ) -> Judgement {
    Judgement(
      verdict, noted: match?.index, comparison: match?.comparison, evidence: evidence, isProved: isProved,
      isInOtherStore: match.map { $0.noted.role.store != store } ?? false,
      isMisplaced: isMisplaced || verdict == .link && store == .trustedRoot)
  }
}

// MARK: - What the signatures say

extension JudgedEntry {
  private var card: Int? { facts.certificate.flatMap(hand.card(of:)) }

  /// Whether it is self-issued but signed by another key.
  var isSignedByAnother: Bool {
    guard isSelfIssued, let certificate = facts.certificate else { return false }
    return hand.signatures(certificate, by: certificate) == .invalid
  }

  /// Whether the same key signed this and the noted certificate; `nil` when the available certificates do not
  /// show it.
  func isSameSigner(as match: Match) -> Bool? {
    guard let card, let noted = match.noted.facts.certificate.flatMap(hand.card(of:)) else { return nil }
    switch (hand.signer(of: card), hand.signer(of: noted)) {
    case (.key(let one), .key(let other)): return one == other
    case (.key, .notAtHand), (.notAtHand, .key): return false
    default: return nil
    }
  }

  func kinship(to match: Match) -> Kinship? {
    guard let card, let noted = match.noted.facts.certificate.flatMap(hand.card(of:)) else { return nil }
    return Kinship(hand.cards[card], to: hand.cards[noted], hand.lineage(of: facts.subject))
  }
}
