// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
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
  /// The first of two servers of one pool.
  case twoServers = "two-servers"
  /// The second of them, which has the path of the first, and a fault of its own.
  case secondServer = "second-server"
  /// An intermediate of another organization is among the trusted roots: it is moved.
  case misplaced

  /// Whether this ending is the right one.
  ///
  /// A renewed certificate, or another generation, should be kept. Removing it is right only with its owner's
  /// agreement, which the procedure asks for and practice does not verify.
  public func isRight(_ ending: Ending) -> Bool {
    switch self {
    case .duplicateRoot, .duplicateIntermediate, .both, .twoServers, .secondServer:
      ending == .duplicatesRemoved
    case .listedOnce, .sameNameOtherCA, .siblingIntermediates: ending == .listedOnce
    case .noneMatches: ending == .noneMatches
    case .renewedSameKey, .anotherGeneration:
      ending == .stoppedForReview || ending == .duplicatesRemoved
    case .partialMatch, .groupPolicy: ending == .stoppedForReview
    case .misplaced: ending == .misplacedMoved
    }
  }

  /// Which procedure it practices.
  public var course: Course { self == .misplaced ? .move : .duplicates }

  /// Whether its server is one of two.
  var isOfPool: Bool { self == .twoServers || self == .secondServer }

  /// The name of the server, without its domain.
  var computer: String { self == .secondServer ? "fe02" : "fe01" }
  /// The name of another Front End of its pool.
  var otherComputer: String { self == .secondServer ? "fe01" : "fe02" }
}
