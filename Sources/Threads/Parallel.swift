// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// Runs independent pieces of work on all available processors. The result does not depend on their number.
public enum Parallel {
  /// The values of `body` for `0..<count`, in order.
  ///
  /// - Parameters:
  ///   - threads: the maximum number of threads, including the current one; `nil` for one per processor.
  ///     Nested work gets the remaining threads.
  ///   - tools: creates what each thread keeps from one index to the next.
  ///   - body: may run on any thread, once for each index.
  ///   - progress: called on the current thread from time to time with the number of completed indices.
  public static func map<Tools, Value: Sendable>(
    _ count: Int, threads: Int? = nil, tools: @escaping @Sendable () -> Tools,
    _ body: @escaping @Sendable (inout Tools, Int) -> Value, progress: (Int) -> Void = { _ in }
  ) -> [Value] {
    let work = Work(count, tools, body)
    let wanted = max(0, min(count, threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)
    let running = helpers.wrappingAdd(wanted, ordering: .relaxed).oldValue
    defer { helpers.wrappingSubtract(wanted, ordering: .relaxed) }
    let free = threads == nil ? max(0, wanted - running) : wanted
    let shares = (0..<free).map { _ in Share<Value>() }
    let started = shares.compactMap { share in start { share.values = work.run() } }
    let own = work.run(progress: progress)
    for thread in started { pthread_join(thread, nil) }
    return (own + shares.flatMap(\.values)).sorted { $0.index < $1.index }.map(\.value)
  }

  public static func map<Value: Sendable>(
    _ count: Int, threads: Int? = nil, _ body: @escaping @Sendable (Int) -> Value,
    progress: (Int) -> Void = { _ in }
  ) -> [Value] {
    map(count, threads: threads, tools: {}, { _, index in body(index) }, progress: progress)
  }

  /// The number of threads requested in addition to the existing ones.
  private static let helpers = Atomic<Int>(0)

  private typealias Indexed<Value> = (index: Int, value: Value)

  /// The results of one thread; unchecked, because it writes once and is joined before they are read.
  private final class Share<Value: Sendable>: @unchecked Sendable {
    var values: [Indexed<Value>] = []
  }

  private final class Work<Tools, Value: Sendable>: Sendable {
    private let count: Int
    private let tools: @Sendable () -> Tools
    private let body: @Sendable (inout Tools, Int) -> Value
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)

    init(
      _ count: Int, _ tools: @escaping @Sendable () -> Tools,
      _ body: @escaping @Sendable (inout Tools, Int) -> Value
    ) {
      self.count = count
      self.tools = tools
      self.body = body
    }

    func run(progress: (Int) -> Void = { _ in }) -> [Indexed<Value>] {
      var tools = tools()
      var values: [Indexed<Value>] = []
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return values }
        values.append((index, body(&tools, index)))
        progress(done.wrappingAdd(1, ordering: .relaxed).newValue)
      }
    }
  }

  /// The work of a thread, boxed so that C can pass it.
  private final class Errand {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// - Returns: `nil` when the system cannot create a thread; the current one then does all the work.
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
