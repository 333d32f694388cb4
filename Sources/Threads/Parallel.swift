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

  /// How many threads are wanted beside those that would be there anyway.
  private static let helpers = Atomic<Int>(0)

  private typealias Indexed<Value> = (index: Int, value: Value)

  /// What one thread brings; unchecked, because it writes once and is joined before anybody reads.
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
