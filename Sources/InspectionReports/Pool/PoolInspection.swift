// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Inspection
import Procedure
public import Stores
public import Texts
import Threads
public import X509

/// A comparison of the servers of a pool: which of them have which duplicates.
///
/// The folder has one subfolder or file per server, as `InspectedFiles.readServer` reads it.
public struct PoolInspection {
  /// An entry that needs attention, without the file that contains it.
  public struct Finding: Hashable, Sendable {
    public let certificate: CertificateMark
    public let verdict: Verdict
    public let standing: Standing
    public let store: Store
    public let physical: PhysicalStore
  }

  public struct Server: Sendable {
    public let name: String
    /// Each entry once, however many files contain it.
    public let findings: [Finding]
    /// Rows of a text with a noted name that contain too little to be judged.
    public let openRows: Int
    /// One per noted certificate of the path.
    public let outcomes: [Outcome]
    /// One per level of the path.
    public let presences: [Presence]
    public let coverage: [Store: Coverage]
    public let unreadable: [StorePart: [CertificateFolder.Problem]]
    public let complaints: [String]
    public let hasFailed: Bool
    public let isNothingRead: Bool
    /// The outcomes of the levels of the path on which no certificate is in order.
    fileprivate let open: [Outcome]

    /// Whether the wizard must be run on this server.
    public var needsSession: Bool { !findings.isEmpty || open.contains { $0 != .unknown } }
    /// Whether enough was read for reliable results.
    public var isReadEnough: Bool { !hasFailed && !isNothingRead && !presences.contains(.unread) }
    /// The physical stores that were not handed over, or not read from beginning to end.
    public var unreadStores: Int {
      Store.allCases.reduce(0) { $0 + (coverage[$1] ?? Coverage($1)).openParts.count }
    }
  }

  /// The description of a certificate, shown once however many servers have it.
  struct Description: Hashable {
    let certificate: CertificateMark
    let issuedTo: String
    /// The same for users, on one line.
    let displayLine: String
    let serial: String
    let validFrom: ValidFrom
  }

  public let servers: [Server]
  /// The certificates of the path, each with its level, 0 for the top.
  public let noted: [(certificate: Certificate, level: Int)]
  /// The certificates of all findings, in the order of their first occurrence.
  let descriptions: [Description]

  /// Reads and judges all servers of a pool.
  ///
  /// - Parameters:
  ///   - path: the certification path shared by all servers.
  ///   - isClockBelieved: whether `now` is reliable; otherwise, nothing is reported as expired.
  ///   - offsetMinutes: the offset of the servers' clocks from UTC, for dates in texts; `nil` if unknown.
  ///   - progress: called occasionally with the number of finished servers and the total.
  public init(
    folder: String, path: CertificationPath, now: Instant, isClockBelieved: Bool, offsetMinutes: Int?,
    wording: Wording, progress: (Int, Int) -> Void
  ) throws(FileError) {
    let names = try CertificateFolder.listing(of: folder)
    let read = Parallel.map(names.count) { index in
      Self.read(names[index], in: folder, wording, isZoneKnown: offsetMinutes != nil) { files in
        StoreInspection(
          path: path, handed: files.handed, found: files.found, coverage: files.coverage, now: now,
          isClockBelieved: isClockBelieved, offsetMinutes: offsetMinutes)
      }
    } progress: {
      progress($0, names.count)
    }
    servers = read.map(\.server)
    noted = path.levels.enumerated().flatMap { level, alternatives in alternatives.map { ($0, level) } }
    var known: Set<CertificateMark> = []
    descriptions = read.flatMap(\.descriptions).filter { known.insert($0.certificate).inserted }
  }

  private static func read(
    _ name: String, in folder: String, _ wording: Wording, isZoneKnown: Bool,
    inspect: (InspectedFiles) -> StoreInspection
  ) -> (server: Server, descriptions: [Description]) {
    var files = InspectedFiles(wording: wording)
    files.readServer("\(folder)/\(name)")
    let survey = inspect(files)
    // Only what is shown is kept: a certificate would keep its whole file in memory.
    let server = Server(name, files, survey, isZoneKnown: isZoneKnown, wording)
    let descriptions = survey.entries.filter(\.isOpen).map { entry in
      Description(
        certificate: CertificateMark(entry.facts), issuedTo: entry.facts.subject.simpleDisplayName,
        displayLine: entry.facts.issuedTo, serial: entry.facts.serial.hexadecimal,
        validFrom: entry.facts.validFrom)
    }
    return (server, descriptions)
  }
}

extension PoolInspection.Server {
  /// - Parameter isZoneKnown: whether the dates of texts could be compared.
  init(
    _ name: String, _ files: InspectedFiles, _ survey: StoreInspection, isZoneKnown: Bool, _ wording: Wording
  ) {
    self.name = name
    findings = Self.findings(survey)
    openRows = survey.openRows.count
    outcomes = survey.outcomes
    presences = survey.presences
    coverage = files.coverage
    unreadable = files.unreadable
    let lacksZone = !isZoneKnown && survey.hasUnclearDates
    complaints =
      files.complaints + (lacksZone ? [wording("inspect.zoneMissing")] : [])
      + InspectionWords(wording: wording).clocks(survey)
      + (files.storeNotSaid.map { [wording("inspect.storeNotSaid", ["file": $0])] } ?? [])
    hasFailed = files.hasFailed || files.storeNotSaid != nil
    isNothingRead = files.isNothingRead
    open = survey.openOutcomes
  }

  private static func findings(_ survey: StoreInspection) -> [PoolInspection.Finding] {
    var known: Set<PoolInspection.Finding> = []
    return survey.entries.filter(\.isOpen).map { entry in
      PoolInspection.Finding(
        certificate: CertificateMark(entry.facts), verdict: entry.verdict, standing: survey.standing(entry),
        store: entry.handed.store, physical: entry.handed.physical)
    }.filter { known.insert($0).inserted }
  }
}
