// SPDX-License-Identifier: GPL-3.0-or-later

// What is proved, and by whom:
//   G1  A certificate names the SHA-1 of another one as the certificate before it: the word of its own key.
//   G2  A key signed another key of the same name: the word of the key that signed.
//   G3  One key of the authority above signed both: the word of that authority, for both.
//   G3′ Two keys of the authority above signed them, and these two are proved to be of one authority.
// Joined over all certificates of the name, as only neighbours are linked: the first and the third generation hang
// together through the second. What follows from the noted key's word, and from the authority's above, is proved;
// what needs another key's word is claimed.

/// How the keys of one name hang together.
///
/// Source: facts on re-keyed authorities § 2 (G1 to G3′, closure, C).
struct Lineage: Sendable {
  /// How a key stands to the noted one.
  enum Standing: Hashable {
    case proved
    case claimed
    case none
  }

  /// Of all certificates of the name.
  private let thumbprints: Set<Thumbprint>
  /// From each key to those for which it, or the authority above it, gives its word, and how.
  private var vouched: [Int: [(key: Int, by: Evidence)]] = [:]
  /// Whether a signature could not be told.
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
    /// The keys of this name under each key of an authority above.
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
          // The word of the authority that signed ours, for the key that signed theirs.
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

  /// - Parameter isAnyonesWord: whether a key may also be reached by its own word.
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

  /// What directly ties a key to the noted one.
  func direct(_ key: Int, to noted: Int) -> [Evidence] {
    let ours = (vouched[noted] ?? []).filter { $0.key == key }.map(\.by)
    let theirs = (vouched[key] ?? []).filter { $0.key == noted }.map(\.by)
    let all = ours + theirs.map(\.asTheirWord)
    return Evidence.allCases.filter(all.contains)
  }
}

extension Evidence {
  /// The same tie, when it is the entry's key that gives its word.
  fileprivate var asTheirWord: Evidence {
    switch self {
    case .namedAsPrevious: .namesAsPrevious
    case .keySignedByNoted: .keySignsNoted
    default: self
    }
  }
}

// MARK: - What a certificate says of itself

extension Lineage {
  /// Whether two certificates cannot be generations of one authority: every number of a certificate occurs once in its
  /// life, and a later one names the one before it.
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

  /// Whether a certificate says that another one of its authority came before it, which is not at hand.
  func countsAsLater(_ card: Hand.Card) -> Bool {
    if let version = card.certificate.authorityVersion, version.certificateIndex > 0 { return true }
    guard let previous = card.certificate.previousCertificate else { return false }
    return !thumbprints.contains(previous)
  }
}
