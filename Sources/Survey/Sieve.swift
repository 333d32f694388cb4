// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Tells, by a look at the octets of its names, whether a certificate can be anything but unrelated. What it lets pass is
/// judged in full; what it holds back could not have come to another verdict.
struct Sieve {
  private let subjects: [Store: Set<UInt64>]
  private let issuers: [Store: Set<UInt64>]
  private let values: [Store: Set<UInt64>]

  init(_ noted: [Noted]) {
    let required = Set(RequiredRoot.commonNames.map { NameTrace.of($0) })
    var subjects: [Store: Set<UInt64>] = [:]
    var issuers: [Store: Set<UInt64>] = [:]
    var values: [Store: Set<UInt64>] = [.trustedRoot: required]
    for one in noted {
      let store = one.role.store
      subjects[store, default: []].insert(NameTrace.of(one.certificate.subjectDER))
      issuers[store, default: []].insert(NameTrace.of(one.certificate.issuerDER))
      values[store, default: []].insert(NameTrace.of(one.facts.issuedTo))
    }
    self.subjects = subjects
    self.issuers = issuers
    self.values = values
  }

  /// What a text describes is judged in full: it has no octets to look at.
  func lets(_ handed: Handed) -> Bool {
    handed.certificate.map { lets($0, in: handed.store) } ?? true
  }

  func lets(_ certificate: Certificate, in store: Store) -> Bool {
    var hasValue = false
    let wanted = values[store] ?? []
    let subject = NameTrace.of(certificate.subjectDER) { value in
      if wanted.contains(value) { hasValue = true }
    }
    if hasValue || subjects[store]?.contains(subject) == true { return true }
    switch store {
    case .trustedRoot:
      // Misplaced is what is not issued by itself.
      return !(certificate.subjectDER == certificate.issuerDER)
    case .intermediate:
      return issuers[store]?.contains(NameTrace.of(certificate.issuerDER)) == true
    }
  }
}
