// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Listings

/// What lies in the stores of one server and not in those of another, or of the same one at another time.
///
/// Certificates are compared, not names: a copy is the same certificate in the same logical store. That one is not
/// there is only said of a store that was read there from beginning to end.
public struct StoreDifference: Sendable {
  /// The entries of a server's stores, and how much of each was read.
  public struct Side: Sendable {
    public let entries: [StoreEntry]
    /// Rows for which a text contains only the thumbprint.
    public let found: [FoundRow]
    public let coverage: [Store: Coverage]

    public init(entries: [StoreEntry], found: [FoundRow], coverage: [Store: Coverage]) {
      self.entries = entries
      self.found = found
      self.coverage = coverage
    }
  }

  public enum Content: Sendable {
    case entry(StoreEntry)
    case row(FoundRow)
  }

  /// How certain it is that the other side does not have a certificate.
  public enum Certainty: String, Sendable, CaseIterable {
    /// Its whole store was read there.
    case absent
    /// The physical store in which it is here was read there, but others were not.
    case absentFromPart
    /// Its store was not read there, or not to its end.
    case notSeen
  }

  /// A certificate in one logical store, with a copy from each physical store.
  public struct Item: Sendable {
    public let copies: [Content]
    public let certainty: Certainty
  }

  /// A certificate that both have, in different physical stores.
  public struct Moved: Sendable {
    public let here: [Content]
    public let there: [Content]
  }

  public let onlyHere: [Item]
  public let onlyThere: [Item]
  public let moved: [Moved]
  /// The number of certificates that both have, per logical store.
  public let bothCount: Int

  public init(_ here: Side, _ there: Side) {
    let (mine, theirs) = (Inventory(here), Inventory(there))
    onlyHere = mine.items(notIn: theirs, coverage: there.coverage)
    onlyThere = theirs.items(notIn: mine, coverage: here.coverage)
    let shared = mine.groups.compactMap { group in
      theirs.copies(of: group).map { Moved(here: group.copies, there: $0) }
    }
    bothCount = shared.count
    moved = shared.filter { Self.isMoved($0, here.coverage, there.coverage) }
  }

  /// Whether a physical store has a copy on one side, was read to its end on the other, and has none there.
  private static func isMoved(_ both: Moved, _ here: [Store: Coverage], _ there: [Store: Coverage]) -> Bool {
    let (mine, theirs) = (Set(both.here.map(\.physical)), Set(both.there.map(\.physical)))
    // A listing of the logical store does not distinguish them.
    guard let store = both.here.first?.store, !mine.contains(.unknown), !theirs.contains(.unknown) else {
      return false
    }
    return mine.subtracting(theirs).contains { there[store]?.isRead($0) == true }
      || theirs.subtracting(mine).contains { here[store]?.isRead($0) == true }
  }
}

extension StoreDifference.Content {
  public var store: Store {
    switch self {
    case .entry(let entry): entry.store
    case .row(let row): row.store
    }
  }

  public var physical: PhysicalStore {
    switch self {
    case .entry(let entry): entry.physical
    case .row(let row): row.physical
    }
  }

  fileprivate var mark: CertificateMark {
    switch self {
    case .entry(let entry): CertificateMark(entry)
    case .row(let row): .thumbprint(row.entry.thumbprint)
    }
  }

  fileprivate var entry: StoreEntry? {
    if case .entry(let entry) = self { entry } else { nil }
  }
}

extension Coverage {
  /// Whether a physical store was read from beginning to end.
  fileprivate func isRead(_ physical: PhysicalStore) -> Bool {
    [.read, .empty].contains(state(of: physical))
  }
}

// MARK: - One side

/// The certificates of one side, each with its copies in a logical store.
private struct Inventory {
  struct Key: Hashable {
    let store: Store
    let mark: CertificateMark
  }

  struct Group {
    let key: Key
    var copies: [StoreDifference.Content]
  }

  /// In the order of their first copies.
  private(set) var groups: [Group] = []
  private var indices: [Key: Int] = [:]
  /// Whether texts describe certificates without their thumbprints.
  private var hasDescribed = false

  init(_ side: StoreDifference.Side) {
    for content in side.entries.map(StoreDifference.Content.entry)
      + side.found.map(StoreDifference.Content.row)
    {
      let key = Key(store: content.store, mark: content.mark)
      if case .described = key.mark { hasDescribed = true }
      if let index = indices[key] {
        let isKnown = groups[index].copies.contains { $0.physical == content.physical }
        if !isKnown { groups[index].copies.append(content) }
      } else {
        indices[key] = groups.count
        groups.append(Group(key: key, copies: [content]))
      }
    }
  }

  /// The copies of another side's certificate; `nil` if there are none.
  func copies(of group: Group) -> [StoreDifference.Content]? {
    if let index = indices[group.key] { return groups[index].copies }
    guard hasDescribed || group.key.mark.thumbprint == nil else { return nil }
    return groups.first { Self.isSame($0, group) }?.copies
  }

  /// Without the thumbprint on both sides, names and serial number decide, which an authority gives only once.
  private static func isSame(_ one: Group, _ other: Group) -> Bool {
    guard one.key.store == other.key.store,
      one.key.mark.thumbprint == nil || other.key.mark.thumbprint == nil,
      let first = one.copies.first?.entry?.facts, let second = other.copies.first?.entry?.facts
    else { return false }
    return first.serial == second.serial && first.subject.isSame(as: second.subject)
      && first.issuer.isSame(as: second.issuer)
  }

  func items(notIn other: Inventory, coverage: [Store: Coverage]) -> [StoreDifference.Item] {
    groups.filter { other.copies(of: $0) == nil }.map { group in
      let coverage = coverage[group.key.store] ?? Coverage(group.key.store)
      let certainty: StoreDifference.Certainty =
        if coverage.isWhole {
          .absent
        } else if group.copies.allSatisfy({ coverage.isRead($0.physical) }) {
          .absentFromPart
        } else {
          .notSeen
        }
      return StoreDifference.Item(copies: group.copies, certainty: certainty)
    }
  }
}
