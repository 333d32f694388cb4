// SPDX-License-Identifier: GPL-3.0-or-later

import Procedure
import Servers
import Testing

/// How a scenario ends for somebody who does the right thing.
struct RightEnding: Sendable, CustomTestStringConvertible {
  let scenario: Scenario
  let ending: Ending
  /// How many certificates go from each store.
  var roots = 0
  var intermediates = 0
  var testDescription: String { scenario.rawValue }

  static let all = [
    RightEnding(scenario: .duplicateRoot, ending: .duplicatesRemoved, roots: 1),
    RightEnding(scenario: .duplicateIntermediate, ending: .duplicatesRemoved, intermediates: 1),
    RightEnding(scenario: .both, ending: .duplicatesRemoved, roots: 1, intermediates: 1),
    RightEnding(scenario: .listedOnce, ending: .listedOnce),
    RightEnding(scenario: .noneMatches, ending: .noneMatches),
    RightEnding(scenario: .sameNameOtherCA, ending: .listedOnce),
    RightEnding(scenario: .siblingIntermediates, ending: .listedOnce),
    RightEnding(scenario: .renewedSameKey, ending: .stoppedForReview),
    RightEnding(scenario: .partialMatch, ending: .stoppedForReview),
    RightEnding(scenario: .groupPolicy, ending: .stoppedForReview),
    RightEnding(scenario: .anotherGeneration, ending: .stoppedForReview),
    RightEnding(scenario: .twoServers, ending: .duplicatesRemoved, roots: 1),
    RightEnding(scenario: .secondServer, ending: .duplicatesRemoved, intermediates: 1),
    RightEnding(scenario: .misplaced, ending: .misplacedMoved, roots: 1),
  ]
}
