// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import RemoteRegistry
import Stores

/// The stores of one live server as they were read last. Every reading is held against the computer that the session
/// knows, and everything that is run is written to its record.
final class LiveStores {
  let remote: RemoteStores
  /// Which computer it is, as far as the session knows.
  private(set) var identity: ServerIdentity
  /// Whether the last reading is surely from that computer.
  private(set) var isIdentified = false
  private(set) var snapshots: [StoreKey: StoreSnapshot] = [:]
  /// What was run before there was a session to write it to.
  private var early: [Event]
  private var note: ((Event) -> Bool)?

  /// - Parameters:
  ///   - remote: of a server that has answered.
  ///   - identity: which computer that is.
  ///   - early: what was run so far.
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

  func read(_ keys: [StoreKey]) throws(HandsError) -> [StoreSnapshot] {
    let read: (snapshots: [StoreSnapshot], identity: ServerIdentity)
    do throws(NetError) { read = try remote.read(keys) } catch { throw .net(error) }
    try check(read.identity)
    for snapshot in read.snapshots { snapshots[snapshot.key] = snapshot }
    return read.snapshots
  }

  /// An export of one entry; `nil` when it is not there.
  func export(_ name: String, from key: StoreKey) throws(HandsError) -> [UInt8]? {
    let read: (export: [UInt8]?, identity: ServerIdentity)
    do throws(NetError) { read = try remote.export(name, from: key) } catch { throw .net(error) }
    try check(read.identity)
    return read.export
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

extension StoreKey {
  /// The keys of all physical stores.
  static var all: [StoreKey] { Store.allCases.flatMap { all(of: $0) } }
}

extension StoreSnapshot {
  /// What there is about its entries that rows do not show.
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
  /// What MMC lists of it: nothing that is archived; Windows passes over what is not named after its thumbprint.
  var listed: [CertificateFacts] {
    ((try? certificates()) ?? []).filter { !$0.isArchived && isNamed(after: $0) }
      .map { CertificateFacts($0.certificate) }
  }

  func isNamed(after stored: StoredCertificate) -> Bool {
    name.uppercased() == Self.name(of: CertificateFacts(stored.certificate))
  }

  /// The name of the key in which Windows keeps a certificate.
  static func name(of facts: CertificateFacts) -> String? {
    facts.thumbprint?.description.filter { $0 != " " }.uppercased()
  }
}
