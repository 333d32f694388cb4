// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Stores

/// What `--store` handed over, sorted into the stores of the server.
///
/// Where a file says itself in which store a certificate lay, that counts and not the command line. A physical
/// store holds a certificate once: the same one from two files that overlap is one entry.
struct HandedStores {
  /// What the admin has to know about one path.
  enum Objection: Hashable {
    /// No certificates.
    case empty
    /// Certificates of which nobody says in which store they lay: they are not used.
    case unsaid
    /// Certificates that lay elsewhere than the command line says.
    case contradicted(Int)
  }

  private struct Place: Hashable {
    let certificate: Certificate
    let store: Store
    let physical: PhysicalStore
  }

  private var filed: [Store: [FromFiles.Filed]] = [:]
  private var known: Set<Place> = []
  private var places: [Store: Set<PhysicalStore>] = [:]

  mutating func add(_ folder: CertificateFolder, as file: Start.StoreFile) -> [Objection] {
    for store in folder.stores { filed[store, default: []] += [] }
    if let store = file.store, folder.stores.isEmpty { filed[store, default: []] += [] }
    var isUnsaid = false
    var contradictions = 0
    for found in folder.certificates {
      guard let store = found.stored.store ?? file.store else {
        isUnsaid = true
        continue
      }
      let physical = found.stored.store == nil ? file.physical : found.stored.physical
      if let said = file.store, said != store || file.physical != .unknown && file.physical != physical {
        contradictions += 1
      }
      add(found, store, physical)
    }
    var objections: [Objection] = folder.certificates.isEmpty ? [.empty] : []
    if isUnsaid { objections.append(.unsaid) }
    if contradictions > 0 { objections.append(.contradicted(contradictions)) }
    return objections
  }

  private mutating func add(_ found: CertificateFolder.Found, _ store: Store, _ physical: PhysicalStore) {
    places[store, default: []].insert(physical)
    // MMC does not list what is archived, so that nobody could select it there.
    guard !found.stored.isArchived else { return }
    if physical != .unknown {
      let place = Place(certificate: found.certificate, store: store, physical: physical)
      guard known.insert(place).inserted else { return }
    }
    filed[store, default: []].append(
      FromFiles.Filed(certificate: found.certificate, file: found.file, physical: physical))
  }

  /// The entries of each store that was handed over. What one file names without a physical store, and another
  /// with one, is the latter.
  var entries: [Store: [FromFiles.Filed]] {
    filed.mapValues { entries in
      let placed = Set(entries.lazy.filter { $0.physical != .unknown }.map(\.certificate))
      guard !placed.isEmpty else { return entries }
      return entries.filter { $0.physical != .unknown || !placed.contains($0.certificate) }
    }
  }

  /// The stores of which only parts were handed over that something outside the server fills.
  var partial: [Store] {
    Store.allCases.filter { store in
      places[store].map { $0.allSatisfy(\.isManaged) } ?? false
    }
  }
}

extension CertificateFolder {
  /// Whether nobody has to be asked from which store the certificates are.
  var saysItsStores: Bool { !stores.isEmpty && certificates.allSatisfy { $0.stored.store != nil } }
}

extension Remark {
  /// Whether somebody may have to do something about it.
  var isWarning: Bool {
    switch self {
    case .missingEnd, .bytesAfterEnd, .otherEncodings, .archived, .disallowed, .misnamedKey, .emptyKey,
      .strayBlobs:
      true
    case .listsPassedOver, .storePassedOver, .accountPassedOver: false
    }
  }
}
