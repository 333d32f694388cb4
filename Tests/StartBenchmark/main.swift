// SPDX-License-Identifier: GPL-3.0-or-later

// Measures how long it takes from starting a program to its first prompt on a pseudo-terminal: the wizard's, and that
// of the least program with a readline prompt, in turn, so that a busy machine weighs on both alike.
//
// Usage: StartBenchmark ROUNDS FOLDER

import Glibc
import PseudoTerminal

let arguments = CommandLine.arguments
let rounds = arguments.count > 1 ? Int(arguments[1]) ?? 40 : 40
let folder = arguments.count > 2 ? arguments[2] : "/tmp"

func milliseconds(_ program: String, _ options: [String], until prompt: String) throws -> Double {
  var begin = timespec()
  var end = timespec()
  clock_gettime(CLOCK_MONOTONIC, &begin)
  let terminal = try PseudoTerminal.spawn(
    PseudoTerminal.builtProgram(program), options,
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

func report(_ name: String, _ times: [Double]) -> Double {
  let sorted = times.sorted()
  let median = sorted[sorted.count / 2]
  func text(_ value: Double) -> String { String((value * 100).rounded() / 100) }
  print("\(name): median \(text(median)) ms (\(text(sorted[0])) to \(text(sorted[sorted.count - 1])))")
  return median
}

var minimal: [Double] = []
var wizard: [Double] = []
var begun: [Double] = []
for round in 0..<rounds + 2 {
  let one = try milliseconds("MinimalPrompt", [], until: "minimal?")
  let other = try milliseconds("lync-pin-wizard", ["start"], until: "2012")
  // With the version given, the first prompt comes after the session file is created and synced to the disk.
  let synced = try milliseconds(
    "lync-pin-wizard",
    ["start", "--server", "2012", "--product", "lync2013", "--session", "\(folder)/\(round).session"],
    until: "Server name")
  // The first two rounds fill the caches.
  if round >= 2 {
    minimal.append(one)
    wizard.append(other)
    begun.append(synced)
  }
}
print("start to first prompt, \(rounds) rounds in turn")
let base = report("  minimal Swift + readline", minimal)
let ours = report("  lync-pin-wizard start    ", wizard)
_ = report("  the same, session created and synced", begun)
print("  ratio \(String((ours / base * 100).rounded() / 100))")
