// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Procedure
import TestCertificates
import TestSupport

/// A server as a test sees it: its path, the rows of its stores, and how the admin comes to know of them.
struct World: Sendable {
  struct Row: Sendable {
    let certificate: TestCertificate
    /// What the certificate states of itself: made once, as every state asks for it.
    let facts: CertificateFacts
    let physical: PhysicalStore
    /// What it is, when it and the path are wholly known; `nil` where a test does not say.
    let verdict: Verdict?

    init(_ certificate: TestCertificate, in physical: PhysicalStore = .registry, _ verdict: Verdict? = nil) {
      self.certificate = certificate
      facts = certificate.facts
      self.physical = physical
      self.verdict = verdict
    }
  }

  /// How something becomes known.
  enum Way: String, Sendable, CaseIterable {
    /// A file or the practice server gives it whole.
    case listed
    /// Every attribute is typed.
    case typed
    /// Rows are counted, and each certificate is given as a file.
    case given
  }

  /// How much of a store a source of rows saw.
  enum Sight: Sendable, CaseIterable {
    /// It does not say, as in sessions of 0.1.0.
    case unsaid
    case whole
    /// What policies put there was not handed over.
    case withoutPolicies
    /// An entry could not be read.
    case withUnreadable
  }

  /// What the admin says of the certificates that phones are told to trust.
  enum PhoneTrust: Sendable {
    case listed([Thumbprint])
    /// The step is left out.
    case leftOut
  }

  /// Which procedure the admin goes through; in a move, the rows of the first list are those of Trusted Root that are
  /// not their own issuer.
  var course = Course.duplicates
  var kind = ServerKind(.windowsServer2012)
  var phoneTrust = PhoneTrust.listed([])
  /// Root first, without the server certificate.
  var path: [TestCertificate] = [Contoso.root]
  var pathWay = Way.listed
  /// The rows that step 8 finds for each place of the path.
  var rows: [[Row]] = [[]]
  var rowsWay = Way.listed
  /// Whether the source of the rows says in which physical store each lies.
  var tellsPhysical = true
  /// How much of the stores the source of the rows saw.
  var sight = Sight.unsaid
  /// How many entries whole stores have; nothing where only lists were made.
  var storeCounts: [Store: Int] = [:]
  /// The revision by which the session begins.
  var procedure = Start.procedureRevision
  /// What may come up beside the answers, at any time.
  var news: [Event] = []
  /// Who approves deletions, where that is required.
  var approvers: [String] = []
  /// Whether thumbprints are typed where they are asked for.
  var typesThumbprints = false

  /// A path of a root alone.
  static func roots(
    _ rows: [TestCertificate], path: Way = .listed, rows way: Way = .listed
  ) -> World {
    World(pathWay: path, rows: [rows.map { Row($0) }], rowsWay: way)
  }

  /// A path of root and intermediate.
  static func both(
    _ roots: [TestCertificate], _ intermediates: [TestCertificate], path: Way = .listed,
    rows way: Way = .listed
  ) -> World {
    World(
      path: [Contoso.root, Contoso.issuing], pathWay: path,
      rows: [roots.map { Row($0) }, intermediates.map { Row($0) }], rowsWay: way)
  }

  /// Whole stores, of which step 8 lists what bears a noted name.
  static func stores(path: [TestCertificate], _ roots: [Row], _ intermediates: [Row]) -> World {
    let lists = path.map(\.facts).enumerated().map { position, noted in
      let role = NotedID(position).role
      return (role == .root ? roots : intermediates).filter {
        Judgement.isCandidate($0.facts, for: noted, role: role)
      }
    }
    return World(
      path: path, rows: lists,
      storeCounts: [.trustedRoot: roots.count, .intermediate: intermediates.count])
  }

  func with(_ change: (inout World) -> Void) -> World {
    var copy = self
    change(&copy)
    return copy
  }

  func row(_ id: EntryID) -> Row { rows[id.noted.position][id.number - 1] }

  func listing(_ id: NotedID) -> Answer {
    guard rowsWay == .listed else { return .counted(rows[id.position].count) }
    return .listed(
      rows[id.position].map {
        ListedEntry(
          certificate: $0.facts, physical: tellsPhysical ? $0.physical : .unknown,
          source: .practice)
      }, coverage(of: id.role.store, rows[id.position].count))
  }

  private func coverage(of store: Store, _ count: Int) -> Coverage? {
    switch sight {
    case .unsaid: nil
    case .whole: .whole(store, entries: count)
    case .withoutPolicies: Coverage(store, [.registry: .init(entries: count), .authRoot: .init(entries: 0)])
    case .withUnreadable: Coverage(store, [.unknown: .init(entries: count, unreadable: 1)])
    }
  }

  /// One attribute of a certificate as it is typed.
  func typed(_ certificate: TestCertificate, _ field: Field) -> Answer {
    switch field {
    case .issuer: .value(certificate.typedIssuer)
    case .subject: .value(certificate.typedSubject)
    case .serial: .value(certificate.typedSerial)
    case .validFrom: .value(certificate.typedValidFrom)
    case .thumbprint:
      typesThumbprints ? .value(certificate.thumbprint.description) : .skipped(reason: "")
    case .server, .administrator, .timeZone: preconditionFailure("no attribute of a certificate")
    }
  }
}
