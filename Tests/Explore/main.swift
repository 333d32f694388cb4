// SPDX-License-Identifier: GPL-3.0-or-later

import Exploration
import Glibc

// The long exploration of the engine, for Scripts/explore: prints what it visited, ends with 1 when it found something.
// With “quick”, what a whole Scripts/test explores; with “first”, the same until something is found, for Scripts/mutate;
// with other words, the families with them in their name.
let word = CommandLine.arguments.dropFirst().first
let stopsAtFirst = word == "first"
let isQuick = word == "quick" || stopsAtFirst
let workers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
let isSound = await LongExploration.run(
  quick: isQuick, family: isQuick ? nil : word, stopsAtFirst: stopsAtFirst, workers: workers
) { line in
  print(line)
  fflush(nil)
}
exit(isSound ? 0 : 1)
