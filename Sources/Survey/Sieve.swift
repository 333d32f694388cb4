// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Tells, by a look at the octets of its names, whether a certificate can be anything but unrelated. What it lets pass is
/// judged in full; what it holds back could not have come to another verdict.
struct Sieve {
  /// What is looked for in one store.
  private struct Traces {
    var subjects: Set<UInt64> = []
    var issuers: Set<UInt64> = []
    /// Of single attributes: display names.
    var values: Set<UInt64> = []
  }

  private var roots = Traces(values: Set(RequiredRoot.commonNames.map { NameTrace.of($0) }))
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
    traces.values.insert(NameTrace.of(one.facts.issuedTo))
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
