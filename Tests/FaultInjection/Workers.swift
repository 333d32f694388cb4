// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// Does something for every element, so many at a time.
///
/// - Returns: what came of each, in the order of the elements.
public func inParallel<Element: Sendable, Result: Sendable>(
  _ elements: [Element], workers: Int, _ act: @Sendable (Element) -> Result
) -> [Result] {
  let lock = NSLock()
  nonisolated(unsafe) var results = [Result?](repeating: nil, count: elements.count)
  nonisolated(unsafe) var next = 0
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      lock.lock()
      let place = next
      next += 1
      lock.unlock()
      guard place < elements.count else { return }
      let result = act(elements[place])
      lock.lock()
      results[place] = result
      lock.unlock()
    }
  }
  return results.compactMap(\.self)
}
