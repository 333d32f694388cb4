// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Glibc
import Inspection
public import Journal
import Paths
public import Procedure
public import Stores
import X509

/// A practice Front End server: a folder next to the session with one file for every certificate in its
/// stores.
///
///   <session>.server/path/0-….cer          the certification path, root first, the server's last
///   <session>.server/ROOT/registry/1-….cer  a store, a physical store, its entries in list order
///
/// It exports by copying a file and deletes by removing one, so that after a crash it shows, like a real
/// server, what was actually done.
public final class PracticeServer: ServerAccess, StoreEditor {
  private let folder: String
  public let exportFolder: String
  private let certificates: [Certificate]
  private let computer: String

  public let source = FactSource.practice

  /// Opens the practice server of a session, after building it if it does not exist yet.
  ///
  /// - Parameter pool: the path of another server of the same pool, if it is to have that one.
  public init(
    _ practice: Start.Practice, scenario: Scenario, at paths: SessionPaths, pool: [Certificate]? = nil
  ) throws(PracticeServerError) {
    folder = paths.practiceServer
    computer = scenario.computer
    exportFolder = paths.exports
    if access(folder.pathOctets, F_OK) != 0 {
      let pki: PracticePKI
      do throws(PracticeError) { pki = try PracticePKI(scenario, seed: practice.seed, pool: pool) } catch {
        throw .cryptography
      }
      try Self.build(pki, in: folder)
    }
    certificates = try Self.path(at: paths)
    do throws(JournalError) { try SessionFolder.create(exportFolder) } catch { throw .ledger(error) }
  }

  /// The certification path of a practice server that was built, root first.
  public static func path(at paths: SessionPaths) throws(PracticeServerError) -> [Certificate] {
    let folder = paths.practiceServer
    let path: [Certificate]
    do throws(FileError) {
      path = try CertificateFolder(path: "\(folder)/path").certificates.map(\.certificate)
    } catch {
      throw .unreadable(error)
    }
    guard path.count > 1 else { throw .incomplete(path: folder) }
    return path
  }

  /// Writes all files to a folder with a temporary name and renames it, so that the server is complete or
  /// does not exist.
  private static func build(_ pki: PracticePKI, in folder: String) throws(PracticeServerError) {
    // The name is unique to this run, so that what a killed run left half-built does not get in the way, even
    // in a container, where every run can have the same process ID.
    let names = (1...1000).lazy.map { "\(folder).new-\(getpid())-\($0)" }
    let draft = names.first { access($0.pathOctets, F_OK) != 0 } ?? "\(folder).new"
    do throws(JournalError) {
      try SessionFolder.create("\(draft)/path")
      for (number, certificate) in pki.path.enumerated() {
        try place(certificate.der, at: "\(draft)/path/\(number)-\(certificate.thumbprint).cer")
      }
      for (number, entry) in pki.installed.enumerated() {
        let place = "\(draft)/\(entry.store.rawValue)/\(entry.physical.rawValue)"
        try SessionFolder.create(place)
        try self.place(
          entry.certificate.der, at: "\(place)/\(number + 1)-\(entry.certificate.thumbprint).cer")
      }
      guard rename(draft.pathOctets, folder.pathOctets) == 0 else {
        throw .cannotCreate(path: folder, code: errno)
      }
      try FolderSync.sync(folderOf: folder)
    } catch {
      throw .ledger(error)
    }
  }

  private static func place(_ bytes: [UInt8], at path: String) throws(JournalError) {
    guard try ExclusiveFile.create(bytes[...], at: path) else { throw .alreadyExists(path: path) }
    try FolderSync.sync(folderOf: path)
  }
}

public enum PracticeServerError: Error {
  /// libcrypto could not make a certificate.
  case cryptography
  case unreadable(FileError)
  case ledger(JournalError)
  /// The folder exists, but some of its files are missing.
  case incomplete(path: String)
}

// MARK: - What it shows

extension PracticeServer {
  public func statement(_ field: Field) -> String? {
    switch field {
    case .server:
      certificates.last.map { computer + $0.subject.simpleDisplayName.drop { $0 != "." } }
    case .timeZone: "+01:00"
    case .administrator, .issuer, .serial, .subject, .validFrom, .thumbprint: nil
    }
  }

  public var phoneTrust: [Thumbprint]? { [] }

  public func path(at id: NotedID, below: CertificateFacts?) -> [Candidate] {
    guard id.position < certificates.count - 1 else { return [] }
    return [Candidate(facts: CertificateFacts(certificates[id.position]), source: .practice)]
  }

  public func continues(below id: NotedID) -> Bool? { id.position + 1 < certificates.count - 1 }

