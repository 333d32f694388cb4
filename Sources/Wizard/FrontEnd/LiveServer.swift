// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Ledger
import Procedure
import RemoteRegistry
import Stores
import Survey

/// A Front End server whose registry the wizard reads and writes itself, over its Remote Registry service. The path comes
/// from files, or from the admin's eyes.
final class LiveServer: FrontEnd {
  let live: Start.Live
  let exportFolder: String
  let stores: RemoteStores
  private let files: any FrontEnd
  /// Which computer it is, as far as the session knows.
  private(set) var identity: ServerIdentity
  /// Whether the last reading is surely from that computer.
  private var isIdentified = false
  private var snapshots: [StoreKey: StoreSnapshot] = [:]
  private var isLeft = false
  /// What was run before there was a session to write it to.
  private var early: [Event] = []
  private var note: ((Event) -> Bool)?

  /// - Parameters:
  ///   - stores: of a server that has answered.
  ///   - identity: which computer that is.
  ///   - files: what `--chain` handed over.
  ///   - early: what was run so far.
  init(
    _ live: Start.Live, _ stores: RemoteStores, _ identity: ServerIdentity, _ files: any FrontEnd,
    early: [Event], at paths: SessionPaths
  ) throws(LedgerError) {
    self.live = live
    self.stores = stores
    self.identity = identity
    self.files = files
    self.early = early
    exportFolder = paths.exports
    try SessionFolder.create(exportFolder)
    stores.net.heard = { [unowned self] run in note?(Event(run)) ?? true }
  }

  var source: FactSource { .live(live.host) }
  var hands: (any Hands)? { isLeft ? nil : self }

  var phoneTrust: [Thumbprint]? { files.phoneTrust }
  func statement(_ field: Field) -> String? {
    guard field == .server else { return nil }
    return identity.isNamed(live.host) == true ? live.host : identity.computerName ?? live.host
  }
  func path(at id: NotedID, below: CertificateFacts?) -> [Candidate] { files.path(at: id, below: below) }
  func continues(below id: NotedID) -> Bool? { files.continues(below: id) }

  /// A server that does not tell is no reason to stop.
  var serverTime: Instant? { isLeft ? nil : (try? stores.time()) ?? nil }

  func leaveToAdmin() { isLeft = true }

  func keepRecord(_ note: @escaping (Event) -> Bool) {
    self.note = note
    for event in early { _ = note(event) }
    early = []
  }
}

extension Event {
  init(_ run: NetRun) {
    switch run {
    case .begins(let command): self = .ran(command: command, outcome: .begun)
    case .done(let command): self = .ran(command: command, outcome: .done)
    case .failed(let command, let error): self = .ran(command: command, outcome: .failed(reason: error.word))
    }
  }
}

// MARK: - What it shows

extension LiveServer {
  func look(at store: Store) throws(HandsError) -> [StoreOddity] {
    for snapshot in try read(StoreKey.all(of: store)) { snapshots[snapshot.key] = snapshot }
    return StoreKey.all(of: store).flatMap { key in snapshots[key].map(Self.oddities) ?? [] }
  }

  private static func oddities(_ snapshot: StoreSnapshot) -> [StoreOddity] {
    snapshot.entries.enumerated().compactMap { oddity($1, number: $0 + 1) }
  }

  private static func oddity(_ entry: RegistryEntry, number: Int) -> StoreOddity? {
    let certificates: [StoredCertificate]
    do throws(FormatError) {
      certificates = try entry.certificates()
      if certificates.isEmpty { throw .notACertificate }
    } catch {
      return .unreadable(
        UnreadableEntry(
          name: entry.name, number: number, offset: 0, reason: error, store: entry.store,
          physical: entry.physical))
    }
    return certificates.contains { entry.isNamed(after: $0) } ? nil : .misnamed(name: entry.name)
  }

