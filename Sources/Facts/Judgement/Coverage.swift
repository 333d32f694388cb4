// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a store was read. Conclusions from a certificate's absence depend on it.
public struct Coverage: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Every entry, from beginning to end.
    case read
    /// Some entries could not be read, or the input does not show the whole store.
    case part
    /// Read from beginning to end, and it has no entries.
    case empty
    /// No input for this store.
    case absent
  }

  /// What was supplied of one physical store.
  public struct Part: Hashable, Sendable {
    /// The number of entries that were read.
    public let entries: Int
    /// The number of entries that could not be read.
    public let unreadable: Int
    /// Whether the input shows the store from beginning to end.
    public let isShownWhole: Bool

    public init(entries: Int, unreadable: Int = 0, isShownWhole: Bool = true) {
      self.entries = entries
      self.unreadable = unreadable
      self.isShownWhole = isShownWhole
    }

    public var state: State {
      guard isShownWhole, unreadable == 0 else { return .part }
      return entries == 0 ? .empty : .read
    }

    var isWhole: Bool { state != .part }
  }

  public let store: Store
  /// By physical store; `unknown` is the logical store as MMC shows it.
  public var parts: [PhysicalStore: Part]

  /// - Parameter parts: what was supplied; empty when nothing was.
  public init(_ store: Store, _ parts: [PhysicalStore: Part] = [:]) {
    self.store = store
    self.parts = parts
  }

  /// A store with every entry read.
  public static func whole(_ store: Store, entries: Int) -> Coverage {
    Coverage(store, [.unknown: Part(entries: entries)])
  }

  /// Whether a certificate that was not found is certain not to be in the store.
  public var isWhole: Bool {
    parts[.unknown]?.isWhole == true || store.physicalStores.allSatisfy { parts[$0]?.isWhole == true }
  }

  public var state: State {
    if parts.isEmpty { return .absent }
    guard isWhole else { return .part }
    return entries == 0 ? .empty : .read
  }

  public func state(of physical: PhysicalStore) -> State { parts[physical]?.state ?? .absent }

  /// The number of entries that were read.
  public var entries: Int { parts.values.reduce(0) { $0 + $1.entries } }
  /// The number of entries that could not be read.
  public var unreadable: Int { parts.values.reduce(0) { $0 + $1.unreadable } }

  /// The physical stores that may still contain a certificate that was not found: not supplied, or only
  /// partly read.
  public var openParts: [PhysicalStore] {
    if isWhole { return [] }
    let open = store.physicalStores.filter { parts[$0]?.isWhole != true }
    // A listing of the logical store does not distinguish them.
    return parts[.unknown] == nil ? open : [.unknown]
  }

  /// The physical stores that are managed from outside the server and were not supplied. A deleted copy can
  /// come back from them.
  public var managedNotHandedOver: [PhysicalStore] {
    guard parts[.unknown] == nil else { return [] }
    return store.physicalStores.filter { $0.isManaged && parts[$0] == nil }
  }
}
