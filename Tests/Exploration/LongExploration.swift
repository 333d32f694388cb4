// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure

/// Explores all families, several worlds at a time, and says what it saw.
package enum LongExploration {
  /// No family lists more of what is wrong, or goes on when it has found as much.
  static let maximalViolations = 20
  /// How many states “a few of every family” have at the least; fewer mean that a change cut the exploration short.
  private static let fewestStates = 3000

  struct Seen: Sendable {
    var worlds = 0
    var states = 0
    var answers = 0
    var refused = 0
    var folds = 0
    var deletions = 0
    var deeds = 0
    var endings: Set<Ending> = []
    var verdicts: Set<Verdict> = []
    var violations: [String] = []

    mutating func add(_ other: Seen) {
      worlds += other.worlds
      states += other.states
      answers += other.answers
      refused += other.refused
      folds += other.folds
      deletions += other.deletions
      deeds += other.deeds
      endings.formUnion(other.endings)
      verdicts.formUnion(other.verdicts)
      violations += other.violations
    }
  }

  /// - Parameters:
  ///   - quick: whether only what every whole run of `Scripts/test` explores.
  ///   - name: part of the name of the families to explore; `nil` for all, and for worlds with a story.
  ///   - stopsAtFirst: whether the first thing found is enough, as it is for `Scripts/mutate`: the smallest worlds come
  ///     first, and nothing more is explored after the first that is not sound.
  ///   - workers: how many worlds are explored at the same time.
  ///   - say: takes one line of the account.
  /// - Returns: whether nothing was found, every ending was reached and every verdict was met.
  package static func run(
    quick: Bool, family name: String? = nil, stopsAtFirst: Bool = false, workers: Int, say: (String) -> Void
  ) async -> Bool {
    var all = Seen()
    func tell(_ name: String, _ seen: Seen) {
      say(line(name, seen))
      for violation in seen.violations.prefix(maximalViolations) { say("  VIOLATION \(violation)") }
      all.add(seen)
    }
    if let name {
      for family in Families.all where family.name.contains(name) {
        tell(family.name, await explore(family.menus, workers: workers))
      }
      return all.worlds > 0 && all.violations.isEmpty
    }
    let enough = stopsAtFirst ? 1 : maximalViolations
    let told = Told.all + Told.withNews + Told.moves + (quick ? [] : Told.large)
    // The smallest first, so that what is wrong in many is found soon.
    let stories = told.sorted { $0.atLeast < $1.atLeast }
    tell(
      "worlds with a story",
      await inParallel(stories, workers: workers, enough: enough) { explore($0, enough: enough) })
    if !all.violations.isEmpty { return false }
    if quick {
      var seen = await inParallel(Families.quick, workers: workers, enough: enough) {
        explore($0, 50, enough: enough)
      }
      if seen.violations.isEmpty, seen.states < fewestStates {
        seen.violations.append("\(seen.states) states only")
      }
      tell("a few of every family", seen)
    } else {
      for family in Families.all { tell(family.name, await explore(family.menus, workers: workers)) }
    }
    say(line("in all", all))
    let missing =
      Set(Ending.allCases).subtracting(all.endings).map(\.rawValue)
      + Set(Verdict.allCases).subtracting(all.verdicts).map(\.rawValue)
    if !missing.isEmpty { say("NEVER SEEN \(missing.sorted().joined(separator: " "))") }
    return all.violations.isEmpty && missing.isEmpty
  }

  static func line(_ name: String, _ seen: Seen) -> String {
    "\(name): \(seen.worlds) worlds, \(seen.states) states, \(seen.answers) answers, \(seen.refused) refusals,"
      + " \(seen.folds) folds, \(seen.deletions) with a deletion, \(seen.deeds) deeds,"
      + " endings \(seen.endings.map(\.rawValue).sorted().joined(separator: " "))"
  }

  private static func explore(_ menus: [Menu], workers: Int) async -> Seen {
    await inParallel(menus, workers: workers) { menu in explore(menu, 1) }
  }

  /// Explores one world; that it comes to another ending, or is smaller than it was, is a violation too.
  static func explore(_ told: Told, enough: Int = maximalViolations) -> Seen {
    var seen = explore(told.menu, 100, enough: enough)
    if seen.endings != told.endings { seen.violations.append("\(told.testDescription): \(seen.endings)") }
    if seen.states < told.atLeast { seen.violations.append("\(told.testDescription): \(seen.states) states") }
    let hasDeletion = told.endings.contains(.problemRemains)
    if (seen.deletions > 0) != hasDeletion { seen.violations.append("\(told.testDescription): deletions") }
    return seen
  }

  private static func inParallel<Task: Sendable>(
    _ tasks: [Task], workers: Int, enough: Int = maximalViolations, _ work: @escaping @Sendable (Task) -> Seen
  ) async -> Seen {
    await withTaskGroup(of: Seen.self) { group in
      var all = Seen()
      for (number, task) in tasks.enumerated() {
        if number >= workers, let seen = await group.next() { all.add(seen) }
        guard all.violations.count < enough else { break }
        group.addTask {
          var seen = work(task)
          seen.violations = seen.violations.map { "world \(number): \($0)" }
          return seen
        }
      }
      if all.violations.count >= enough { group.cancelAll() }
      for await seen in group { all.add(seen) }
      return all
    }
  }

  private static func explore(_ menu: Menu, _ foldsEvery: Int, enough: Int = maximalViolations) -> Seen {
    var explorer = Explorer(menu, foldsEvery: foldsEvery, enough: enough)
    explorer.explore()
    return Seen(
      worlds: 1, states: explorer.states, answers: explorer.transitions, refused: explorer.refusals,
      folds: explorer.folds, deletions: explorer.rules.deletions, deeds: explorer.rules.deeds,
      endings: explorer.endings,
      verdicts: explorer.rules.verdicts, violations: explorer.violations)
  }
}
