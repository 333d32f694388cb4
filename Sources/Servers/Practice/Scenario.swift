// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure

/// A situation to practice.
public enum Scenario: String, CaseIterable, Sendable {
  case duplicateRoot = "duplicate-root"
  case duplicateIntermediate = "duplicate-intermediate"
  case both
  case listedOnce = "listed-once"
  case noneMatches = "none-matches"
  case sameNameOtherCA = "same-name-other-ca"
  case siblingIntermediates = "sibling-intermediates"
  case renewedSameKey = "renewed-same-key"
  case partialMatch = "partial-match"
  case groupPolicy = "group-policy"
  case anotherGeneration = "another-generation"

  /// Whether this ending is the right one.
  ///
  /// A renewed certificate, or another generation, should be kept. Removing it is right only with its owner's
  /// agreement, which the procedure asks for and practice does not verify.
  public func isRight(_ ending: Ending) -> Bool {
    switch self {
    case .duplicateRoot, .duplicateIntermediate, .both: ending == .duplicatesRemoved
    case .listedOnce, .sameNameOtherCA, .siblingIntermediates: ending == .listedOnce
    case .noneMatches: ending == .noneMatches
    case .renewedSameKey, .anotherGeneration:
      ending == .stoppedForReview || ending == .duplicatesRemoved
    case .partialMatch, .groupPolicy: ending == .stoppedForReview
    }
  }
}
