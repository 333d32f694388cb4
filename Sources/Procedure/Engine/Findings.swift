// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts

/// Attributes of one certificate, typed one after the other.
public struct TypedValues: Hashable, Sendable {
  public internal(set) var issuer: DistinguishedName?
  public internal(set) var subject: DistinguishedName?
  public internal(set) var serial: SerialNumber?
  public internal(set) var validFrom: WrittenDate?
  /// Typed after Valid from, if at all.
  public internal(set) var validTo: WrittenDate?
  public internal(set) var thumbprint: Thumbprint?

  public var isEmpty: Bool { self == TypedValues() }

  /// The four attributes that the procedure compares, once all are known.
  var facts: CertificateFacts? {
    guard let issuer, let subject, let serial, let validFrom else { return nil }
    return CertificateFacts(
      subject: subject, issuer: issuer, serial: serial, validFrom: .written(validFrom),
      validTo: validTo, thumbprint: thumbprint)
  }
}

/// What is known about one certificate of the noted path.
public struct NotedFindings: Hashable, Sendable {
  public internal(set) var typed = TypedValues()
  public internal(set) var certificate: CertificateFacts?
  /// The certificate whose attributes were typed, once it was found elsewhere: as a row, an export, or
  /// another available certificate.
  public internal(set) var seen: CertificateFacts?
  public internal(set) var source = FactSource.typed

  /// `nil` until all attributes are known.
  public var facts: CertificateFacts? { certificate ?? seen ?? typed.facts }
}

/// What is known about one listed entry.
public struct EntryFindings: Hashable, Sendable {
  public internal(set) var typed = TypedValues()
  /// From the file or server that listed it.
  public internal(set) var listed: CertificateFacts?
  /// From a file that was supplied instead of typed values.
  public internal(set) var given: CertificateFacts?
  public internal(set) var source = FactSource.typed
  /// The physical store according to the file or server that listed the entry.
  public internal(set) var listedIn = PhysicalStore.unknown
  /// The physical store reported by the admin.
  public internal(set) var reportedIn = PhysicalStore.unknown
  /// `nil` until something is decided.
  public internal(set) var removal: Removal?

  public var facts: CertificateFacts? { sources.first }
  /// What each source says about the certificate, best source first.
  var sources: [CertificateFacts] {
    [removal?.export?.certificate, given, listed, typed.facts].compactMap(\.self)
  }
  public var physical: PhysicalStore { listedIn == .unknown ? reportedIn : listedIn }
  public var isGone: Bool { removal?.isGone == true }
}

extension EntryFindings {
  init(listed row: ListedEntry) {
    self.init()
    listed = row.certificate
    listedIn = row.physical
    source = row.source
  }
}

/// What is known about the certificates that phones are configured to trust.
public enum PhoneTrust: Hashable, Sendable {
  /// Sessions of the first revision do not ask.
  case notAsked
  /// Asked, but could not be checked.
  case unknown
  case listed(Set<Thumbprint>)
}

/// The rows that step 8 found for a noted certificate.
public enum Listing: Hashable, Sendable {
  /// Counted by the admin, who reads each row manually.
  case counted(Int)
  /// Listed by a file or a server.
  case listed(Int)

  public var count: Int {
    switch self {
    case .counted(let count), .listed(let count): count
    }
  }
}

/// Everything that the answers in effect say, combined. Computed, never stored.
public struct Findings: Hashable, Sendable {
  public let course: Course
  /// The revision of the rules by which entries are judged and removed: that of the program that wrote the
  /// last answers. The set of steps is fixed by the revision with which the session began.
  public internal(set) var rules: Int { didSet { judged = JudgedEntries() } }
  /// The revision whose rules apply as soon as no deletion is waiting for its report.
  var wantedRules: Int
  /// The available certificates, in which evidence is looked for.
  public internal(set) var hand: Hand { didSet { judged = JudgedEntries() } }
  /// Whether certificates became available that were not evaluated yet.
  var isLookDue = false
  /// The last `Event.atHand`.
  public internal(set) var atHand: [CertificateFacts] = []
  public internal(set) var clock = ClockCheck.plausible
  public internal(set) var server: String?
  public internal(set) var administrator: String?
  /// Who took the session over.
  var successors: Set<String> = []
  /// Everybody who works or worked on it: nobody approves what they do themselves.
  public var people: Set<String> { successors.union(administrator.map { [$0] } ?? []) }
  /// Whether nothing is deleted without a second person's approval.
  public internal(set) var needsApproval = false
  /// How far the server's clock is ahead of UTC, in minutes, as typed.
  public internal(set) var offsetMinutes: Int? { didSet { judged = JudgedEntries() } }
  public internal(set) var phoneTrust = PhoneTrust.notAsked
  public internal(set) var noted: [NotedID: NotedFindings] = [:] { didSet { judged = JudgedEntries() } }
  public internal(set) var listings: [NotedID: Listing] = [:]
  /// How much of the store was read, for listed rows; an admin who counts sees the whole store.
  public internal(set) var coverage: [NotedID: Coverage] = [:]
  public internal(set) var entries: [EntryID: EntryFindings] = [:] { didSet { judged = JudgedEntries() } }
  /// The number of rows left at step 20.
  public internal(set) var recounts: [NotedID: Int] = [:]
  /// Judgments since the last change that affects them.
  private var judged = JudgedEntries()
  /// Items answered with a problem, in order.
  public internal(set) var problems: [Item] = []

