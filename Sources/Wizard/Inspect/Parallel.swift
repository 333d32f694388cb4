// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// Work on independent parts, on as many processors as there are. The result is the same on one.
enum Parallel {
  /// The values of `body` for `0..<count`, in order.
  ///
  /// - Parameters:
  ///   - body: may run on any thread, each index once.
  ///   - progress: called on this thread now and then with how many indices are done.
  static func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value, progress: (Int) -> Void
  ) -> [Value] {
    let work = Work(count, body)
    let helpers = max(0, min(count, sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)
    let threads = (0..<helpers).compactMap { _ in start { work.run() } }
    work.run(progress: progress)
    for thread in threads { pthread_join(thread, nil) }
    return work.values
  }

  private final class Work<Value: Sendable>: Sendable {
    private let count: Int
    private let body: @Sendable (Int) -> Value
    private let next = Atomic<Int>(0)
    private let done: Mutex<[Int: Value]> = Mutex([:])

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Value) {
      self.count = count
      self.body = body
    }

    func run(progress: (Int) -> Void = { _ in }) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(index)
        let finished = done.withLock { done in
          done[index] = value
          return done.count
        }
        progress(finished)
      }
    }

    var values: [Value] { done.withLock { done in (0..<count).compactMap { done[$0] } } }
  }

  /// What a thread runs, in a box that C can carry.
  private final class Errand {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// - Returns: `nil` when the system gives no thread; this one then does all the work.
  private static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
    var thread = pthread_t()
    let errand = Unmanaged.passRetained(Errand(run))
    let code = pthread_create(
      &thread, nil,
      { raw in
        raw.map { Unmanaged<Errand>.fromOpaque($0).takeRetainedValue().run() }
        return nil
      }, errand.toOpaque())
    guard code == 0 else {
      errand.release()
      return nil
    }
    return thread
  }
}
