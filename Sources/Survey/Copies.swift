// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The entries of the stores with the copies of one certificate put together. Entries of which there is only text are
/// left out: nobody can tell whether they are copies.
struct Copies {
  struct Place {
    let store: Store
    let physical: PhysicalStore
  }

  struct Group {
    let certificate: Certificate
    let first: Place
    /// Empty for almost every certificate.
    fileprivate(set) var others: [Place] = []

    var all: [Place] { [first] + others }

    func contains(_ holds: (Place) -> Bool) -> Bool { holds(first) || others.contains(where: holds) }
  }

  /// One group for each certificate, in the order of its first entry.
  private(set) var distinct: [Group] = []

  init(_ handed: [Handed]) {
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(handed.count)
    distinct.reserveCapacity(handed.count)
    for entry in handed {
      guard let certificate = entry.certificate else { continue }
      let place = Place(store: entry.store, physical: entry.physical)
      var key = Self.key(certificate)
      while let number = places[key], distinct[number].certificate != certificate { key &+= 1 }
      if let number = places[key] {
        distinct[number].others.append(place)
      } else {
        places[key] = distinct.count
        distinct.append(Group(certificate: certificate, first: place))
      }
    }
  }

  /// The last octets are those of the signature: nothing else in a certificate is as particular.
  private static func key(_ certificate: Certificate) -> UInt64 {
    certificate.encoded.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
