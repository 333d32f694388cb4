// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

extension UnreadableEntry {
  /// The entries of a file that do not contain a certificate, collected next to the readable ones.
  struct Pile {
    /// Genuine stores have a few hundred entries. A file with more bad ones than this is not a store, and
    /// would fill the memory with them.
    static let most = 100_000

    var entries: [UnreadableEntry] = []
    private let damages: [Certificate.Damage]
    private var position = 0

    /// - Parameter damages: in the order of their numbers.
    /// - Throws: `FormatError` if there are too many.
    init(_ damages: [Certificate.Damage]) throws(FormatError) {
      guard damages.count <= Self.most else { throw .notACertificate }
      self.damages = damages
    }

    /// What is wrong with the certificate of this number; `nil` if it can be read. Call it with increasing
    /// numbers.
    mutating func next(if number: Int) -> DERError? {
      guard position < damages.count, damages[position].number == number else { return nil }
      position += 1
      return damages[position - 1].reason
    }
  }

  /// The same entry, with its number increased by a count.
  func moved(by count: Int) -> UnreadableEntry {
    UnreadableEntry(
      name: name, number: number + count, offset: offset, reason: reason, store: store, physical: physical)
  }
}
