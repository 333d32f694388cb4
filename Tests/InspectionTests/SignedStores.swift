// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import TestAuthorities
import X509

/// A root, an intermediate, a server, and what beside them may lie in the stores of the server.
struct SignedStores {
  let root: Authority
  let issuing: Authority
  let server: Certificate

  init() throws {
    root = try Authority("Contoso Root CA", serial: 1)
    issuing = try Authority("Contoso Issuing CA", by: root, serial: 2)
    server = try issuing.server("fe01.contoso.com", serial: 3)
  }

  var chain: [Certificate] { [root.certificate, issuing.certificate, server] }

  /// The stores as they should be, with others beside.
  func survey(
    root others: [Certificate] = [], ca moreOthers: [Certificate] = [], chain: [Certificate]? = nil,
    now: Instant = Authority.now, all: Bool = false
  ) throws -> StoreInspection {
    try StoreInspection(
      path: CertificationPath(from: chain ?? self.chain),
      handed: .root([root.certificate] + others) + .ca([issuing.certificate] + moreOthers),
      coverage: .whole, now: now,
      includesUnrelated: all, verifiesAllSignatures: true)
  }
}

extension [StoreEntry] {
  static func root(_ certificates: [Certificate], _ physical: PhysicalStore = .registry) -> [StoreEntry] {
    certificates.map {
      StoreEntry(certificate: $0, store: .trustedRoot, physical: physical, file: "root.sst")
    }
  }

  static func ca(_ certificates: [Certificate], _ physical: PhysicalStore = .registry) -> [StoreEntry] {
    certificates.map { StoreEntry(certificate: $0, store: .intermediate, physical: physical, file: "ca.sst") }
  }
}

extension [Store: Coverage] {
  /// Both stores as MMC shows them; how many entries they have decides nothing.
  static let whole = Dictionary(
    uniqueKeysWithValues: Store.allCases.map { ($0, Coverage.whole($0, entries: 1)) })
}

extension StoreInspection {
  /// One root held against a store of roots, unrelated ones among the entries.
  static func of(_ noted: Certificate, in store: [Certificate]) throws -> StoreInspection {
    try StoreInspection(
      path: CertificationPath(from: [noted]), handed: .root(store), coverage: .whole, now: Authority.now,
      includesUnrelated: true, verifiesAllSignatures: true)
  }

  /// What became of a certificate in a store; `nil` when it is not listed.
  func entry(_ certificate: Certificate, in store: Store? = nil) -> Entry? {
    entries.first { $0.handed.certificate == certificate && (store == nil || $0.handed.store == store) }
  }

  func certificates(_ id: Advisory.ID) -> [Certificate]? { advisories().first { $0.id == id }?.certificates }
}
