// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What an entry means for somebody who looks at the server: the verdict, together with what keeps the entry
/// there and with what was found of the certificate that has to stay.
public enum Standing: String, Hashable, Sendable, CaseIterable {
  /// The path needs it, and it is where it has to be.
  case needed
  /// The procedure can remove it, once its gate is passed; the owner of the PKI is not needed for that.
  case removable
  /// It would be removable, but the noted certificate was not found: nothing may be deleted.
  case blocked
  /// Something outside the server brings it back, so it has to be removed there.
  case managed
  /// Somebody who knows the PKI has to look at it, to agree before it is removed, or to move it.
  case review
  /// Nothing needs to be done about it.
  case unconcerned
}

/// Whether a certificate that the path needs is in its store.
public enum Presence: String, Hashable, Sendable, CaseIterable {
  case present
  /// Its store was read from beginning to end, or other certificates have its name.
  case missing
  /// It was not among what was read, and not everything was read.
  case unread
}

extension StoreInspection {
  /// One per level of the path. If several certificates share a level, the server needs only one.
  public var presences: [Presence] { (0...(noted.last?.level ?? 0)).map(presence) }

  private func presence(_ level: Int) -> Presence {
    let outcomes = zip(noted, outcomes).filter { $0.0.level == level }.map(\.1)
    if outcomes.contains(where: \.isPresent) { return .present }
    return outcomes.contains(.unknown) ? .unread : .missing
  }

  public func standing(_ entry: Entry) -> Standing {
    if entry.verdict == .matched {
      if entry.judgement.isMisplaced || entry.handed.isPassedOver { return .review }
      return entry.judgement.isInOtherStore ? .unconcerned : .needed
    }
    guard entry.verdict.allowsRemoval else { return entry.isOpen ? .review : .unconcerned }
    if entry.managedBy != nil { return .managed }
    guard entry.gate.allowsRemoval else { return .review }
    let level = entry.noted.map { noted[$0].level }
    guard level.map(presence) == .present else { return .blocked }
    return entry.gate == .owner ? .review : .removable
  }

  /// What has to be said before an entry may be removed: never, where something else keeps a copy of it, and
  /// where the noted certificate was not found.
  public func gate(_ entry: Entry) -> Gate {
    switch standing(entry) {
    case .managed, .blocked: .never
    case .needed, .removable, .review, .unconcerned: entry.managedBy == nil ? entry.gate : .never
    }
  }
}

extension Outcome {
  /// Whether the noted certificate itself was found in its store.
  public var isPresent: Bool {
    switch self {
    case .duplicates, .listedOnce, .listedTwice: true
    case .noneMatches, .notInStore, .unknown: false
    }
  }
}