  func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]? {
    guard !isLeft else { return nil }
    var rows: [ListedEntry] = []
    for key in StoreKey.all(of: role.store) {
      guard let snapshot = snapshots[key] else { return nil }
      for facts in snapshot.entries.flatMap(\.listed) {
        guard Judgement.isCandidate(facts, for: noted, role: role) else { continue }
        rows.append(ListedEntry(certificate: facts, physical: key.physical, source: source))
      }
    }
    return rows
  }

  func atHand(around path: [CertificateFacts]) throws(HandsError) -> [CertificateFacts] {
    guard !isLeft else { return [] }
    let missing = Store.allCases.flatMap(StoreKey.all).filter { snapshots[$0] == nil }
    for snapshot in missing.isEmpty ? [] : try read(missing) { snapshots[snapshot.key] = snapshot }
    let entries = snapshots.sorted { $0.key.path < $1.key.path }.flatMap { key, snapshot in
      snapshot.entries.flatMap(\.listed).compactMap { facts in
        facts.certificate.map {
          Handed(certificate: $0, store: key.store, physical: key.physical, file: live.host)
        }
      }
    }
    return Surroundings.of(path, among: entries)
  }

  func coverage(of store: Store) -> Coverage? {
    guard !isLeft else { return nil }
    var coverage = Coverage(store)
    for key in StoreKey.all(of: store) {
      guard let snapshot = snapshots[key] else { return nil }
      let unreadable = Self.oddities(snapshot).count(where: \.isUnreadable)
      coverage.parts[key.physical] = .init(
        entries: snapshot.entries.count - unreadable, unreadable: unreadable)
    }
    return coverage
  }

  func look() throws(HandsError) -> StoreLook? {
    guard !isLeft else { return nil }
    var look = StoreLook()
    look.sources = [live.host]
    for snapshot in try read(Store.allCases.flatMap(StoreKey.all)) {
      snapshots[snapshot.key] = snapshot
      let part = StorePart(snapshot.key.store, snapshot.key.physical)
      let oddities = Self.oddities(snapshot)
      let unreadable = oddities.count(where: \.isUnreadable)
      look.note(part, entries: snapshot.entries.count - unreadable, unreadable: unreadable)
      look.oddities += oddities
      look.found += snapshot.entries.flatMap(\.listed).map { StoreLook.Found(facts: $0, part: part) }
    }
    return look
  }

  func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]? { rows(for: noted, role: role) }

  private func read(_ keys: [StoreKey]) throws(HandsError) -> [StoreSnapshot] {
    let read: (snapshots: [StoreSnapshot], identity: ServerIdentity)
    do throws(NetError) { read = try stores.read(keys) } catch { throw .net(error) }
    try check(read.identity)
    return read.snapshots
  }

  /// Makes sure that what was read is from the session's own server.
  private func check(_ found: ServerIdentity) throws(HandsError) {
    guard found.relation(to: identity) != .another else {
      throw .otherServer(expected: identity, found: found)
    }
    isIdentified = found.relation(to: identity) == .same
    let learned = identity.learning(from: found)
    if learned != identity { _ = note?(.contacted(learned)) }
    identity = learned
  }
}

extension RegistryEntry {
  /// What MMC lists of it: nothing that is archived; Windows passes over what is not named after its thumbprint.
  fileprivate var listed: [CertificateFacts] {
    ((try? certificates()) ?? []).filter { !$0.isArchived && isNamed(after: $0) }
      .map { CertificateFacts($0.certificate) }
  }

  fileprivate func isNamed(after stored: StoredCertificate) -> Bool {
    name.uppercased() == Self.name(of: CertificateFacts(stored.certificate))
  }

  /// The name of the key in which Windows keeps a certificate.
  fileprivate static func name(of facts: CertificateFacts) -> String? {
    facts.thumbprint?.description.filter { $0 != " " }.uppercased()
  }
}

// MARK: - What it does

// A deletion goes like this, and a crash between any two of these is found out by looking at the server again:
//
// 1. All physical stores are read in one go. It is the session's own server, the entry is, octet for octet, the exported
//    one, and nothing else in the stores forbids to delete it.
// 2. The whole physical store, as it is now, is written to a file here: it says that a deletion is under way.
// 3. `deletekey` of the one key.
// 4. The store is read again: the one entry is gone, and every other one is as it was. Else it is put back.
// 5. The file of step 2 is removed.

extension LiveServer: Hands {
  private func file(_ name: String, ending: String) -> String {
    let stem = name.hasSuffix(".cer") ? String(name.dropLast(".cer".count)) : name
    return "\(exportFolder)/\(stem)\(ending)"
  }

  func exactCopy(of file: String) -> (path: String, command: String)? {
    let path = self.file(file, ending: ".reg")
    return (path, stores.net.command(["import", path]))
  }

  func order(for facts: CertificateFacts, in store: Store) -> String? {
    RegistryEntry.name(of: facts).map { stores.deletion($0, from: .writable(store)) }
  }

  func rehearsal(of facts: CertificateFacts, in store: Store) -> String? {
    live.isDryRun ? order(for: facts, in: store) : nil
  }

  func export(_ facts: CertificateFacts, from store: Store, to file: String) throws(HandsError) {
    guard let certificate = facts.certificate, let name = RegistryEntry.name(of: facts) else {
      throw .notThere
    }
    let read: (export: [UInt8]?, identity: ServerIdentity)
    do throws(NetError) { read = try stores.export(name, from: .writable(store)) } catch { throw .net(error) }
    try check(read.identity)
    guard let export = read.export else { throw .notThere }
    guard let entry = try? RegistryEntry.only(of: export), let found = try? entry.certificates(),
      found.map(\.certificate) == [certificate]
    else { throw .changed }
    for (octets, ending) in [(export, ".reg"), (certificate.der, ".cer")] {
      let path = self.file(file, ending: ending)
      do throws(LedgerError) { try NewFile.write(octets, to: path) } catch {
        throw HandsError(error, at: path)
      }
    }
  }

