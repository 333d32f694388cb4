// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Listings

/// A certificate for which a text contains the thumbprint and too little else, with its place.
public struct FoundRow: Hashable, Sendable {
  public let entry: FoundEntry
  public let store: Store
  public let physical: PhysicalStore
  /// The name of the file, as shown.
  public let file: String

  public init(entry: FoundEntry, store: Store, physical: PhysicalStore, file: String) {
    self.entry = entry
    self.store = store
    self.physical = physical
    self.file = file
  }
}

/// Relates rows for which a text contains only the thumbprint to known certificates: the same certificate,
/// one that the list in MMC shows next to a noted one, or neither. They are never judged.
public struct FoundRows {
  /// The noted certificate that each recognized row is, in the order of the rows.
  public private(set) var recognized: [(row: FoundRow, noted: Int)] = []
  /// Rows that have the display name of a noted certificate, but are neither it nor known from another file.
  public private(set) var open: [(row: FoundRow, noted: Int)] = []

  /// - Parameters:
  ///   - known: the thumbprints that other files contain for each store.
  ///   - noted: the certificates of the path, each with the store in which it belongs.
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
