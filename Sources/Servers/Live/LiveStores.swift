// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import RemoteRegistry
import Stores

/// The stores of one live server, as last read. Every reading is checked against the identity that the
/// session knows, and every command is recorded in the session.
final class LiveStores {
  let remote: RemoteStores
  /// The server's identity, from what the session has learned so far.
  private(set) var identity: ServerIdentity
  /// Whether the last reading is certain to be from that computer.
  private(set) var isIdentified = false
  private(set) var snapshots: [StoreKey: StoreSnapshot] = [:]
  /// Commands that ran before there was a session to record them.
  private var early: [Event]
  private var note: ((Event) -> Bool)?

  /// - Parameters:
  ///   - remote: the stores of a server that has responded.
  ///   - identity: the identity of that server.
  ///   - early: the commands run so far.
  init(_ remote: RemoteStores, _ identity: ServerIdentity, early: [Event]) {
    self.remote = remote
    self.identity = identity
    self.early = early
    remote.net.heard = { [unowned self] run in note?(Event(run)) ?? true }
  }

  func keepRecord(_ note: @escaping (Event) -> Bool) {
    self.note = note
    for event in early { _ = note(event) }
    early = []
  }

  func read(_ keys: [StoreKey]) throws(StoreEditorError) -> [StoreSnapshot] {
    let read: (snapshots: [StoreSnapshot], identity: ServerIdentity)
    do throws(NetError) { read = try remote.read(keys) } catch { throw .net(error) }
    try check(read.identity)
    for snapshot in read.snapshots { snapshots[snapshot.key] = snapshot }
    return read.snapshots
  }

  /// Exports one entry; `nil` when it does not exist.
  func export(_ name: String, from key: StoreKey) throws(StoreEditorError) -> [UInt8]? {
    let read: (export: [UInt8]?, identity: ServerIdentity)
    do throws(NetError) { read = try remote.export(name, from: key) } catch { throw .net(error) }
    try check(read.identity)
    return read.export
  }

  /// Checks that the reading is from the session's own server.
  private func check(_ found: ServerIdentity) throws(StoreEditorError) {
    guard found.relation(to: identity) != .another else {
      throw .otherServer(expected: identity, found: found)
    }
    isIdentified = found.relation(to: identity) == .same
    let learned = identity.learning(from: found)
    if learned != identity { _ = note?(.contacted(learned)) }
    identity = learned
  }
}

extension StoreKey {
  /// The keys of all physical stores.
  static var all: [StoreKey] { Store.allCases.flatMap { all(of: $0) } }
}

extension StoreSnapshot {
  /// Facts about the entries that the rows do not show.
  var oddities: [StoreOddity] { entries.enumerated().compactMap { Self.oddity($1, number: $0 + 1) } }

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
}

extension RegistryEntry {
  /// The certificates that MMC lists: not archived ones; Windows ignores entries that are not named after
  /// their thumbprint.
  var listed: [CertificateFacts] {
    ((try? certificates()) ?? []).filter { !$0.isArchived && isNamed(after: $0) }
      .map { CertificateFacts($0.certificate) }
  }

  func isNamed(after stored: StoredCertificate) -> Bool {
    name.uppercased() == Self.name(of: CertificateFacts(stored.certificate))
  }

  /// The name of the registry key in which Windows stores a certificate.
  static func name(of facts: CertificateFacts) -> String? {
    facts.thumbprint?.description.filter { $0 != " " }.uppercased()
  }
}
