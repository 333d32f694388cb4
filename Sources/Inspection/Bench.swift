// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import X509

/// Judges the entries of a server's stores one by one, using all available evidence.
struct Bench {
  /// One certificate in one store.
  private struct Place: Hashable {
    let thumbprint: Thumbprint
    let store: Store
  }

  private let noted: [Noted]
  private let path: [PathCertificate]
  private let hand: Hand
  private let now: Instant?
  private let clocks: FileClocks
  /// What keeps a certificate in a store from outside the server.
  private let managed: [Place: PhysicalStore]

  /// - Parameters:
  ///   - close: the entries that have a noted name or key, are above the path, or were issued by it.
  ///   - now: `nil` if no clock is reliable.
  init(_ noted: [Noted], _ close: [StoreEntry], server: Certificate?, now: Instant?, clocks: FileClocks) {
    self.noted = noted
    self.now = now
    self.clocks = clocks
    path = noted.map { PathCertificate($0.facts, role: $0.role) }
    let facts = close.map(\.facts)
    hand = Hand(
      noted.map(\.facts) + [server].compactMap { $0.map { CertificateFacts($0) } } + facts,
      signatures: .libcrypto)
    let copies = zip(close, facts).compactMap { entry, facts -> (Place, PhysicalStore)? in
      guard entry.physical.isManaged, let thumbprint = facts.thumbprint else { return nil }
      return (Place(thumbprint: thumbprint, store: entry.store), entry.physical)
    }
    managed = Dictionary(copies) { first, _ in first }
  }

  func judge(_ handed: StoreEntry) -> StoreInspection.Entry {
    let facts = handed.facts
    let judgement = Judgement(
      facts, in: handed.store, of: path, hand: hand, offsetMinutes: clocks.offset(of: handed.file))
    let period = Period(facts.certificate, at: now)
    let dependants =
      judgement.verdict.allowsRemoval
      ? facts.certificate.map { hand.dependants(of: $0, at: now) } ?? [] : []
    let mayHaveDependants =
      judgement.verdict.allowsRemoval
      && facts.certificate.map { hand.mayHaveDependants($0, at: now) } ?? false
    let notedPeriod = judgement.noted.map { Period(noted[$0].certificate, at: now) } ?? .unknown
    return StoreInspection.Entry(
      handed: handed, facts: facts, judgement: judgement, noted: judgement.noted, impact: [],
      period: period,
      gate: judgement.gate(period, noted: notedPeriod, hasDependants: mayHaveDependants),
      dependants: dependants, managedBy: source(handed, facts))
  }

  private func source(_ handed: StoreEntry, _ facts: CertificateFacts) -> PhysicalStore? {
    if handed.physical.isManaged { return handed.physical }
    return facts.thumbprint.flatMap { managed[Place(thumbprint: $0, store: handed.store)] }
  }
}
