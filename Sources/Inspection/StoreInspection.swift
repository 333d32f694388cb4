// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores
public import X509

/// What the files of one server say: every entry of its stores held against the certification path.
///
/// Only the path and what bears one of its names is looked at closely; a store of thousands costs little more than the
/// walk over its octets.
public struct StoreInspection: Sendable {
  public struct Entry: Sendable {
    public let handed: StoreEntry
    public let facts: CertificateFacts
    public let judgement: Judgement
    /// The noted certificate that decided: an index into `StoreInspection.noted`; `nil` when none did.
    public let noted: Int?
    /// The certificates handed over that would lose their path with this one, once all that may be removed is; only
    /// for entries whose verdict allows removal. What a text describes has signed nothing that could be verified:
    /// none is known then.
    public let impact: [Certificate]
    /// How its validity stands to now.
    public let period: Period
    public let gate: Gate
    /// What is not expired and verifies under its key, be it on the list itself; only where its gate is asked for.
    public let dependants: [Certificate]
    /// What keeps this or another copy of it in the store, so that a delete does not last.
    public let managedBy: PhysicalStore?

    public var verdict: Verdict { judgement.verdict }
    /// Whether it is up to somebody to remove it, to move it, or to look.
    public var isOpen: Bool { verdict.allowsRemoval || judgement.needsReview || gate == .move }

    /// Whether it is the noted certificate and does not count as being there, because Windows passes over it.
    var isWithoutEffect: Bool { verdict == .matched && handed.isPassedOver }
  }

  public let noted: [Noted]
  public let server: Certificate?
  /// The issuer that the top of the path names and no file holds.
  public let missingIssuer: DistinguishedName?
  /// What is not unrelated, and unrelated entries when they were asked for, in the order in which it was handed over.
  public let entries: [Entry]
  /// How many entries are unrelated.
  public let unrelatedCount: Int
  /// Rows with the display name of a noted certificate of which a text gives too little to judge them, each with the noted
  /// certificate's index.
  public let openRows: [(row: FoundRow, noted: Int)]
  /// The files of text that show a certificate of the path at a time that the offset does not give, with the offset that
  /// they show; `nil` when they do not tell. Their dates are not compared by it.
  public let disprovedClocks: [(file: String, offset: Int?)]
  /// How much of each store was looked at.
  public let coverage: [Store: Coverage]
  /// One for each noted certificate.
  public let outcomes: [Outcome]
  private let handed: [StoreEntry]
  /// Whether the signature of every root is verified for the advisories, and not only where a sentence depends on it: of
  /// what has a name or key of the path, and of what names another signer itself.
  public let verifiesAllSignatures: Bool
  /// What has a name or key of the path.
  private let close: CertificateIndex
  private let now: Instant

