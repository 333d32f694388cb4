// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates

@testable import Procedure

/// A server as a test sees it: its path, the rows of its stores, and how the admin comes to know of them.
struct World: Sendable {
  struct Row: Sendable {
    var certificate: TestCertificate
    var physical = PhysicalStore.registry

    init(_ certificate: TestCertificate, in physical: PhysicalStore = .registry) {
      self.certificate = certificate
      self.physical = physical
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

  var windows = WindowsServer.windowsServer2012
  /// What phones are told to trust.
  var phoneTrust: [Thumbprint] = []
  /// Root first, without the server certificate.
  var path: [TestCertificate] = [Contoso.root]
  var pathWay = Way.listed
  /// The rows that step 8 finds for each place of the path.
  var rows: [[Row]] = [[]]
  var rowsWay = Way.listed
  /// Whether the source of the rows says in which physical store each lies.
  var tellsPhysical = true

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
          certificate: $0.certificate.facts, physical: tellsPhysical ? $0.physical : .unknown,
          source: .practice)
      })
  }

  /// One attribute of a certificate as it is typed.
  static func typed(_ certificate: TestCertificate, _ field: Field) -> Answer {
    switch field {
    case .issuer: .value(certificate.typedIssuer)
    case .subject: .value(certificate.typedSubject)
    case .serial: .value(certificate.typedSerial)
    case .validFrom: .value(certificate.typedValidFrom)
    case .thumbprint: .skipped(reason: "")
    case .server, .administrator, .timeZone: preconditionFailure("no attribute of a certificate")
    }
  }
}
