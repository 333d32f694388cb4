// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Inspection
public import Procedure
import Stores
public import Words
public import X509

/// Files copied from the server: the path from `--chain`, the stores from `--store`. The admin still confirms
/// every value against the dialogs, and exports and deletes by hand.
public final class FromFiles: ServerAccess {
  /// A certificate of the path, with its file.
  public struct Filed: Hashable {
    public let certificate: Certificate
    public let file: String

    public init(certificate: Certificate, file: String) {
      self.certificate = certificate
      self.file = file
    }

    public init(_ found: CertificateFolder.Found) {
      self.init(certificate: found.certificate, file: found.file)
    }
  }

  /// One from `--chain`, or those that the certificates of the server's own store have.
  private let paths: [CertificationPath]
  private let isChainSupplied: Bool
  private let chain: [Filed]
  private let stores: [Store: [StoreEntry]]
  private let found: [FoundRow]
  private let coverage: [Store: Coverage]
  /// The names of the files that keep what was pasted.
  private let pasted: Set<String>
  private let unreadable: [StorePart: [CertificateFolder.Problem]]

  /// - Parameters:
  ///   - chain: the path's certificates in any order; empty when the path is noted by hand.
  ///   - stores: the supplied stores.
  ///   - pasted: the names of the files among them that keep what was pasted.
  ///   - personal: certificates of the server's own store; they lead to the path when `chain` is empty.
  public init(chain: [Filed], stores: SuppliedStores, pasted: Set<String> = [], personal: [Certificate] = [])
    throws(PathError)
  {
    let entries = stores.entries.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value)
    let filed = entries.compactMap { entry in
      entry.certificate.map { Filed(certificate: $0, file: entry.file) }
    }
    self.pasted = pasted
    isChainSupplied = !chain.isEmpty
    self.chain = chain.isEmpty && !personal.isEmpty ? filed : chain
    self.stores = stores.entries
    found = stores.found
    coverage = stores.coverage
    unreadable = stores.unreadable
    paths =
      chain.isEmpty
      ? PersonalPaths.all(of: personal, through: filed.map(\.certificate))
      : [try CertificationPath(from: chain.map(\.certificate))]
  }

  public var source: FactSource { source(of: chain.first?.file ?? "") }
  public var editor: (any StoreEditor)? { nil }

  private func source(of file: String) -> FactSource { pasted.contains(file) ? .pasted(file) : .file(file) }

  /// The issuer of the top of the path, if no file contains it.
  public var missingIssuer: DistinguishedName? { paths.first?.missingIssuer }
  /// Certificates in the chain files that are not part of the path.
  public var unused: [Certificate] { isChainSupplied ? paths.first?.unused ?? [] : [] }

  public func statement(_ field: Field) -> String? { nil }
  public var phoneTrust: [Thumbprint]? { nil }

  public func path(at id: NotedID, below: CertificateFacts?) -> [Candidate] {
    var offered: [Certificate] = []
    for path in paths where path.missingIssuer == nil && path.levels.indices.contains(id.position) {
      if let below, id.position > 0, let above = below.certificate,
        !path.levels[id.position - 1].contains(above)
      {
        continue
      }
      offered += path.levels[id.position].filter { !offered.contains($0) }
    }
    return offered.map { certificate in
      let file = chain.first { $0.certificate == certificate }?.file ?? ""
      return Candidate(facts: CertificateFacts(certificate), source: source(of: file))
    }
  }

  public func continues(below id: NotedID) -> Bool? {
    guard paths.first?.missingIssuer == nil else { return nil }
    let answers = Set(paths.map { $0.levels.indices.contains(id.position + 1) })
    return answers.count == 1 ? answers.first : nil
  }

  public func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]? {
    // For a store that was not supplied, only the list in MMC is available.
    guard let entries = stores[role.store], coverage(of: role.store)?.state != .absent else { return nil }
    let rows = foundRows(for: noted, role: role)
    // For rows that a text describes incompletely, the list in MMC shows more.
    guard rows.open.isEmpty else { return nil }
    // MMC does not list what Windows ignores.
    return entries.filter { !$0.isPassedOver }.compactMap { entry in
      let facts = entry.facts
      guard Judgement.isCandidate(facts, for: noted, role: role) else { return nil }
      return ListedEntry(certificate: facts, physical: entry.physical, source: source(of: entry.file))
    }
      + rows.recognized.map { row, _ in
        ListedEntry(certificate: noted, physical: row.physical, source: source(of: row.file))
      }
  }

  public func misplacedRows() -> [ListedEntry]? {
    // Rows that a text describes incompletely may be misplaced, too.
    guard let entries = stores[.trustedRoot], coverage(of: .trustedRoot)?.state != .absent, found.isEmpty
    else {
      return nil
    }
    return entries.filter { !$0.isPassedOver && !$0.facts.isSelfIssued }.map { entry in
      ListedEntry(certificate: entry.facts, physical: entry.physical, source: source(of: entry.file))
    }
  }

  private func foundRows(for noted: CertificateFacts, role: Role) -> FoundRows {
    guard !found.isEmpty else { return FoundRows([], known: [:], noted: []) }
    let known = (stores[role.store] ?? []).compactMap { $0.certificate?.thumbprint ?? $0.facts.thumbprint }
    return FoundRows(found, known: [role.store: Set(known)], noted: [(noted, role.store)])
  }

  /// The rows that the admin has to read on the server, one per file and name.
  public var openRows: [(row: FoundRow, name: String)] {
    var told: Set<[String]> = []
    return (paths.first?.levels ?? []).enumerated().flatMap { level, certificates in
      certificates.flatMap { certificate in
        let facts = CertificateFacts(certificate)
        return foundRows(for: facts, role: level == 0 ? .root : .intermediate).open
          .map { ($0.row, facts.issuedTo) }
          .filter { told.insert([$0.0.file, $0.1]).inserted }
      }
    }
  }

  public func atHand(around path: [CertificateFacts]) -> [CertificateFacts] {
    Surroundings.of(path, among: Store.allCases.flatMap { stores[$0] ?? [] })
  }

  public func coverage(of store: Store) -> Coverage? { coverage[store] }

  public func unreadable(in store: Store, _ words: FileWords) -> [String] {
    PhysicalStore.allCases.flatMap { unreadable[StorePart(store, $0)] ?? [] }.prefix(Self.mostNamed)
      .map(words.text)
  }

  /// Problems beyond this number are only counted.
  private static let mostNamed = 10

  /// The files show the store as it was; only the server shows what is left now.
  public func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]? { nil }
}