  /// - Parameters:
  ///   - path: the server's certification path.
  ///   - handed: the entries of its stores.
  ///   - found: what a text only gives the thumbprint of.
  ///   - coverage: how much of each store they are; a store that is missing was not handed over.
  ///   - now: the moment for which validity is judged.
  ///   - isClockBelieved: whether that moment can be believed; else nothing is called expired.
  ///   - offsetMinutes: how far the server's clock is ahead of UTC, for dates that a text gives; `nil` when nobody said.
  ///   - includesUnrelated: whether unrelated entries are listed, too.
  ///   - verifiesAllSignatures: whether the signature of every root is verified for the advisories.
  public init(
    path: CertificationPath, handed: [StoreEntry], found: [FoundRow] = [], coverage: [Store: Coverage],
    now: Instant, isClockBelieved: Bool = true, offsetMinutes: Int? = nil, includesUnrelated: Bool = false,
    verifiesAllSignatures: Bool = false
  ) {
    let noted = Self.noted(path)
    let rows = FoundRows(
      found, known: found.isEmpty ? [:] : Self.thumbprints(handed),
      noted: noted.map { ($0.facts, $0.role.store) })
    // A row with the thumbprint of a certificate is that certificate.
    let handed =
      handed
      + rows.recognized.map { row, index in
        StoreEntry(
          certificate: noted[index].certificate, store: row.store, physical: row.physical, file: row.file)
      }
    let clocks = FileClocks(handed, noted, offsetMinutes: offsetMinutes)
    let passed = CandidateFilter(noted).passed(handed)
    let bench = Bench(
      noted, passed, server: path.server, now: isClockBelieved ? now : nil, clocks: clocks)
    let judged = (includesUnrelated ? handed : passed).map(bench.judge)
      .filter { includesUnrelated || $0.verdict != .unrelated }
    let entries = Self.withImpact(judged, handed, path)

    openRows = rows.open
    disprovedClocks = clocks.disproved
    self.noted = noted
    server = path.server
    missingIssuer = path.missingIssuer
    self.entries = entries
    unrelatedCount = handed.count - entries.count { $0.verdict != .unrelated }
    self.coverage = coverage
    outcomes = noted.indices.map { one in
      Outcome(
        verdicts: entries.compactMap { entry in
          guard let other = entry.noted, noted[other].level == noted[one].level,
            entry.handed.store == noted[one].role.store, !entry.isWithoutEffect
          else { return nil }
          // A renewal that is noted as well is there in its own right.
          return entry.verdict == .matched && other != one ? nil : entry.verdict
        } + rows.open.filter { noted[$0.noted].level == noted[one].level }.map { _ in .partial },
        isWhole: coverage[noted[one].role.store]?.isWhole ?? false)
    }
    self.handed = handed
    self.verifiesAllSignatures = verifiesAllSignatures
    close = CertificateIndex(passed.lazy.compactMap(\.certificate))
    self.now = now
  }

  private static func noted(_ path: CertificationPath) -> [Noted] {
    path.levels.enumerated().flatMap { level, alternatives in
      // Where the root is missing, the top is an intermediate.
      let role: Role = level == 0 && path.missingIssuer == nil ? .root : .intermediate
      return alternatives.map {
        Noted(facts: CertificateFacts($0), certificate: $0, level: level, role: role)
      }
    }
  }

  private static func thumbprints(_ handed: [StoreEntry]) -> [Store: Set<Thumbprint>] {
    var known: [Store: Set<Thumbprint>] = [:]
    for entry in handed {
      let print = entry.certificate?.thumbprint ?? entry.facts.thumbprint
      if let print { known[entry.store, default: []].insert(print) }
    }
    return known
  }

  /// What else should be known.
  public func advisories() -> [Advisory] {
    Advisory.all(handed, entries, noted: noted, server: server, now: now) { root in
      verifiesAllSignatures || close.contains(root)
    }
  }

  private static func withImpact(
    _ entries: [Entry], _ handed: [StoreEntry], _ path: CertificationPath
  ) -> [Entry] {
    guard entries.contains(where: { $0.verdict.allowsRemoval }) else { return entries }
    let impact = Dependents(handed.compactMap(\.certificate), path)
    let leaving = Set(entries.filter(\.verdict.allowsRemoval).compactMap(\.handed.certificate))
    return entries.map { entry in
      guard entry.verdict.allowsRemoval, let certificate = entry.handed.certificate else { return entry }
      return entry.with(impact: impact.ofRemoving(certificate, leaving: leaving))
    }
  }

  /// Whether a date of a text could not be compared for sure with one of the path.
  public var hasUnclearDates: Bool {
    entries.contains { $0.judgement.comparison?.validFrom == .unclear }
  }

  /// Whether everything could be judged and nothing has to be looked at.
  public var isClean: Bool {
    openRows.isEmpty && !entries.contains(where: \.isOpen) && openOutcomes.isEmpty
  }

  /// The outcomes of the places of the path at which no certificate is in order. Of several that share a place, the
  /// server needs only one.
  public var openOutcomes: [Outcome] {
    let settled = Set(zip(noted, outcomes).filter { $1.isInOrder }.map(\.0.level))
    return zip(noted, outcomes).filter { !settled.contains($0.0.level) }.map(\.1)
  }
}

extension StoreInspection.Entry {
  fileprivate func with(impact: [Certificate]) -> StoreInspection.Entry {
    StoreInspection.Entry(
      handed: handed, facts: facts, judgement: judgement, noted: noted, impact: impact, period: period,
      gate: gate, dependants: dependants, managedBy: managedBy)
  }
}
