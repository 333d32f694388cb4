// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// Work on independent parts, on as many processors as there are. The result is the same on one.
public enum Parallel {
  /// The values of `body` for `0..<count`, in order.
  ///
  /// - Parameters:
  ///   - threads: how many may work, this one included; `nil` for one on each processor. Work inside other work's
  ///     threads gets those that are left.
  ///   - tools: what each thread keeps from one index to the next.
  ///   - body: may run on any thread, each index once.
  ///   - progress: called on this thread now and then with how many indices are done.
  public static func map<Tools, Value: Sendable>(
    _ count: Int, threads: Int? = nil, tools: @escaping @Sendable () -> Tools,
    _ body: @escaping @Sendable (inout Tools, Int) -> Value, progress: (Int) -> Void = { _ in }
  ) -> [Value] {
    let work = Work(count, tools, body)
    let wanted = max(0, min(count, threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)
    let running = helpers.wrappingAdd(wanted, ordering: .relaxed).oldValue
    defer { helpers.wrappingSubtract(wanted, ordering: .relaxed) }
    let free = threads == nil ? max(0, wanted - running) : wanted
    let started = (0..<free).compactMap { _ in start { work.run() } }
    work.run(progress: progress)
    for thread in started { pthread_join(thread, nil) }
    return work.values
  }

  public static func map<Value: Sendable>(
    _ count: Int, threads: Int? = nil, _ body: @escaping @Sendable (Int) -> Value,
    progress: (Int) -> Void = { _ in }
  ) -> [Value] {
    map(count, threads: threads, tools: {}, { _, index in body(index) }, progress: progress)
  }

  /// How many threads are wanted beside those that would be there anyway.
  private static let helpers = Atomic<Int>(0)

  private final class Work<Tools, Value: Sendable>: Sendable {
    private let count: Int
    private let tools: @Sendable () -> Tools
    private let body: @Sendable (inout Tools, Int) -> Value
    private let next = Atomic<Int>(0)
    private let done: Mutex<[Int: Value]> = Mutex([:])

    init(
      _ count: Int, _ tools: @escaping @Sendable () -> Tools,
      _ body: @escaping @Sendable (inout Tools, Int) -> Value
    ) {
      self.count = count
      self.tools = tools
      self.body = body
    }

    func run(progress: (Int) -> Void = { _ in }) {
      var tools = tools()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(&tools, index)
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
