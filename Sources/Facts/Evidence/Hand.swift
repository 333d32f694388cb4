// SPDX-License-Identifier: GPL-3.0-or-later

/// The certificates available around a noted path, among which evidence is looked for: the path, certificates
/// with one of its names, the authorities above, and the certificates that these issued.
///
/// Evidence works in one direction: it protects a certificate from unnoticed removal, but never makes one
/// trusted.
public struct Hand: Sendable {
  /// One certificate, with precomputed values that are needed repeatedly.
  struct Card: Sendable {
    let certificate: Certificate
    let thumbprint: Thumbprint
    let subject: DistinguishedName
    let issuer: DistinguishedName
    /// Index into the hand's keys: a key has one number, whatever names it is used under.
    let key: Int
    let isSelfIssued: Bool
  }

  /// Distinct certificates, in input order.
  let cards: [Card]
  public let signatures: SignatureCheck
  private let bySubject: [DistinguishedName: [Int]]
  private let byIssuer: [DistinguishedName: [Int]]
  private let byCertificate: [Certificate: Int]
  private let lineages = LineageCache()

  public static let empty = Hand([], signatures: .none)

  /// - Parameter facts: those without a certificate are skipped, because nothing can be verified with them.
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

  /// Whether it consists of exactly these certificates.
  public func holds(_ facts: [CertificateFacts]) -> Bool {
    var seen: Set<Thumbprint> = []
    let prints = facts.compactMap { $0.certificate == nil ? nil : $0.thumbprint }.filter {
      seen.insert($0).inserted
    }
    return prints.elementsEqual(cards.lazy.map(\.thumbprint))
  }

  /// - Parameter depth: how many levels of parent authorities may be followed. No path is longer, and the
  ///   limit ends loops.
  func lineage(of name: DistinguishedName, depth: Int = 8) -> Lineage {
    lineages.lineage(of: name) { Lineage(of: name, in: self, depth: depth) }
  }

  func card(of certificate: Certificate) -> Int? { byCertificate[certificate] }
  func cards(named subject: DistinguishedName) -> [Int] { bySubject[subject] ?? [] }

  /// The unexpired certificates that this certificate's key has issued: available certificates that verify
  /// under it, including those marked for removal. Other certificates of the same key do not depend on this
  /// one.
  ///
  /// - Parameter now: `nil` when no clock is reliable; then nothing counts as expired.
  public func dependants(of certificate: Certificate, at now: Instant?) -> [Certificate] {
    children(of: certificate, at: now) { $0 == .valid }
  }

  /// Whether an unexpired certificate verifies, or may verify, under this certificate's key. With an unknown
  /// algorithm, a dependency cannot be ruled out.
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

  /// Hashes the count only: callers that hash a hand also hash the facts it was made of.
  public func hash(into hasher: inout Hasher) { hasher.combine(cards.count) }
}

// MARK: - Who signed what

extension Hand {
  enum Signer: Hashable {
    /// An available key of an authority with the issuer's name.
    case key(Int)
    /// None of the available keys.
    case notAtHand
    /// Not proved: unknown algorithm, or too many keys.
    case unknown
  }

  /// The maximum number of keys of one name that are tried on one signature. Beyond it, only the keys that
  /// the certificate itself points to are sure to be tried. Of 1,184 genuine names, none has more than six
  /// keys.
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

  /// One card for each key of the issuer's name: first those that the certificate points to, then its own.
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
