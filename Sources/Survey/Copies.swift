// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// The entries of the stores with the copies of one certificate put together.
struct Copies {
  struct Group {
    let first: Handed
    /// Empty for almost every certificate.
    fileprivate(set) var others: [Handed] = []

    var certificate: Certificate { first.certificate }
    var all: [Handed] { [first] + others }

    func contains(_ holds: (Handed) -> Bool) -> Bool { holds(first) || others.contains(where: holds) }
  }

  /// One group for each certificate, in the order of its first entry.
  private(set) var distinct: [Group] = []

  init(_ handed: [Handed]) {
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(handed.count)
    distinct.reserveCapacity(handed.count)
    for entry in handed {
      var key = Self.key(entry.certificate)
      while let place = places[key], distinct[place].certificate != entry.certificate { key &+= 1 }
      if let place = places[key] {
        distinct[place].others.append(entry)
      } else {
        places[key] = distinct.count
        distinct.append(Group(first: entry))
      }
    }
  }

  /// The last octets are those of the signature: nothing else in a certificate is as particular.
  private static func key(_ certificate: Certificate) -> UInt64 {
    certificate.encoded.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
