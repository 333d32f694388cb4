// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a store was looked at. What is concluded from a certificate's absence rests on it.
public struct Coverage: Hashable, Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// From its beginning to its end, every entry.
    case read
    /// Some entries could not be read, or what was handed over does not show all of it.
    case part
    /// From its beginning to its end, and nothing is in it.
    case empty
    /// Nobody handed it over.
    case absent
  }

  /// What was handed over of one physical store.
  public struct Part: Hashable, Sendable {
    /// How many entries were read.
    public let entries: Int
    /// How many entries could not be read.
    public let unreadable: Int
    /// Whether what was handed over shows it from its beginning to its end.
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
  /// By physical store; with `unknown`, the logical store as MMC shows it.
  public var parts: [PhysicalStore: Part]

  /// - Parameter parts: what was handed over; nothing for a store that was not.
  public init(_ store: Store, _ parts: [PhysicalStore: Part] = [:]) {
    self.store = store
    self.parts = parts
  }

  /// A store of which every entry was looked at.
  public static func whole(_ store: Store, entries: Int) -> Coverage {
    Coverage(store, [.unknown: Part(entries: entries)])
  }

  /// Whether a certificate that was not seen in the store is not in it.
  public var isWhole: Bool {
    parts[.unknown]?.isWhole == true || store.physicalStores.allSatisfy { parts[$0]?.isWhole == true }
  }

  public var state: State {
    if parts.isEmpty { return .absent }
    guard isWhole else { return .part }
    return entries == 0 ? .empty : .read
  }

  public func state(of physical: PhysicalStore) -> State { parts[physical]?.state ?? .absent }

  /// How many entries were read.
  public var entries: Int { parts.values.reduce(0) { $0 + $1.entries } }
  /// How many entries could not be read.
  public var unreadable: Int { parts.values.reduce(0) { $0 + $1.unreadable } }

  /// The physical stores in which a certificate that was not seen can still be: not handed over, or read in part.
  public var openParts: [PhysicalStore] {
    if isWhole { return [] }
    let open = store.physicalStores.filter { parts[$0]?.isWhole != true }
    // A listing of the logical store does not tell them apart.
    return parts[.unknown] == nil ? open : [.unknown]
  }

  /// The physical stores that something outside the server fills, and that nobody handed over: from there a copy can
  /// come back.
  public var managedNotHandedOver: [PhysicalStore] {
    guard parts[.unknown] == nil else { return [] }
    return store.physicalStores.filter { $0.isManaged && parts[$0] == nil }
  }
}
