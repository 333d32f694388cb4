// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Journal
import Procedure
import RemoteRegistry
import Stores
import Substrings

// The steps of a deletion. After a crash between any two of them, reading the server again shows what was
// done:
//
// 1. All physical stores are read at once. The server is the session's own, the entry is identical, octet for
//    octet, to the exported one, and nothing else in the stores forbids the deletion.
// 2. The current content of the whole physical store is written to a local file, which marks a deletion in
//    progress.
// 3. `deletekey` for the one key.
// 4. The store is read again: the entry is gone, and all others are unchanged. Otherwise the entry is
//    restored.
// 5. The file from step 2 is removed.

/// A live server on which the wizard exports, deletes and restores.
final class LiveEditor: StoreEditor {
  let exportFolder: String
  private let live: Start.Live
  private let stores: LiveStores

  init(_ live: Start.Live, _ stores: LiveStores, exportFolder: String) {
    self.live = live
    self.stores = stores
    self.exportFolder = exportFolder
  }

  private func file(_ name: String, ending: String) -> String {
    let stem = name.hasSuffix(".cer") ? String(name.dropLast(".cer".count)) : name
    return "\(exportFolder)/\(stem)\(ending)"
  }

  func exactCopy(of file: String) -> (path: String, command: String)? {
    let path = self.file(file, ending: ".reg")
    return (path, stores.remote.net.command(["import", path]))
  }

  func order(for facts: CertificateFacts, in store: Store) -> String? {
    RegistryEntry.name(of: facts).map { stores.remote.deletion($0, from: .writable(store)) }
  }

  func rehearsal(of facts: CertificateFacts, in store: Store) -> String? {
    live.isDryRun ? order(for: facts, in: store) : nil
  }

  func export(_ facts: CertificateFacts, from store: Store, to file: String) throws(StoreEditorError) {
    guard let certificate = facts.certificate, let name = RegistryEntry.name(of: facts) else {
      throw .notThere
    }
    guard let export = try stores.export(name, from: .writable(store)) else { throw .notThere }
    guard let entry = try? RegistryEntry.only(of: export), let found = try? entry.certificates(),
      found.map(\.certificate) == [certificate]
    else { throw .changed }
    for (octets, ending) in [(export, ".reg"), (certificate.der, ".cer")] {
      let path = self.file(file, ending: ending)
      do throws(JournalError) { try NewFile.write(octets, to: path) } catch {
        throw StoreEditorError(error, at: path)
      }
    }
  }

