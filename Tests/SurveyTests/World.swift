// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Stores
import Survey

/// A name with a key, that issues certificates whose signatures verify.
struct Authority {
  /// 2015: what begins then is valid at `now`.
  static let start = Instant(secondsSince1970: 1_420_070_400)
  static let now = start.adding(seconds: 5 * year)
  static let year = 31_536_000

  let name: [(label: String, value: String)]
  let key: PracticeKey
  let certificate: Certificate

  /// - Parameters:
  ///   - issuer: who signs it; `nil` makes a root.
  ///   - key: an older one makes a renewal.
  ///   - years: when it begins, counted from `start`; it is valid for ten.
  init(
    _ commonName: String, of organization: String = "Contoso", by issuer: Authority? = nil,
    key: PracticeKey? = nil, serial: UInt8 = 1, years: Int = 0
  ) throws {
    name = [("O", organization), ("CN", commonName)]
    self.key = try key ?? PracticeKey()
    certificate = try Self.make(name, self.key, by: issuer, serial, years, isAuthority: true)
  }

  /// The same name again.
  func again(key: PracticeKey? = nil, by issuer: Authority? = nil, serial: UInt8, years: Int = 0) throws
    -> Authority
  {
    try Authority(
      name[1].value, of: name[0].value, by: issuer, key: key, serial: serial, years: years)
  }

  func server(_ commonName: String, serial: UInt8 = 9) throws -> Certificate {
    try Self.make([("CN", commonName)], PracticeKey(), by: self, serial, 0, isAuthority: false)
  }

  private static func make(
    _ name: [(label: String, value: String)], _ key: PracticeKey, by issuer: Authority?, _ serial: UInt8,
    _ years: Int, isAuthority: Bool
  ) throws -> Certificate {
    let from = start.adding(seconds: years * year)
    return try PracticeCertificate.make(
      subject: name, serial: [serial], notBefore: from, notAfter: from.adding(seconds: 10 * year), key: key,
      issuer: issuer.map { ($0.certificate, $0.key) }, isAuthority: isAuthority,
      dnsNames: isAuthority ? [] : name.map(\.value))
  }
}

/// A root, an intermediate, a server, and what beside them may lie in the stores of the server.
struct World {
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
  ) throws -> Survey {
    try Survey(
      path: CertificationPath(from: chain ?? self.chain),
      handed: .root([root.certificate] + others) + .ca([issuing.certificate] + moreOthers),
      coverage: .whole, now: now,
      includesUnrelated: all, verifiesAllSignatures: true)
  }
}

extension [Handed] {
  static func root(_ certificates: [Certificate], _ physical: PhysicalStore = .registry) -> [Handed] {
    certificates.map { Handed(certificate: $0, store: .trustedRoot, physical: physical, file: "root.sst") }
  }

  static func ca(_ certificates: [Certificate], _ physical: PhysicalStore = .registry) -> [Handed] {
    certificates.map { Handed(certificate: $0, store: .intermediate, physical: physical, file: "ca.sst") }
  }
}

extension [Store: Coverage] {
  /// Both stores as MMC shows them; how many entries they have decides nothing.
  static let whole = Dictionary(
    uniqueKeysWithValues: Store.allCases.map { ($0, Coverage.whole($0, entries: 1)) })
}

extension Survey {
  /// One root held against a store of roots, unrelated ones among the entries.
  static func of(_ noted: Certificate, in store: [Certificate]) throws -> Survey {
    try Survey(
      path: CertificationPath(from: [noted]), handed: .root(store), coverage: .whole, now: Authority.now,
      includesUnrelated: true, verifiesAllSignatures: true)
  }

  /// What became of a certificate in a store; `nil` when it is not listed.
  func entry(_ certificate: Certificate, in store: Store? = nil) -> Entry? {
    entries.first { $0.handed.certificate == certificate && (store == nil || $0.handed.store == store) }
  }

  func certificates(_ id: Advisory.ID) -> [Certificate]? { advisories().first { $0.id == id }?.certificates }
}
