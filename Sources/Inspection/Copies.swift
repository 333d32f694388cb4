// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The entries of the stores, with the copies of each certificate grouped. Entries known only from text are
/// left out: whether they are copies cannot be determined.
struct Copies {
  struct Place {
    let store: Store
    let physical: PhysicalStore
  }

  struct Group {
    let first: Place
    /// Empty for almost every certificate.
    fileprivate(set) var others: [Place] = []

    var all: [Place] { [first] + others }

    func contains(_ holds: (Place) -> Bool) -> Bool { holds(first) || others.contains(where: holds) }
  }

  /// One group per certificate, in the order of its first entry.
  private var groups: [Group] = []
  private var index = CertificateIndex()

  init(_ handed: [StoreEntry]) {
    index.reserveCapacity(handed.count)
    groups.reserveCapacity(handed.count)
    for entry in handed {
      guard let certificate = entry.certificate else { continue }
      let place = Place(store: entry.store, physical: entry.physical)
      let (number, isNew) = index.insert(certificate)
      if isNew { groups.append(Group(first: place)) } else { groups[number].others.append(place) }
    }
  }

  /// The certificates whose places meet a condition, in the order of their first entries.
  func certificates(where holds: (Group) -> Bool) -> [Certificate] {
    groups.indices.filter { holds(groups[$0]) }.map { index.distinct[$0] }
  }
}
