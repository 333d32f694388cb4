// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

extension UnreadableEntry {
  /// The entries of a file that give no certificate, collected beside those that do.
  struct Pile {
    /// Genuine stores have some hundred entries. A file with more bad ones than this is none, and would fill the memory
    /// with them.
    static let most = 100_000

    var entries: [UnreadableEntry] = []
    private let damages: [Certificate.Damage]
    private var position = 0

    /// - Parameter damages: in the order of their numbers.
    /// - Throws: `FormatError` when there are too many.
    init(_ damages: [Certificate.Damage]) throws(FormatError) {
      guard damages.count <= Self.most else { throw .notACertificate }
      self.damages = damages
    }

    /// What is wrong with the certificate of this number; `nil` when it can be read. Numbers are asked for one after the
    /// other.
    mutating func next(if number: Int) -> DERError? {
      guard position < damages.count, damages[position].number == number else { return nil }
      position += 1
      return damages[position - 1].reason
    }
  }

  /// The same entry behind so many others.
  func moved(by count: Int) -> UnreadableEntry {
    UnreadableEntry(
      name: name, number: number + count, offset: offset, reason: reason, store: store, physical: physical)
  }
}
