// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores
public import X509

/// The analysis of one server's files: every entry of its stores, compared with the certification path.
///
/// Only the path and entries that share one of its names are examined closely; a store of thousands costs
/// little more than the walk over its octets.
public struct StoreInspection: Sendable {
  public struct Entry: Sendable {
    public let handed: StoreEntry
    public let facts: CertificateFacts
    public let judgement: Judgement
    /// The noted certificate that decided, as an index into `StoreInspection.noted`; `nil` if none did.
    public let noted: Int?
    /// The supplied certificates that would lose their path if this and all other removable certificates were
    /// removed; only for entries whose verdict allows removal. Certificates known only from text cannot be
    /// verified as signers, so the list is empty for them.
    public let impact: [Certificate]
    /// The relation of its validity period to the current time.
    public let period: Period
    public let gate: Gate
    /// Unexpired certificates that verify with its key, even if they are on the list themselves; only if its
    /// gate needs them.
    public let dependants: [Certificate]
    /// What keeps this or another copy of it in the store, so that deleting it does not last.
    public let managedBy: PhysicalStore?

    public var verdict: Verdict { judgement.verdict }
    /// Whether an administrator must remove it, move it or check it.
    public var isOpen: Bool { verdict.allowsRemoval || judgement.needsReview || gate == .move }

    /// Whether it is the noted certificate, but does not count as present because Windows ignores it.
    var isWithoutEffect: Bool { verdict == .matched && handed.isPassedOver }
  }

  public let noted: [Noted]
  public let server: Certificate?
  /// The issuer that the top of the path names and no file contains.
  public let missingIssuer: DistinguishedName?
  /// All entries that are not unrelated, and unrelated ones if requested, in the order supplied.
  public let entries: [Entry]
  /// The number of unrelated entries.
  public let unrelatedCount: Int
  /// Rows with the display name of a noted certificate that contain too little to be judged, each with the
  /// noted certificate's index.
  public let openRows: [(row: FoundRow, noted: Int)]
  /// Text files that show a certificate of the path at a time that contradicts the offset, with the offset
  /// that they show; `nil` if they do not determine one. Their dates are not compared with it.
  public let disprovedClocks: [(file: String, offset: Int?)]
  /// How much of each store was read.
  public let coverage: [Store: Coverage]
  /// One per noted certificate.
  public let outcomes: [Outcome]
  /// All entries as supplied, and rows that are certificates of the path.
  public let handed: [StoreEntry]
  /// Whether the advisories verify the signature of every root, rather than only where a sentence depends on
  /// it: for certificates with a name or key of the path, and for those that claim another signer.
  public let verifiesAllSignatures: Bool
  /// Certificates with a name or key of the path.
  private let close: CertificateIndex
  private let now: Instant

  /// - Parameters:
  ///   - path: the server's certification path.
  ///   - handed: the entries of the server's stores.
  ///   - found: rows for which a text contains only the thumbprint.
  ///   - coverage: how much of each store was read; a store that is missing was not supplied.
  ///   - now: the time for which validity is judged.
  ///   - isClockBelieved: whether that time is reliable; otherwise, nothing is reported as expired.
  ///   - offsetMinutes: the offset of the server's clock from UTC, for dates in texts; `nil` if unknown.
  ///   - includesUnrelated: whether unrelated entries are also listed.
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
          // A renewal that is also noted counts separately.
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
      // If the root is missing, the top is an intermediate.
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

  /// Other facts that the administrators should know.
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

  /// Whether a date in a text could not be reliably compared with one of the path.
  public var hasUnclearDates: Bool {
    entries.contains { $0.judgement.comparison?.validFrom == .unclear }
  }

  /// Whether everything could be judged and nothing needs attention.
  public var isClean: Bool {
    openRows.isEmpty && !entries.contains(where: \.isOpen) && openOutcomes.isEmpty
  }

  /// The outcomes of the levels of the path on which no certificate is in order. If several certificates
  /// share a level, the server needs only one.
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
