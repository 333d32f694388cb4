// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Threads

/// Tells, by a look at the octets of its names and of its key, whether a certificate can be anything but unrelated, or is
/// one in which evidence is looked for. What it lets pass is judged in full; what it holds back could not have come to
/// another verdict.
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

  /// Of the noted certificates, and of the authorities above them: looked for in both stores.
  private var subjects = TraceSet()
  /// Of the noted certificates: what they have issued.
  private var issuers = TraceSet()
  private var keys = TraceSet()
  /// Of single attributes, display names: looked for in the store of each role.
  private var rootValues = TraceSet(RequiredRoot.commonNames.map { NameTrace.of($0) })
  private var intermediateValues = TraceSet()
  /// The noted intermediates' issuers: siblings.
  private var parents = TraceSet()

  init(_ noted: [Noted]) {
    for one in noted {
      let subject = NameTrace.of(one.certificate.subjectDER)
      let issuer = NameTrace.of(one.certificate.issuerDER)
      let value = NameTrace.of(one.facts.subject.simpleDisplayName)
      subjects.insert(subject)
      subjects.insert(issuer)
      issuers.insert(subject)
      keys.insert(one.certificate.keyTrace)
      switch one.role {
      case .root: rootValues.insert(value)
      case .intermediate:
        intermediateValues.insert(value)
        parents.insert(issuer)
      }
    }
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
    let values = store == .trustedRoot ? rootValues : intermediateValues
    var hasValue = false
    let subject = NameTrace.of(certificate.subjectDER) { value in
      if values.contains(value) { hasValue = true }
    }
    if hasValue || subjects.contains(subject) || keys.contains(certificate.keyTrace) { return true }
    // Misplaced is what is not issued by itself.
    if store == .trustedRoot { return !certificate.hasIdenticalNames }
    guard !certificate.hasIdenticalNames else { return false }
    let issuer = NameTrace.of(certificate.issuerDER)
    return issuers.contains(issuer) || parents.contains(issuer)
  }
}
