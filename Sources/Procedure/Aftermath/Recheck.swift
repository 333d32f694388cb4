// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What a fresh look at the server showed, after its stores were worked on.
public struct Recheck: Hashable, Sendable {
  /// Whether a certificate lies in its store.
  public enum Presence: Hashable, Sendable {
    /// In these physical stores; in `unknown` when what was looked at does not tell them apart.
    case there([PhysicalStore])
    /// In none of them, and all were looked at.
    case absent
    /// Not in those that were looked at; these were not.
    case notSeen(notLookedAt: [PhysicalStore])
  }

  public struct Removed: Hashable, Sendable {
    public let id: EntryID
    /// Whether it was brought back, so that it has to be there.
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

  /// The article's own events, held against the time of the last deletion.
  public struct Events: Hashable, Sendable {
    /// How many are newer.
    public let new: Int
    /// How many do not say when in a way that can be compared.
    public let undated: Int

    public init(new: Int, undated: Int) {
      self.new = new
      self.undated = undated
    }
  }

  public let removed: [Removed]
  public let kept: [Kept]
  /// `nil` when no events were looked at.
  public let events: Events?
  /// What was looked at: names of files, or the name of a server that was looked at itself.
  public let sources: [String]

  public init(removed: [Removed], kept: [Kept], events: Events?, sources: [String]) {
    self.removed = removed
    self.kept = kept
    self.events = events
    self.sources = sources
  }

  /// Whether every certificate was seen to be as it has to be, and nothing new was logged.
  public var isWell: Bool {
    removed.allSatisfy(\.isWell) && kept.allSatisfy(\.isWell) && events?.new ?? 0 == 0
  }
}