  public func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]? {
    rows(in: role.store) { Judgement.isCandidate($0, for: noted, role: role) }
  }

  public func misplacedRows() -> [ListedEntry]? { rows(in: .trustedRoot) { !$0.isSelfIssued } }

  /// Returns no list if a part cannot be read: a missing row would look like a deleted certificate.
  private func rows(in store: Store, where isListed: (CertificateFacts) -> Bool) -> [ListedEntry]? {
    var entries: [(file: String, facts: CertificateFacts, physical: PhysicalStore)] = []
    for physical in PhysicalStore.allCases {
      guard let files = try? files(store, physical) else { return nil }
      entries += files.map { (file: $0.file, facts: $0.facts, physical: physical) }
    }
    return entries.sorted { $0.file < $1.file }.filter { isListed($0.facts) }.map { entry in
      ListedEntry(certificate: entry.facts, physical: entry.physical, source: .practice)
    }
  }

  public func atHand(around path: [CertificateFacts]) throws(StoreEditorError) -> [CertificateFacts] {
    var entries: [StoreEntry] = []
    for store in Store.allCases {
      for physical in store.physicalStores {
        entries += try files(store, physical).compactMap { entry in
          entry.facts.certificate.map {
            StoreEntry(certificate: $0, store: store, physical: physical, file: entry.file)
          }
        }
      }
    }
    return Surroundings.of(path, among: entries)
  }

  public func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]? {
    rows(for: noted, role: role)
  }

  /// The files of a physical store; empty when it has no folder.
  private func files(
    _ store: Store, _ physical: PhysicalStore
  ) throws(StoreEditorError) -> [(file: String, facts: CertificateFacts)] {
    let place = "\(folder)/\(store.rawValue)/\(physical.rawValue)"
    let found: CertificateFolder
    do throws(FileError) { found = try CertificateFolder(path: place) } catch {
      switch error {
      case .missing: return []
      case .inputOutput(let path, let code): throw .failed(path: path, code: code)
      case .permission(let path): throw .failed(path: path, code: EACCES)
      case .isDirectory(let path), .notAFolder(let path), .specialFile(let path), .symbolicLink(let path),
        .tooLarge(let path, _):
        throw .failed(path: path, code: EINVAL)
      }
    }
    // An unreadable file may be the very certificate that the caller looks for.
    if let problem = found.problems.first { throw .failed(path: "\(place)/\(problem.file)", code: EIO) }
    return found.certificates.map { ($0.file, CertificateFacts($0.certificate)) }
  }
}

extension PracticeServer {
  public func look() -> StoreLook? {
    var look = StoreLook()
    for store in Store.allCases {
      for physical in store.physicalStores {
        // An unreadable store counts as not read.
        guard let files = try? files(store, physical) else { continue }
        look.note(StorePart(store, physical), entries: files.count)
        look.found += files.map {
          StoreLook.Found(facts: $0.facts, part: StorePart(store, physical))
        }
      }
    }
    return look
  }
}

// MARK: - What it does

extension PracticeServer {
  public var editor: (any StoreEditor)? { self }

  public func export(_ facts: CertificateFacts, from store: Store, to file: String) throws(StoreEditorError) {
    guard let certificate = facts.certificate, try holds(facts, in: store) else { throw .notThere }
    do throws(JournalError) {
      try NewFile.write(certificate.der, to: "\(exportFolder)/\(file)")
    } catch {
      throw StoreEditorError(error, at: "\(exportFolder)/\(file)")
    }
  }

  public func remove(
    _ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore, exportedAs file: String,
    unless objection: (DeedCheck.Rows) -> DeedObjection?
  ) throws(StoreEditorError) -> Bool {
    // After a crash between the deletion and its record, the store itself shows that it was done.
    if try holds(facts, in: store) {
      if let objection = objection(try allRows()) { throw .objected(objection) }
      try delete(facts, from: store, physical)
    }
    return try !holds(facts, in: store)
  }

  /// Everything in both stores.
  private func allRows() throws(StoreEditorError) -> DeedCheck.Rows {
    var rows: DeedCheck.Rows = [:]
    for store in Store.allCases {
      for physical in store.physicalStores {
        rows[store, default: []] += try files(store, physical).map {
          ListedEntry(certificate: $0.facts, physical: physical, source: .practice)
        }
      }
    }
    return rows
  }

  public func delete(
    _ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore
  ) throws(StoreEditorError) {
    guard let entry = try files(store, physical).first(where: { $0.facts.certificate == facts.certificate })
    else {
      throw .notThere
    }
    let path = "\(folder)/\(store.rawValue)/\(physical.rawValue)/\(entry.file)"
    guard unlink(path.pathOctets) == 0 else { throw .failed(path: path, code: errno) }
    do throws(JournalError) { try FolderSync.sync(folderOf: path) } catch {
      throw .failed(path: path, code: EIO)
    }
  }

  public func place(
    _ facts: CertificateFacts, from store: Store, in other: Store, exportedAs file: String
  ) throws(StoreEditorError) -> Bool { try restore(facts, to: other, from: file) }

  public func restore(_ facts: CertificateFacts, to store: Store, from file: String) throws(StoreEditorError)
    -> Bool
  {
    if try holds(facts, in: store) { return true }
    let export = "\(exportFolder)/\(file)"
    guard case .success(let exported) = LocalPath(export).oneCertificate(),
      let certificate = exported.certificate, certificate == facts.certificate
    else { throw .notThere }
    let place = "\(folder)/\(store.rawValue)/\(PhysicalStore.registry.rawValue)"
    do throws(JournalError) {
      try SessionFolder.create(place)
      try NewFile.write(certificate.der, to: "\(place)/9-\(certificate.thumbprint).cer")
    } catch {
      throw .failed(path: place, code: EIO)
    }
    return try holds(facts, in: store)
  }

  /// Whether the certificate is in any physical store of `store`.
  public func holds(_ facts: CertificateFacts, in store: Store) throws(StoreEditorError) -> Bool {
    for physical in PhysicalStore.allCases {
      if try files(store, physical).contains(where: { $0.facts.certificate == facts.certificate }) {
        return true
      }
    }
    return false
  }
}