  func remove(
    _ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore, exportedAs file: String,
    unless objection: (DeedCheck.Rows) -> DeedObjection?
  ) throws(HandsError) -> Bool {
    guard physical == .registry else { throw .managed(physical) }
    let key = StoreKey.writable(store)
    let (copy, exact) = try self.copy(of: facts, in: key, file)
    let name = copy.name
    let attempt = Attempt(path: self.file(file, ending: ".before.reg"), key: key)

    let (now, rows) = try readAll(key)
    guard isIdentified else { throw .unidentified }
    guard let entry = now[name] else {
      // Gone already: by a run of ours that went no further, or by somebody else.
      if let before = attempt.before { try check(now, since: before, copy, exact) }
      attempt.end()
      return true
    }
    guard entry.blob == copy.blob else { throw .changed }
    // The interlock holds here, too: whoever calls, nothing is written in a dry run.
    guard !live.isDryRun else { return false }
    if let objection = objection(rows) { throw .objected(objection) }
    try attempt.begin(now)
    var failure: NetError?
    do throws(NetError) { try stores.delete(copy.name, from: key) } catch { failure = error }
    if failure == .cancelled { throw .net(.cancelled) }
    let after = try readAfterwards(key)
    guard after[name] == nil else {
      attempt.end()
      if let failure { throw .net(failure) }
      return false
    }
    try check(after, since: now, copy, exact)
    attempt.end()
    return true
  }

  func restore(_ facts: CertificateFacts, to store: Store, from file: String) throws(HandsError) -> Bool {
    let key = StoreKey.writable(store)
    let (copy, exact) = try self.copy(of: facts, in: key, file)
    // After a crash, or by somebody else. Other properties are somebody's, too, and stay.
    if let entry = try read(key)[copy.name] { return entry.listed.contains(facts) }
    guard !live.isDryRun else { return false }
    do throws(NetError) { return try putBack(copy, to: key, from: exact) } catch { throw .net(error) }
  }

  /// The exact copy of an entry, as it was exported. What else a file says would be written to the server, too: there is
  /// nothing else in it.
  private func copy(
    of facts: CertificateFacts, in key: StoreKey, _ file: String
  ) throws(HandsError) -> (entry: RegistryEntry, path: String) {
    let path = self.file(file, ending: ".reg")
    guard let bytes = try? BoundedFile.read(path, followsLinks: false),
      let entry = try? RegistryEntry.only(of: bytes),
      entry.store == key.store, entry.physical == key.physical,
      entry.name.uppercased() == RegistryEntry.name(of: facts),
      let held = try? entry.certificates(), held.map(\.certificate) == [facts.certificate]
    else { throw .copyLost(path: path) }
    return (entry, path)
  }

  private func read(_ key: StoreKey) throws(HandsError) -> StoreSnapshot {
    let snapshot = try read([key])[0]
    snapshots[key] = snapshot
    return snapshot
  }

  /// Reads the store once more after something was sent to the server.
  private func readAfterwards(_ key: StoreKey) throws(HandsError) -> StoreSnapshot {
    do throws(HandsError) { return try read(key) } catch .otherServer(let expected, let found) {
      throw .otherServerSince(expected: expected, found: found)
    }
  }

  /// Everything that lies in both stores, and among it one physical store.
  private func readAll(_ key: StoreKey) throws(HandsError) -> (StoreSnapshot, DeedCheck.Rows) {
    var rows: DeedCheck.Rows = [:]
    let all = try read(Store.allCases.flatMap(StoreKey.all))
    for snapshot in all {
      snapshots[snapshot.key] = snapshot
      rows[snapshot.key.store, default: []] += snapshot.entries.flatMap(\.listed).map {
        ListedEntry(certificate: $0, physical: snapshot.key.physical, source: source)
      }
    }
    guard let now = all.first(where: { $0.key == key }) else { throw .notThere }
    return (now, rows)
  }

  /// Makes sure that nothing but the one entry changed; else puts it back.
  private func check(
    _ now: StoreSnapshot, since before: StoreSnapshot, _ copy: RegistryEntry, _ exact: String
  ) throws(HandsError) {
    let changed = now.changes(since: before, except: copy.name)
    guard !changed.isEmpty else { return }
    let isBack: Bool
    do throws(NetError) { isBack = try putBack(copy, to: now.key, from: exact) } catch {
      if error == .cancelled { throw .net(.cancelled) }
      throw .notUndone(changed, path: exact)
    }
    guard isBack else { throw .notUndone(changed, path: exact) }
    throw .undone(changed)
  }

  /// - Returns: whether this very server holds the entry again.
  private func putBack(_ copy: RegistryEntry, to key: StoreKey, from file: String) throws(NetError) -> Bool {
    let (isBack, found) = try stores.restore(copy, to: key, from: file)
    return isBack && found.relation(to: identity) != .another
  }
}

/// A deletion under way, as a file tells: the physical store as it was before.
private struct Attempt {
  let path: String
  let key: StoreKey

  var before: StoreSnapshot? {
    guard let bytes = try? BoundedFile.read(path, followsLinks: false) else { return nil }
    return try? StoreSnapshot(key, export: bytes)
  }

  func begin(_ now: StoreSnapshot) throws(HandsError) {
    end()
    do throws(LedgerError) { try NewFile.write(now.export, to: path) } catch {
      throw HandsError(error, at: path)
    }
  }

  func end() { NewFile.remove(path) }
}
