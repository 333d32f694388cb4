// SPDX-License-Identifier: GPL-3.0-or-later

/// What the store says about one noted certificate as a whole.
public enum Outcome: String, Hashable, Sendable, CaseIterable {
  /// It is there, and others bear its name.
  case duplicates
  /// It is there, and nothing else bears its name: the article's steps will not help.
  case listedOnce
  /// It is there in two physical stores, and nothing else bears its name: no mismatch.
  case listedTwice
  /// Others bear its name, but it is not there itself: deleting would take the last good copy.
  case noneMatches
  /// Nothing in the store bears its name, and all of the store was read.
  case notInStore
  /// It is not among what was read, and not all of the store was read.
  case unknown

  /// - Parameters:
  ///   - verdicts: of all entries that were judged against this noted certificate.
  ///   - isWhole: whether they are all entries of the store, as `Coverage` tells.
  public init(verdicts: [Verdict], isWhole: Bool) {
    let bearers = verdicts.filter(\.bearsNotedName)
    let matched = bearers.count { $0 == .matched }
    if matched == 0, !isWhole {
      self = .unknown
    } else if bearers.isEmpty {
      self = .notInStore
    } else if matched == 0 {
      self = .noneMatches
    } else if bearers.count > matched {
      self = .duplicates
    } else {
      self = matched == 1 ? .listedOnce : .listedTwice
    }
  }

  /// Whether nothing may be deleted for this certificate.
  public var forbidsRemoval: Bool { self != .duplicates }

  /// Whether the noted certificate is where it has to be, and alone there.
  public var isInOrder: Bool {
    switch self {
    case .listedOnce, .listedTwice: true
    case .duplicates, .noneMatches, .notInStore, .unknown: false
    }
  }
}
