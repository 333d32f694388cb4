// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Listings

/// A certificate of which a text gives its thumbprint and too little else, with where it lies.
public struct FoundRow: Hashable, Sendable {
  public let entry: FoundEntry
  public let store: Store
  public let physical: PhysicalStore
  /// The name of the file, as it is shown.
  public let file: String

  public init(entry: FoundEntry, store: Store, physical: PhysicalStore, file: String) {
    self.entry = entry
    self.store = store
    self.physical = physical
    self.file = file
  }
}

/// What rows that a text only gives the thumbprint of mean beside certificates that are known: the same certificate, one
/// that the list in MMC shows beside a noted one, or none of both. They are never judged.
public struct FoundRows {
  /// The noted certificate that a row is, in the order of the rows.
  public private(set) var recognized: [(row: FoundRow, noted: Int)] = []
  /// Rows that have the display name of a noted certificate, and are neither it nor known from another file.
  public private(set) var open: [(row: FoundRow, noted: Int)] = []

  /// - Parameters:
  ///   - known: the thumbprints of what other files hold of each store.
  ///   - noted: the path's certificates, each with the store in which it belongs.
  public init(
    _ rows: [FoundRow], known: [Store: Set<Thumbprint>], noted: [(facts: CertificateFacts, store: Store)]
  ) {
    for row in rows where known[row.store]?.contains(row.entry.thumbprint) != true {
      let places = noted.indices.filter { noted[$0].store == row.store }
      if let same = places.first(where: { noted[$0].facts.thumbprint == row.entry.thumbprint }) {
        recognized.append((row, same))
      } else if let alike = places.first(where: { row.entry.mayDisplay(like: noted[$0].facts.subject) }) {
        open.append((row, alike))
      }
    }
  }
}
