// SPDX-License-Identifier: GPL-3.0-or-later

// Measures how long it takes from starting a program to its first prompt on a pseudo-terminal: the wizard's, linked in one way or
// another, and that of the least program with a readline prompt, in turn, so that a busy machine weighs on all alike.
//
// Usage: StartBenchmark ROUNDS FOLDER PROGRAM...

import Glibc
import PseudoTerminal

let arguments = CommandLine.arguments
guard arguments.count > 3, let rounds = Int(arguments[1]), rounds > 0 else {
  print("usage: StartBenchmark ROUNDS FOLDER PROGRAM...")
  exit(64)
}
let folder = arguments[2]

func milliseconds(_ program: String, _ options: [String], until prompt: String) throws -> Double {
  var begin = timespec()
  var end = timespec()
  clock_gettime(CLOCK_MONOTONIC, &begin)
  let terminal = try PseudoTerminal.spawn(
    program, options,
    environment: [
      "PATH": "/usr/bin:/bin", "HOME": folder, "XDG_STATE_HOME": folder, "TERM": "xterm", "LC_ALL": "C.UTF-8",
      "INPUTRC": "/dev/null",
    ])
  _ = try terminal.waitFor(prompt)
  clock_gettime(CLOCK_MONOTONIC, &end)
  terminal.kill()
  _ = try terminal.waitForExit()
  return Double(end.tv_sec - begin.tv_sec) * 1000 + Double(end.tv_nsec - begin.tv_nsec) / 1_000_000
}

func text(_ value: Double) -> String { String((value * 100).rounded() / 100) }

/// What was measured of one program.
struct Times {
  let name: String
  var milliseconds: [Double] = []

  var median: Double { milliseconds.sorted()[milliseconds.count / 2] }

  func report(against base: Times) {
    let sorted = milliseconds.sorted()
    let range = "(\(text(sorted[0])) to \(text(sorted[sorted.count - 1])))"
    // Rounds in turn, so that each ratio is of two times that were measured one after the other.
    let ratios = zip(milliseconds, base.milliseconds).map { $0 / $1 }.sorted()
    print("  \(name): median \(text(median)) ms \(range), ratio \(text(ratios[ratios.count / 2]))")
  }
}

var minimal = Times(name: "minimal Swift + readline")
var wizards = arguments[3...].map {
  (program: $0, start: Times(name: "\($0) start"), begun: Times(name: "the same, session created and synced"))
}
for round in 0..<rounds + 2 {
  // The first two rounds fill the caches.
  let counts = round >= 2
  let least = try milliseconds(PseudoTerminal.builtProgram("MinimalPrompt"), [], until: "minimal?")
  if counts { minimal.milliseconds.append(least) }
  for index in wizards.indices {
    let program = wizards[index].program
    let start = try milliseconds(program, ["start"], until: "2012")
    // With the version given, the first prompt comes after the session file is created and synced to the disk.
    let session = "\(folder)/\(round)-\(index).session"
    let begun = try milliseconds(
      program, ["start", "--server", "2012", "--product", "lync2013", "--session", session],
      until: "Server name")
    guard counts else { continue }
    wizards[index].start.milliseconds.append(start)
    wizards[index].begun.milliseconds.append(begun)
  }
}
print("start to first prompt, \(rounds) rounds in turn")
minimal.report(against: minimal)
for wizard in wizards {
  wizard.start.report(against: minimal)
  wizard.begun.report(against: minimal)
}
