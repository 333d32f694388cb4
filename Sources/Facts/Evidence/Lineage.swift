// SPDX-License-Identifier: GPL-3.0-or-later

// What is proved, and by whom:
//   G1  A certificate names the SHA-1 of another one as its predecessor: confirmed by its own key.
//   G2  A key signed another key of the same name: confirmed by the signing key.
//   G3  The same key of the parent authority signed both: confirmed by that authority, for both.
//   G3′ Two keys of the parent authority signed them, and these two are proved to belong to one authority.
// The links are joined over all certificates of the name, because only neighbors are linked directly: the
// first and third generations are connected through the second. Links confirmed by the noted key or the
// parent authority are proof; links that need another key's confirmation are claims.

/// How the keys of one name are connected.
///
/// Source: facts on re-keyed authorities § 2 (G1 to G3′, closure, C).
struct Lineage: Sendable {
  /// How a key relates to the noted one.
  enum Standing: Hashable {
    case proved
    case claimed
    case none
  }

  /// The thumbprints of all certificates with the name.
  private let thumbprints: Set<Thumbprint>
  /// For each key, the keys that it, or its parent authority, confirms, and how.
  private var vouched: [Int: [(key: Int, by: Evidence)]] = [:]
  /// Whether a signature could not be attributed.
  private(set) var isIncomplete = false

  init(of name: DistinguishedName, in hand: Hand, depth: Int) {
    let cards = hand.cards(named: name)
    thumbprints = Set(cards.map { hand.cards[$0].thumbprint })
    guard Set(cards.map { hand.cards[$0].key }).count > 1 else { return }
    addPrevious(cards.map { hand.cards[$0] })
    addSignatures(cards, hand, depth: depth)
  }

  private mutating func addPrevious(_ cards: [Hand.Card]) {
    let keys = Dictionary(cards.map { ($0.thumbprint, $0.key) }) { first, _ in first }
    for card in cards {
      guard let previous = card.certificate.previousCertificate, let key = keys[previous] else { continue }
      vouched[card.key, default: []].append((key, .namedAsPrevious))
    }
  }

  private mutating func addSignatures(_ cards: [Int], _ hand: Hand, depth: Int) {
    /// The keys of this name, grouped by the parent authority's key that signed them.
    var issued: [DistinguishedName: [Int: Set<Int>]] = [:]
    for card in cards {
      let one = hand.cards[card]
      switch hand.signer(of: card) {
      case .notAtHand: break
      case .unknown: isIncomplete = true
      case .key(let signer) where one.isSelfIssued:
        if signer != one.key { vouched[signer, default: []].append((one.key, .keySignedByNoted)) }
      case .key(let signer):
        issued[one.issuer, default: [:]][signer, default: []].insert(one.key)
      }
    }
    for (issuer, groups) in issued {
      for group in groups.values { vouch(for: group, from: group, by: .sameParentKey) }
      guard groups.count > 1, depth > 0 else { continue }
      let above = hand.lineage(of: issuer, depth: depth - 1)
      if above.isIncomplete { isIncomplete = true }
      for (first, ours) in groups {
        for (second, theirs) in groups where first != second {
          // The authority that signed ours confirms the key that signed theirs.
          if above.standing(of: second, to: first) == .proved {
            vouch(for: theirs, from: ours, by: .parentGenerations)
          }
        }
      }
    }
  }

  private mutating func vouch(for keys: Set<Int>, from ours: Set<Int>, by evidence: Evidence) {
    for one in ours {
      for other in keys where one != other { vouched[one, default: []].append((other, evidence)) }
    }
  }

  func standing(of key: Int, to noted: Int) -> Standing {
    if reaches(key, from: noted, isAnyonesWord: false) { return .proved }
    return reaches(key, from: noted, isAnyonesWord: true) ? .claimed : .none
  }

  /// - Parameter isAnyonesWord: whether a key's own claim counts too.
  private func reaches(_ key: Int, from noted: Int, isAnyonesWord: Bool) -> Bool {
    var reached: Set<Int> = [noted]
    var open = [noted]
    while let one = open.popLast() {
      if one == key { return true }
      var next = (vouched[one] ?? []).map(\.key)
      if isAnyonesWord { next += vouched.filter { $0.value.contains { $0.key == one } }.keys }
      open += next.filter { reached.insert($0).inserted }
    }
    return false
  }

  /// The evidence that directly connects a key with the noted one.
  func direct(_ key: Int, to noted: Int) -> [Evidence] {
    let ours = (vouched[noted] ?? []).filter { $0.key == key }.map(\.by)
    let theirs = (vouched[key] ?? []).filter { $0.key == noted }.map(\.by)
    let all = ours + theirs.map(\.asTheirWord)
    return Evidence.allCases.filter(all.contains)
  }
}

extension Evidence {
  /// The same connection when the entry's key is the one that states it.
  fileprivate var asTheirWord: Evidence {
    switch self {
    case .namedAsPrevious: .namesAsPrevious
    case .keySignedByNoted: .keySignsNoted
    default: self
    }
  }
}

// MARK: - What a certificate says about itself

extension Lineage {
  /// Whether two certificates cannot be generations of one authority: an authority uses each certificate
  /// index once, and a later certificate names its predecessor.
  static func isInstalledAnew(_ one: Hand.Card, _ other: Hand.Card) -> Bool {
    guard let first = one.certificate.authorityVersion, let second = other.certificate.authorityVersion
    else { return false }
    if first.certificateIndex == second.certificateIndex { return true }
    let (later, earlier) = first.certificateIndex > second.certificateIndex ? (one, other) : (other, one)
    guard abs(first.certificateIndex - second.certificateIndex) == 1,
      let previous = later.certificate.previousCertificate
    else { return false }
    return previous != earlier.thumbprint
  }

  /// Whether the certificate says that it is not its authority's first: by a certificate index above 0, or by
  /// a predecessor that is not available.
  func countsAsLater(_ card: Hand.Card) -> Bool {
    if let version = card.certificate.authorityVersion, version.certificateIndex > 0 { return true }
    guard let previous = card.certificate.previousCertificate else { return false }
    return !thumbprints.contains(previous)
  }
}
