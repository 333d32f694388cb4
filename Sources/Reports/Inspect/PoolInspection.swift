// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Inspection
import Procedure
public import Stores
public import Texts
import Threads
public import X509

/// A comparison of the servers of a pool: which of them have which duplicates.
///
/// The folder has one subfolder or file per server. In a server's folder, a `.reg` file itself says which
/// store a certificate is from; other files and folders are named after their store: `ROOT`, `CA` or
/// `AUTHROOT`, with any extension.
public struct PoolInspection {
  /// What distinguishes one certificate from another: its SHA-1, or, in a text without it, the text's own
  /// data.
  public enum Mark: Hashable, Sendable {
    case thumbprint(Thumbprint)
    case described(CertificateFacts)

    init(_ facts: CertificateFacts) {
      self = facts.thumbprint.map(Mark.thumbprint) ?? .described(facts)
    }

    var thumbprint: Thumbprint? {
      if case .thumbprint(let thumbprint) = self { thumbprint } else { nil }
    }
  }

  /// An entry that needs attention, without the file that contains it.
  public struct Finding: Hashable, Sendable {
    public let certificate: Mark
    public let verdict: Verdict
    public let store: Store
    public let physical: PhysicalStore
  }

  public struct Server: Sendable {
    public let name: String
    public let findings: [Finding]
    /// One per noted certificate of the path.
    public let outcomes: [Outcome]
    public let coverage: [Store: Coverage]
    public let unreadable: [StorePart: [CertificateFolder.Problem]]
    public let complaints: [String]
    public let hasFailed: Bool
    public let isNothingRead: Bool
    /// The outcomes of the levels of the path on which no certificate is in order.
    fileprivate let open: [Outcome]

    /// Whether the wizard must be run on this server.
    public var needsSession: Bool { !findings.isEmpty || open.contains { $0 != .unknown } }
    /// Whether a certificate of the path was not found, and not everything was read: the server's state is
    /// unknown.
    var isUnread: Bool { open.contains(.unknown) }
    /// Whether enough was read for reliable results.
    public var isReadEnough: Bool { !hasFailed && !isNothingRead && !isUnread }
  }

  /// The description of a certificate, shown once however many servers have it.
  struct Description: Hashable {
    let certificate: Mark
    let issuedTo: String
    /// The same for users, on one line.
    let displayLine: String
    let serial: String
    let validFrom: ValidFrom
  }

  public let servers: [Server]
  /// The certificates of all findings, in the order of their first occurrence.
  let descriptions: [Description]

  /// Reads and judges all servers of a pool.
  ///
  /// - Parameters:
  ///   - path: the certification path shared by all servers.
  ///   - offsetMinutes: the offset of the servers' clocks from UTC, for dates in texts; `nil` if unknown.
  ///   - progress: called occasionally with the number of finished servers and the total.
  public init(
    folder: String, path: CertificationPath, now: Instant, offsetMinutes: Int?, wording: Wording,
    progress: (Int, Int) -> Void
  ) throws(FileError) {
    let names = try CertificateFolder.listing(of: folder)
    let read = Parallel.map(names.count) { index in
      Self.read(names[index], in: folder, path, now, offsetMinutes, wording)
    } progress: {
      progress($0, names.count)
    }
    servers = read.map(\.server)
    var known: Set<Mark> = []
    descriptions = read.flatMap(\.descriptions).filter { known.insert($0.certificate).inserted }
  }

  private static func read(
    _ name: String, in folder: String, _ path: CertificationPath, _ now: Instant, _ offsetMinutes: Int?,
    _ wording: Wording
  ) -> (server: Server, descriptions: [Description]) {
    var files = InspectedFiles(wording: wording)
    let whole = "\(folder)/\(name)"
    if let parts = try? CertificateFolder.listing(of: whole) {
      for part in parts { files.readStore(store(named: part, in: whole)) }
    } else {
      files.readStore(Start.StoreFile(store: nil, path: whole))
    }
    let survey = StoreInspection(
      path: path, handed: files.handed, found: files.found, coverage: files.coverage, now: now,
      offsetMinutes: offsetMinutes)
    let open = survey.entries.filter(\.isOpen)
    let lacksZone = offsetMinutes == nil && survey.hasUnclearDates
    // Only what is shown is kept: a certificate would keep its whole file in memory.
    let server = Server(
      name: name,
      findings: open.map { entry in
        Finding(
          certificate: Mark(entry.facts), verdict: entry.verdict, store: entry.handed.store,
          physical: entry.handed.physical)
      },
      outcomes: survey.outcomes, coverage: files.coverage, unreadable: files.unreadable,
      complaints: files.complaints
        + (lacksZone ? [wording("inspect.zoneMissing")] : [])
        + InspectionWords(wording: wording).clocks(survey)
        + (files.storeNotSaid.map { [wording("inspect.storeNotSaid", ["file": $0])] } ?? []),
      hasFailed: files.hasFailed || files.storeNotSaid != nil, isNothingRead: files.isNothingRead,
      open: survey.openOutcomes)
    let descriptions = open.map { entry in
      Description(
        certificate: Mark(entry.facts), issuedTo: entry.facts.subject.simpleDisplayName,
        displayLine: entry.facts.issuedTo, serial: entry.facts.serial.hexadecimal,
        validFrom: entry.facts.validFrom)
    }
    return (server, descriptions)
  }

  private static func store(named name: String, in folder: String) -> Start.StoreFile {
    let stem = name.prefix { $0 != "." }.uppercased()
    let path = "\(folder)/\(name)"
    if stem == "AUTHROOT" { return Start.StoreFile(store: .trustedRoot, physical: .authRoot, path: path) }
    return Start.StoreFile(store: Store(rawValue: stem), path: path)
  }
}