  func remove(
    _ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore, exportedAs file: String,
    unless objection: (DeedCheck.Rows) -> DeedObjection?
  ) throws(StoreEditorError) -> Bool {
    guard physical == .registry else { throw .managed(physical) }
    let key = StoreKey.writable(store)
    let (copy, exact) = try self.copy(of: facts, in: key, file)
    let name = copy.name
    let attempt = Attempt(path: self.file(file, ending: ".before.reg"), key: key)

    let (now, rows) = try readAll(key)
    guard stores.isIdentified else { throw .unidentified }
    guard let entry = now[name] else {
      // Already gone: deleted by an earlier run that was interrupted, or by someone else.
      if let before = attempt.before { try check(now, since: before, copy, exact) }
      attempt.end()
      return true
    }
    guard entry.blob == copy.blob else { throw .changed }
    // A second barrier: whoever the caller is, a dry run writes nothing.
    guard !live.isDryRun else { return false }
    if let objection = objection(rows) { throw .objected(objection) }
    try attempt.begin(now)
    var failure: NetError?
    do throws(NetError) { try stores.remote.delete(copy.name, from: key) } catch { failure = error }
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

  func restore(_ facts: CertificateFacts, to store: Store, from file: String) throws(StoreEditorError)
    -> Bool
  {
    let key = StoreKey.writable(store)
    let (copy, exact) = try self.copy(of: facts, in: key, file)
    // The entry is there again after a crash, or because someone else restored it. Its other properties may
    // be intended, and are left unchanged.
    if let entry = try read(key)[copy.name] { return entry.listed.contains(facts) }
    guard !live.isDryRun else { return false }
    do throws(NetError) { return try putBack(copy, to: key, from: exact) } catch { throw .net(error) }
  }

  func place(
    _ facts: CertificateFacts, from store: Store, in other: Store, exportedAs file: String
  ) throws(StoreEditorError) -> Bool {
    let exact = try copy(of: facts, in: .writable(store), file).entry
    let key = StoreKey.writable(other)
    // It is there after a crash, or because someone else put it there.
    if let entry = try read(key)[exact.name] { return entry.listed.contains(facts) }
    guard stores.isIdentified else { throw .unidentified }
    guard !live.isDryRun else { return false }
    let path = self.file(file, ending: ".\(other.rawValue).reg")
    let octets = Self.export(of: exact.blob, to: key.path(of: exact.name))
    guard let placed = try? RegistryEntry.only(of: octets), placed.blob == exact.blob,
      placed.store == key.store, placed.physical == key.physical, placed.name == exact.name
    else { throw .copyLost(path: path) }
    do throws(JournalError) { try NewFile.write(octets, to: path) } catch {
      throw StoreEditorError(error, at: path)
    }
    do throws(NetError) { return try putBack(placed, to: key, from: path) } catch { throw .net(error) }
  }

  /// A registry export that writes one value, the certificate with its properties.
  ///
  /// Source: learn.microsoft.com/troubleshoot/windows-server/performance/modify-registry-by-using-reg-file.
  private static func export(of blob: [UInt8], to path: String) -> [UInt8] {
    let key = path.replacing("HKLM\\", by: "HKEY_LOCAL_MACHINE\\")
    let octets = blob.map { Hexadecimal.text([$0]) }.joined(separator: ",")
    // Samba's net writes the values of a key when a blank line ends it.
    let lines = ["Windows Registry Editor Version 5.00", "", "[\(key)]", "\"Blob\"=hex:\(octets)", "", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// The exact copy of an entry, as exported. Checks that the file contains nothing else, because that would
  /// be written to the server too.
  private func copy(
    of facts: CertificateFacts, in key: StoreKey, _ file: String
  ) throws(StoreEditorError) -> (entry: RegistryEntry, path: String) {
    let path = self.file(file, ending: ".reg")
    guard let bytes = try? BoundedFile.read(path, followsLinks: false),
      let entry = try? RegistryEntry.only(of: bytes),
      entry.store == key.store, entry.physical == key.physical,
      entry.name.uppercased() == RegistryEntry.name(of: facts),
      let held = try? entry.certificates(), held.map(\.certificate) == [facts.certificate]
    else { throw .copyLost(path: path) }
    return (entry, path)
  }

  private func read(_ key: StoreKey) throws(StoreEditorError) -> StoreSnapshot { try stores.read([key])[0] }

  /// Reads the store again after a change was sent to the server.
  private func readAfterwards(_ key: StoreKey) throws(StoreEditorError) -> StoreSnapshot {
    do throws(StoreEditorError) { return try read(key) } catch .otherServer(let expected, let found) {
      throw .otherServerSince(expected: expected, found: found)
    }
  }

  /// Everything in both stores, and one physical store among them.
  private func readAll(_ key: StoreKey) throws(StoreEditorError) -> (StoreSnapshot, DeedCheck.Rows) {
    var rows: DeedCheck.Rows = [:]
    let all = try stores.read(StoreKey.all)
    for snapshot in all {
      rows[snapshot.key.store, default: []] += snapshot.entries.flatMap(\.listed).map {
        ListedEntry(certificate: $0, physical: snapshot.key.physical, source: .live(live.host))
      }
    }
    guard let now = all.first(where: { $0.key == key }) else { throw .notThere }
    return (now, rows)
  }

  /// Checks that only the one entry changed; otherwise restores it.
  private func check(
    _ now: StoreSnapshot, since before: StoreSnapshot, _ copy: RegistryEntry, _ exact: String
  ) throws(StoreEditorError) {
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

  /// - Returns: whether exactly this server has the entry again.
  private func putBack(_ copy: RegistryEntry, to key: StoreKey, from file: String) throws(NetError) -> Bool {
    let (isBack, found) = try stores.remote.restore(copy, to: key, from: file)
    return isBack && found.relation(to: stores.identity) != .another
  }
}

/// A deletion in progress, represented by a file with the previous content of the physical store.
private struct Attempt {
  let path: String
  let key: StoreKey

  var before: StoreSnapshot? {
    guard let bytes = try? BoundedFile.read(path, followsLinks: false) else { return nil }
    return try? StoreSnapshot(key, export: bytes)
  }

  func begin(_ now: StoreSnapshot) throws(StoreEditorError) {
    end()
    do throws(JournalError) { try NewFile.write(now.export, to: path) } catch {
      throw StoreEditorError(error, at: path)
    }
  }

  func end() { NewFile.remove(path) }
}
