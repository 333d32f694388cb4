// SPDX-License-Identifier: GPL-3.0-or-later

import Exploration
import Glibc

// The long exploration of the engine, for Scripts/explore: prints what it visited, ends with 1 when it found something.
// With “quick”, what a whole Scripts/test and Scripts/mutate explore; with other words, the families with them in their name.
let word = CommandLine.arguments.dropFirst().first
let isQuick = word == "quick"
let workers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
let isSound = await LongExploration.run(quick: isQuick, family: isQuick ? nil : word, workers: workers) {
  line in
  print(line)
  fflush(nil)
}
exit(isSound ? 0 : 1)
