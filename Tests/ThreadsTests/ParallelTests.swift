// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Threads

@Suite struct ParallelTests {
  @Test("gives the same values in the same order on any number of threads", arguments: [1, 2, 3, 16])
  func order(threads: Int) {
    for count in [0, 1, 2, 7, 500] {
      #expect(Parallel.map(count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  @Test("each thread keeps its own tools, and every index is worked on once", arguments: [1, 4])
  func tools(threads: Int) {
    let counts = Parallel.map(300, threads: threads, tools: { 0 }) { (count: inout Int, _) in
      count += 1
      return count
    }
    let begun = counts.count { $0 == 1 }
    #expect((1...threads).contains(begun))
    // As many counted to one as worked at all, and never more counted further.
    for number in 2...300 { #expect(counts.count { $0 == number } <= counts.count { $0 == number - 1 }) }
  }

  @Test("work inside work is done as well")
  func nested() {
    let values = Parallel.map(20) { outer in Parallel.map(20) { outer * 20 + $0 } }
    #expect(values.flatMap { $0 } == Array(0..<400))
  }

  @Test("says how far it is, up to the end on one thread")
  func progress() {
    var told: [Int] = []
    _ = Parallel.map(5, threads: 1, { $0 }, progress: { told.append($0) })
    #expect(told == [1, 2, 3, 4, 5])
  }
}
