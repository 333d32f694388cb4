// SPDX-License-Identifier: GPL-3.0-or-later

/// The certificates at hand around a noted path, in which evidence is looked for: the path, what bears one of its names,
/// the authorities above, and what they have issued.
///
/// Evidence works one way: it keeps a certificate from being removed in silence, and never makes one trusted.
public struct Hand: Sendable {
  /// One certificate, with what is looked at again and again.
  struct Card: Sendable {
    let certificate: Certificate
    let thumbprint: Thumbprint
    let subject: DistinguishedName
    let issuer: DistinguishedName
    /// An index of the hand's keys: one key is one number, whatever names it goes by.
    let key: Int
    let isSelfIssued: Bool
  }

  /// Without copies, in the order in which they came.
  let cards: [Card]
  public let signatures: SignatureCheck
  private let bySubject: [DistinguishedName: [Int]]
  private let byIssuer: [DistinguishedName: [Int]]
  private let byCertificate: [Certificate: Int]
  private let lineages = LineageCache()

  public static let empty = Hand([], signatures: .none)

  /// - Parameter facts: those without a certificate are left out, as nothing can be verified with them.
  public init(_ facts: [CertificateFacts], signatures: SignatureCheck) {
    var cards: [Card] = []
    var byCertificate: [Certificate: Int] = [:]
    var keys: [ArraySlice<UInt8>: Int] = [:]
    for one in facts {
      guard let certificate = one.certificate, let thumbprint = one.thumbprint,
        byCertificate[certificate] == nil
      else { continue }
      byCertificate[certificate] = cards.count
      let key = keys[certificate.publicKey, default: keys.count]
      keys[certificate.publicKey] = key
      cards.append(
        Card(
          certificate: certificate, thumbprint: thumbprint, subject: one.subject, issuer: one.issuer,
          key: key, isSelfIssued: one.subject.isSame(as: one.issuer)))
    }
    self.cards = cards
    self.signatures = signatures
    self.byCertificate = byCertificate
    bySubject = Dictionary(grouping: cards.indices) { cards[$0].subject }
    byIssuer = Dictionary(grouping: cards.indices) { cards[$0].issuer }
  }

  /// Whether it is made of just these.
  public func holds(_ facts: [CertificateFacts]) -> Bool {
    var seen: Set<Thumbprint> = []
    let prints = facts.compactMap { $0.certificate == nil ? nil : $0.thumbprint }.filter {
      seen.insert($0).inserted
    }
    return prints.elementsEqual(cards.lazy.map(\.thumbprint))
  }

  /// - Parameter depth: how many authorities above may be looked at; no path has more, and a loop ends.
  func lineage(of name: DistinguishedName, depth: Int = 8) -> Lineage {
    lineages.lineage(of: name) { Lineage(of: name, in: self, depth: depth) }
  }

  func card(of certificate: Certificate) -> Int? { byCertificate[certificate] }
  func cards(named subject: DistinguishedName) -> [Int] { bySubject[subject] ?? [] }

  /// What this certificate's key has issued and what is not expired: other certificates at hand that verify under it,
  /// those that are to leave as well among them. Other certificates of the key itself do not hang on this one.
  ///
  /// - Parameter now: `nil` when no clock can be believed; then nothing counts as expired.
  public func dependants(of certificate: Certificate, at now: Instant?) -> [Certificate] {
    children(of: certificate, at: now) { $0 == .valid }
  }

  /// Whether something that is not expired verifies under this certificate's key, or may: where an algorithm is not
  /// known, nobody can say that nothing does.
  public func mayHaveDependants(_ certificate: Certificate, at now: Instant?) -> Bool {
    !children(of: certificate, at: now) { $0 != .invalid }.isEmpty
  }

  private func children(
    of certificate: Certificate, at now: Instant?, where counts: (SignatureAnswer) -> Bool
  ) -> [Certificate] {
    guard let parent = card(of: certificate) else { return [] }
    return (byIssuer[cards[parent].subject] ?? []).filter { child in
      cards[child].key != cards[parent].key
        && Period(cards[child].certificate, at: now) != .expired
        && counts(signatures(cards[child].certificate, by: certificate))
    }.map { cards[$0].certificate }
  }
}

extension Hand: Hashable {
  public static func == (one: Hand, other: Hand) -> Bool {
    one.cards.elementsEqual(other.cards) { $0.certificate == $1.certificate }
  }

  /// The count alone: whoever hashes a hand hashes what it was made of as well.
  public func hash(into hasher: inout Hasher) { hasher.combine(cards.count) }
}

// MARK: - Who signed what

extension Hand {
  enum Signer: Hashable {
    /// A key of the issuer's name that is at hand.
    case key(Int)
    /// None of the keys at hand.
    case notAtHand
    /// Nothing is proved: an algorithm that is not known, or too many keys.
    case unknown
  }

  /// More keys of one name than this are not tried on one signature: there, only those are that the certificate itself
  /// points to. Of genuine names, none of 1,184 has more than six.
  static let mostKeys = 32

  /// The key that signed a certificate.
  func signer(of card: Int) -> Signer {
    let candidates = signerCandidates(of: card)
    var isUnknown = candidates.isCut
    for candidate in candidates.cards {
      switch signatures(cards[card].certificate, by: cards[candidate].certificate) {
      case .valid: return .key(cards[candidate].key)
      case .invalid: break
      case .unknown: isUnknown = true
      }
    }
    return isUnknown ? .unknown : .notAtHand
  }

  /// One card for each key of the issuer's name: what the certificate points to first, then its own.
  private func signerCandidates(of card: Int) -> (cards: [Int], isCut: Bool) {
    var keys: Set<Int> = []
    let distinct = cards(named: cards[card].issuer).filter { keys.insert(cards[$0].key).inserted }
    guard distinct.count > 1 else { return (distinct, false) }
    let pointer = cards[card].certificate.authorityKeyIdentifier
    let isNamed: (Int) -> Bool = { candidate in
      pointer != nil && cards[candidate].certificate.subjectKeyIdentifier == pointer
    }
    let named = distinct.filter(isNamed)
    let own = distinct.filter { cards[$0].key == cards[card].key && !named.contains($0) }
    let rest = distinct.filter { !named.contains($0) && !own.contains($0) }
    let room = max(0, Self.mostKeys - named.count - own.count)
    return (Array((named + own).prefix(Self.mostKeys)) + rest.prefix(room), rest.count > room)
  }
}