  /// - Parameter signatures: verifies signatures among the available certificates.
  init(_ course: Course = .duplicates, rules: Int, signatures: SignatureCheck) {
    self.course = course
    self.rules = rules
    wantedRules = rules
    hand = Hand([], signatures: signatures)
  }

  /// The places of the path with all attributes known, root first.
  public var path: [NotedID] { noted.keys.sorted().filter { noted[$0]?.facts != nil } }

  public func path(of role: Role) -> [NotedID] { path.filter { $0.role == role } }

  /// The listed entries of one noted certificate, in order.
  public func entries(of id: NotedID) -> [EntryID] {
    guard let listing = listings[id], listing.count > 0 else { return [] }
    return (1...listing.count).map { EntryID(noted: id, number: $0) }
  }
}

// MARK: - Conclusions

extension Findings {
  /// The conclusion about an entry; `nil` until its attributes are known.
  public func judgement(_ id: EntryID) -> (judgement: Judgement, noted: NotedID?)? {
    guard let facts = entries[id]?.facts else { return nil }
    return judged.judgement(id) { judgement(of: facts, in: id.noted.role.store) }
  }

  private func judgement(of facts: CertificateFacts, in store: Store) -> (
    judgement: Judgement, noted: NotedID?
  ) {
    guard rules >= Self.evidenceRules else {
      let ids = path(of: store.role)
      let judgement = Judgement.byFirstRules(
        facts, in: store, against: ids.compactMap { noted[$0]?.facts }, offsetMinutes: offsetMinutes)
      return (judgement, judgement.noted.map { ids[$0] })
    }
    let ids = path
    let judgement = Judgement(
      facts, in: store,
      of: ids.compactMap { id in noted[id]?.facts.map { PathCertificate($0, role: id.role) } },
      hand: hand, offsetMinutes: trustedOffset)
    return (judgement, judgement.noted.map { ids[$0] })
  }

  /// The first revision in which evidence, and the name of the person who agrees, count.
  static let evidenceRules = 3

  public func verdict(_ id: EntryID) -> Verdict? { judgement(id)?.judgement.verdict }

  /// What the store shows for a noted certificate, from the entries that were judged against it.
  public func outcome(_ id: NotedID) -> Outcome {
    Outcome(
      verdicts: entries(of: id).compactMap { entry in
        judgement(entry).flatMap { $0.noted == id ? $0.judgement.verdict : nil }
      }, isWhole: coverage[id]?.isWhole ?? true)
  }

  /// The decision about an entry, as long as its verdict has not changed; a decision that was carried out
  /// stays.
  public func decision(_ id: EntryID) -> Decision? {
    guard let judged = entries[id]?.removal?.decision, judged.verdict == decidedVerdict(id) else {
      return nil
    }
    return judged.decision
  }

  /// The verdict on which an entry is decided. For a deleted entry, the verdict at that time, whatever became
  /// known since.
  func decidedVerdict(_ id: EntryID) -> Verdict? {
    entries[id]?.isGone == true ? entries[id]?.removal?.decision.verdict : verdict(id)
  }

  /// What must be read carefully and confirmed in words before an entry is marked.
  ///
  /// - Parameter now: when it is marked.
  public func warnings(_ id: EntryID, now: Instant) -> Set<RemovalWarning> {
    var warnings: Set<RemovalWarning> = []
    if judgement(id)?.judgement.comparison?.publicKey == .unknown { warnings.insert(.keyUnknown) }
    let certificate = entries[id]?.facts?.certificate
    if rules < Self.evidenceRules, let validity = certificate?.validity {
      if validity.contains(now) { warnings.insert(.stillValid) }
    } else {
      switch period(id, now: now) {
      case .valid: warnings.insert(.stillValid)
      case .unknown: warnings.insert(.validityUnknown)
      case .expired: break
      }
    }
    if phoneTrust == .unknown { warnings.insert(.phoneTrustUnknown) }
    if rules >= Self.evidenceRules, !dependants(id, now: now).isEmpty { warnings.insert(.dependantsAtHand) }
    return warnings
  }

  /// Whether this procedure can lead to the deletion of an entry with this verdict.
  public func mayLeave(_ verdict: Verdict) -> Bool {
    switch course {
    case .duplicates: verdict.allowsRemoval
    case .move: verdict == .misplaced
    }
  }

  /// Whether the deletion of an entry can be offered at all, before any decision.
  ///
  /// - Parameter now: when it is offered.
  public func isRemovable(_ id: EntryID, now: Instant) -> Bool {
    Interlock.obstacle(to: id, in: self, now: now) == nil
  }

  /// The rows of its list that are the noted certificate itself and are still there.
  func matches(of id: NotedID) -> [EntryID] {
    entries(of: id).filter { row in
      guard entries[row]?.isGone != true, let judged = judgement(row) else { return false }
      return judged.noted == id && judged.judgement.verdict == .matched
    }
  }

  /// Whether all copies of the certificate that has to stay are managed from outside the server, and can be
  /// removed from there.
  public func isMatchOnlyManaged(_ id: NotedID) -> Bool {
    let matches = matches(of: id)
    return !matches.isEmpty && matches.allSatisfy { entries[$0]?.physical.isManaged == true }
  }

  public var hasDeleted: Bool { entries.values.contains(where: \.isGone) }
}
