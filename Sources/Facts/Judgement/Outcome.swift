// SPDX-License-Identifier: GPL-3.0-or-later

/// What the store shows for one noted certificate overall.
public enum Outcome: String, Hashable, Sendable, CaseIterable {
  /// It is present, and other certificates have its name.
  case duplicates
  /// It is present, and nothing else has its name: the article's steps will not help.
  case listedOnce
  /// It is present more than once, in several physical stores, and nothing else has its name: not a mismatch.
  case listedTwice
  /// Other certificates have its name, but it is not present: deleting them could remove the last usable
  /// copy.
  case noneMatches
  /// The whole store was read, and nothing in it has its name.
  case notInStore
  /// It is not among the entries read, and the store was not read completely.
  case unknown

  /// - Parameters:
  ///   - verdicts: of all entries that were judged against this noted certificate.
  ///   - isWhole: whether these are all entries of the store, according to `Coverage`.
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

  /// Whether the noted certificate is in its place and nothing else has its name.
  public var isInOrder: Bool {
    switch self {
    case .listedOnce, .listedTwice: true
    case .duplicates, .noneMatches, .notInStore, .unknown: false
    }
  }
}
