// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Inspection
public import Journal
public import Procedure
public import RemoteRegistry
import Stores

/// A Front End server whose registry the wizard reads and writes directly, through its Remote Registry
/// service. The path comes from files or from the admin.
public final class LiveServer: ServerAccess {
  private let live: Start.Live
  private let stores: LiveStores
  private let liveEditor: LiveEditor
  private let files: any ServerAccess
  private var isLeft = false

  /// - Parameters:
  ///   - stores: the stores of a server that has responded.
  ///   - identity: the identity of that server.
  ///   - files: what was supplied with `--chain`.
  ///   - early: the commands run so far.
  public init(
    _ live: Start.Live, _ stores: RemoteStores, _ identity: ServerIdentity, _ files: any ServerAccess,
    early: [Event], at paths: SessionPaths
  ) throws(JournalError) {
    self.live = live
    self.files = files
    self.stores = LiveStores(stores, identity, early: early)
    try SessionFolder.create(paths.exports)
    liveEditor = LiveEditor(live, self.stores, exportFolder: paths.exports)
  }

  public var source: FactSource { .live(live.host) }
  public var editor: (any StoreEditor)? { isLeft ? nil : liveEditor }

  public var phoneTrust: [Thumbprint]? { files.phoneTrust }
  public func statement(_ field: Field) -> String? {
    guard field == .server else { return nil }
    let identity = stores.identity
    return identity.isNamed(live.host) == true ? live.host : identity.computerName ?? live.host
  }
  public func path(at id: NotedID, below: CertificateFacts?) -> [Candidate] {
    files.path(at: id, below: below)
  }
  public func continues(below id: NotedID) -> Bool? { files.continues(below: id) }

  /// A server that does not report its time is not an error.
  public var serverTime: Instant? { isLeft ? nil : (try? stores.remote.time()) ?? nil }

  public func leaveToAdmin() { isLeft = true }
  public func keepRecord(_ note: @escaping (Event) -> Bool) { stores.keepRecord(note) }
}

// MARK: - What it shows

extension LiveServer {
  public func look(at store: Store) throws(StoreEditorError) -> [StoreOddity] {
    try stores.read(StoreKey.all(of: store)).flatMap(\.oddities)
  }

  public func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]? {
    rows(in: role.store) { Judgement.isCandidate($0, for: noted, role: role) }
  }

  public func misplacedRows() -> [ListedEntry]? { rows(in: .trustedRoot) { !$0.isSelfIssued } }

  private func rows(in store: Store, where isListed: (CertificateFacts) -> Bool) -> [ListedEntry]? {
    guard !isLeft else { return nil }
    var rows: [ListedEntry] = []
    for key in StoreKey.all(of: store) {
      guard let snapshot = stores.snapshots[key] else { return nil }
      for facts in snapshot.entries.flatMap(\.listed) {
        guard isListed(facts) else { continue }
        rows.append(ListedEntry(certificate: facts, physical: key.physical, source: source))
      }
    }
    return rows
  }

  public func atHand(around path: [CertificateFacts]) throws(StoreEditorError) -> [CertificateFacts] {
    guard !isLeft else { return [] }
    let missing = StoreKey.all.filter { stores.snapshots[$0] == nil }
    if !missing.isEmpty { _ = try stores.read(missing) }
    let entries = stores.snapshots.sorted { $0.key.path < $1.key.path }.flatMap { key, snapshot in
      snapshot.entries.flatMap(\.listed).compactMap { facts in
        facts.certificate.map {
          StoreEntry(certificate: $0, store: key.store, physical: key.physical, file: live.host)
        }
      }
    }
    return Surroundings.of(path, among: entries)
  }

  public func coverage(of store: Store) -> Coverage? {
    guard !isLeft else { return nil }
    var coverage = Coverage(store)
    for key in StoreKey.all(of: store) {
      guard let snapshot = stores.snapshots[key] else { return nil }
      let unreadable = snapshot.oddities.count(where: \.isUnreadable)
      coverage.parts[key.physical] = .init(
        entries: snapshot.entries.count - unreadable, unreadable: unreadable)
    }
    return coverage
  }

  public func look() throws(StoreEditorError) -> StoreLook? {
    guard !isLeft else { return nil }
    var look = StoreLook()
    look.sources = [live.host]
    for snapshot in try stores.read(StoreKey.all) {
      let part = StorePart(snapshot.key.store, snapshot.key.physical)
      let oddities = snapshot.oddities
      let unreadable = oddities.count(where: \.isUnreadable)
      look.note(part, entries: snapshot.entries.count - unreadable, unreadable: unreadable)
      look.oddities += oddities
      look.found += snapshot.entries.flatMap(\.listed).map { StoreLook.Found(facts: $0, part: part) }
    }
    return look
  }

  public func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]? {
    rows(for: noted, role: role)
  }
}
