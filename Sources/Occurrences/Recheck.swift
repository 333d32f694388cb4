// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What a new reading of the server showed after the work on its stores.
public struct Recheck: Hashable, Sendable {
  /// Whether a certificate is in its store.
  public enum Presence: Hashable, Sendable {
    /// In these physical stores; `unknown` when the reading does not distinguish them.
    case there([PhysicalStore])
    /// In none of them, and all were read.
    case absent
    /// Not in the ones that were read; these were not read.
    case notSeen(notLookedAt: [PhysicalStore])
  }

  public struct Removed: Hashable, Sendable {
    public let id: EntryID
    /// Whether it was restored, and is therefore expected to be present.
    public let isRestored: Bool
    public let presence: Presence

    public init(id: EntryID, isRestored: Bool, presence: Presence) {
      self.id = id
      self.isRestored = isRestored
      self.presence = presence
    }

    public var isWell: Bool {
      switch presence {
      case .there: isRestored
      case .absent: !isRestored
      case .notSeen: false
      }
    }
  }

  public struct Kept: Hashable, Sendable {
    public let id: NotedID
    public let presence: Presence

    public init(id: NotedID, presence: Presence) {
      self.id = id
      self.presence = presence
    }

    public var isWell: Bool {
      if case .there = presence { return true }
      return false
    }
  }

  /// A certificate that was moved to another store, where it has to be now.
  public struct Moved: Hashable, Sendable {
    public let id: EntryID
    /// In Intermediate.
    public let presence: Presence

    public init(id: EntryID, presence: Presence) {
      self.id = id
      self.presence = presence
    }

    public var isWell: Bool {
      if case .there = presence { return true }
      return false
    }
  }

  /// The article's own events, compared with the time of the last deletion.
  public struct Events: Hashable, Sendable {
    /// The number of newer events.
    public let new: Int
    /// The number of events without a comparable time.
    public let undated: Int

    public init(new: Int, undated: Int) {
      self.new = new
      self.undated = undated
    }
  }

  public let removed: [Removed]
  public let kept: [Kept]
  /// Empty where nothing was moved, or what was moved is back in its old store.
  public let moved: [Moved]
  /// `nil` when no events were read.
  public let events: Events?
  /// What was read: file names, or the name of a server that was read directly.
  public let sources: [String]

  public init(
    removed: [Removed], kept: [Kept], moved: [Moved] = [], events: Events?, sources: [String]
  ) {
    self.removed = removed
    self.kept = kept
    self.moved = moved
    self.events = events
    self.sources = sources
  }

  /// Whether every certificate was found in the expected state, and nothing new was logged.
  public var isWell: Bool {
    removed.allSatisfy(\.isWell) && kept.allSatisfy(\.isWell) && moved.allSatisfy(\.isWell)
      && events?.new ?? 0 == 0
  }
}
