// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Attributes of one certificate as they are typed one after the other.
public struct TypedValues: Hashable, Sendable {
  public internal(set) var issuer: DistinguishedName?
  public internal(set) var subject: DistinguishedName?
  public internal(set) var serial: SerialNumber?
  public internal(set) var validFrom: WrittenDate?
  public internal(set) var thumbprint: Thumbprint?

  public var isEmpty: Bool { self == TypedValues() }

  /// The four attributes that the procedure compares, once all of them are there.
  var facts: CertificateFacts? {
    guard let issuer, let subject, let serial, let validFrom else { return nil }
    return CertificateFacts(
      subject: subject, issuer: issuer, serial: serial, validFrom: .written(validFrom),
      thumbprint: thumbprint)
  }
}

/// What is known of one certificate of the noted path.
public struct NotedFindings: Hashable, Sendable {
  public internal(set) var typed = TypedValues()
  public internal(set) var certificate: CertificateFacts?
  public internal(set) var source = FactSource.typed

  /// `nil` until all attributes are known.
  public var facts: CertificateFacts? { certificate ?? typed.facts }
}

/// A decision, and the verdict on which it was made: it does not hold for another one.
public struct JudgedDecision: Hashable, Sendable {
  public let verdict: Verdict
  public let decision: Decision
}

/// Where on the server the export went.
public struct ExportName: Hashable, Sendable {
  public let file: String
  public let folder: String

  public init(file: String, folder: String) {
    self.file = file
    self.folder = folder
  }

  /// Whether a text names a file in a folder, and neither a path nor the folder itself or the one above it.
  ///
  /// Source: learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved characters).
  static func isFileName(_ text: String) -> Bool {
    text.utf8.count <= 255 && !text.allSatisfy { $0 == "." }
      && text.unicodeScalars.allSatisfy { !"<>:\"/\\|?*".unicodeScalars.contains($0) && $0.value >= 0x20 }
  }
}

/// How the export of an entry was made sure of.
public enum ExportProof: Hashable, Sendable {
  case readBack(path: String)
  /// Only seen on the server; “not read back” for ever.
  case seenOnServer
}

/// What is known of one listed entry, and how far its removal has come.
public struct EntryFindings: Hashable, Sendable {
  public internal(set) var typed = TypedValues()
  /// From the file or server that listed it.
  public internal(set) var listed: CertificateFacts?
  /// From a file that was given in place of a typed value.
  public internal(set) var given: CertificateFacts?
  /// From its export.
  public internal(set) var exported: CertificateFacts?
  public internal(set) var source = FactSource.typed
  /// The physical store, as the file or server says that listed the entry.
  public internal(set) var listedIn = PhysicalStore.unknown
  /// The physical store, as the admin looked it up.
  public internal(set) var reportedIn = PhysicalStore.unknown
  public internal(set) var decision: JudgedDecision?
  public internal(set) var exportName: ExportName?
  public internal(set) var proof: ExportProof?
  /// What the read-back showed that the decision before it did not know of, such as a Valid to in the future.
  public internal(set) var warnedAnew: Set<RemovalWarning> = []
  public internal(set) var restoreCard: String?
  public internal(set) var isOrdered = false
  public internal(set) var isGone: Bool?

  public var facts: CertificateFacts? { sources.first }
  /// What each source says of the certificate, the best first.
  var sources: [CertificateFacts] { [exported, given, listed, typed.facts].compactMap(\.self) }
  public var physical: PhysicalStore { listedIn == .unknown ? reportedIn : listedIn }
}

/// What is known of the certificates that phones are told to trust.
public enum PhoneTrust: Hashable, Sendable {
  /// Sessions of the first revision do not ask.
  case notAsked
  /// It was asked, and nobody could look.
  case unknown
  case listed(Set<Thumbprint>)
}

/// The rows that step 8 found for a noted certificate.
public enum Listing: Hashable, Sendable {
  /// Counted by the admin; each is read by hand.
  case counted(Int)
  /// Listed by a file or a server.
  case listed(Int)

  public var count: Int {
    switch self {
    case .counted(let count), .listed(let count): count
    }
  }
}

/// Everything that the answers that hold say, put together. It is computed, never stored.
public struct Findings: Hashable, Sendable {
  /// The revision of the procedure by which answers are taken.
  public internal(set) var rules = Start.procedureRevision
  public internal(set) var server: String?
  public internal(set) var administrator: String?
  /// How far the server's clock is ahead of UTC, in minutes.
  public internal(set) var offsetMinutes: Int?
  public internal(set) var phoneTrust = PhoneTrust.notAsked
  public internal(set) var noted: [NotedID: NotedFindings] = [:]
  public internal(set) var listings: [NotedID: Listing] = [:]
  public internal(set) var entries: [EntryID: EntryFindings] = [:]
  /// How many rows were left when step 20 was reached.
  public internal(set) var recounts: [NotedID: Int] = [:]
  /// Items that were answered with a problem, in order.
  public internal(set) var problems: [Item] = []

  /// The places of the path whose attributes are all known, root first.
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
    let ids = path(of: id.noted.role)
    let judgement = Judgement(
      facts, in: id.noted.role.store, against: ids.compactMap { noted[$0]?.facts },
      offsetMinutes: offsetMinutes)
    return (judgement, judgement.noted.map { ids[$0] })
  }

  public func verdict(_ id: EntryID) -> Verdict? { judgement(id)?.judgement.verdict }

  /// What the store says about a noted certificate, from the entries that were judged against it.
  public func outcome(_ id: NotedID) -> Outcome {
    Outcome(
      verdicts: entries(of: id).compactMap { entry in
        judgement(entry).flatMap { $0.noted == id ? $0.judgement.verdict : nil }
      })
  }

  /// The decision about an entry, as long as the verdict on which it was made holds.
  public func decision(_ id: EntryID) -> Decision? {
    guard let judged = entries[id]?.decision, judged.verdict == verdict(id) else { return nil }
    return judged.decision
  }

  /// What has to be read twice and confirmed in words before an entry is marked.
  ///
  /// - Parameter now: the moment at which it is marked.
  public func warnings(_ id: EntryID, now: Instant) -> Set<RemovalWarning> {
    var warnings: Set<RemovalWarning> = []
    if judgement(id)?.judgement.comparison?.publicKey == .unknown { warnings.insert(.keyUnknown) }
    if let certificate = entries[id]?.facts?.certificate {
      if certificate.validity.contains(now) { warnings.insert(.stillValid) }
    } else {
      warnings.insert(.validityUnknown)
    }
    if phoneTrust == .unknown { warnings.insert(.phoneTrustUnknown) }
    return warnings
  }

  /// Whether the deletion of an entry can be offered at all, before anybody decides.
  public func isRemovable(_ id: EntryID) -> Bool { Interlock.obstacle(to: id, in: self) == nil }

  public var hasDeleted: Bool { entries.values.contains { $0.isGone == true } }
}
