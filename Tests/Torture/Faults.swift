// SPDX-License-Identifier: GPL-3.0-or-later

import FaultInjection
import Foundation
import PseudoTerminal

/// Every fault at every call of one story on its own files.
///
/// - Returns: what is not as it has to be.
func everyFault(_ kind: Story.Kind, _ program: String, shortener: String, workers: Int) throws -> [String] {
  let story = try Story(kind, program: program)
  let (trace, home) = try Trace.clean(story)
  let calls = trace.calls(in: home)
  let faults = calls.flatMap { Fault.all(at: $0, canShorten: true) }
  print("   \(story.count) items, \(calls.count) file-system calls, \(faults.count) faults")
  fflush(nil)

  let trials = inParallel(faults, workers: workers) { fault in
    Result { try Trial(fault, in: story, shortener: shortener) }
  }
  var complaints: [String] = durability(trace, home)
  var counts: [String: Int] = [:]
  var exits: [String: Int] = [:]
  var sequels: [Trial.Sequel: Int] = [:]
  for (fault, trial) in zip(faults, trials) {
    counts[fault.title, default: 0] += 1
    switch trial {
    case .failure(let error): complaints.append("\(fault): \(error)")
    case .success(let trial):
      exits["\(trial.exit)", default: 0] += 1
      sequels[trial.sequel, default: 0] += 1
      complaints += trial.complaints
    }
  }
  for (title, count) in counts.sorted(by: { $0.key < $1.key }) { print("   \(count) × \(title)") }
  for (exit, count) in exits.sorted(by: { $0.key < $1.key }) { print("   \(count) ended with \(exit)") }
  let kills = faults.count(where: \.kills)
  print("   \(faults.count) runs: \(kills) kills, \(faults.count - kills) faults")
  for sequel in Trial.Sequel.allCases { print("   \(sequels[sequel] ?? 0) \(sequel.rawValue)") }
  return complaints
}

/// Whether the session ever told of a file that a power cut could still have taken.
private func durability(_ trace: Trace, _ home: String) -> [String] {
  let check = PowerCut(trace, home: home)
  print("   \(check.records) records: every name and byte written before them was synced first")
  return check.complaints
}
