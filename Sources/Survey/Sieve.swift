// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Threads

/// Tells, by a look at the octets of its names, whether a certificate can be anything but unrelated. What it lets pass is
/// judged in full; what it holds back could not have come to another verdict.
struct Sieve: Sendable {
  /// A few traces. Almost none that is asked for is there, and one bit of 64 tells most of those.
  private struct TraceSet: Sendable {
    private var traces: Set<UInt64> = []
    private var bits: UInt64 = 0

    init(_ traces: [UInt64] = []) { for trace in traces { insert(trace) } }

    mutating func insert(_ trace: UInt64) {
      traces.insert(trace)
      bits |= 1 << (trace & 63)
    }

    func contains(_ trace: UInt64) -> Bool { bits & 1 << (trace & 63) != 0 && traces.contains(trace) }
  }

  /// What is looked for in one store.
  private struct Traces {
    var subjects = TraceSet()
    var issuers = TraceSet()
    /// Of single attributes: display names.
    var values = TraceSet()
  }

  private var roots = Traces(values: TraceSet(RequiredRoot.commonNames.map { NameTrace.of($0) }))
  private var intermediates = Traces()

  init(_ noted: [Noted]) {
    for one in noted {
      switch one.role {
      case .root: Self.add(one, to: &roots)
      case .intermediate: Self.add(one, to: &intermediates)
      }
    }
  }

  private static func add(_ one: Noted, to traces: inout Traces) {
    traces.subjects.insert(NameTrace.of(one.certificate.subjectDER))
    traces.issuers.insert(NameTrace.of(one.certificate.issuerDER))
    traces.values.insert(NameTrace.of(one.facts.subject.simpleDisplayName))
  }

  /// So many entries at a time are worth a thread.
  private static let share = 1024

  /// What has to be judged, in the same order.
  func passed(_ handed: [Handed]) -> [Handed] {
    guard handed.count > 2 * Self.share else { return handed.filter(lets) }
    let count = (handed.count + Self.share - 1) / Self.share
    return Parallel.map(count) { number in
      handed[number * Self.share..<min((number + 1) * Self.share, handed.count)].filter(lets)
    }.flatMap { $0 }
  }

  /// What a text describes is judged in full: it has no octets to look at.
  func lets(_ handed: Handed) -> Bool {
    handed.certificate.map { lets($0, in: handed.store) } ?? true
  }

  func lets(_ certificate: Certificate, in store: Store) -> Bool {
    let traces = store == .trustedRoot ? roots : intermediates
    var hasValue = false
    let subject = NameTrace.of(certificate.subjectDER) { value in
      if traces.values.contains(value) { hasValue = true }
    }
    if hasValue || traces.subjects.contains(subject) { return true }
    switch store {
    case .trustedRoot:
      // Misplaced is what is not issued by itself.
      return !certificate.hasIdenticalNames
    case .intermediate:
      return traces.issuers.contains(NameTrace.of(certificate.issuerDER))
    }
  }
}
